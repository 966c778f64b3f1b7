package exchange.audit;

import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.Run;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The link between one ledger partition and one book: what each side has made and the other has not
 * taken yet. Rows come in the order of their commits, so nothing can be taken before it is here.
 */
final class AuditedLink {
    private final Deque<BookItem> commands = new ArrayDeque<>();
    private final Deque<LedgerItem> lines = new ArrayDeque<>();
    private long commandsMade;
    private long linesMade;

    /** Adds what the ledger's last batch made for the book. */
    void collectCommands(LinkEnd ledgersEnd) {
        for (Run run : ledgersEnd.runsFrom(commandsMade + 1, Integer.MAX_VALUE)) {
            BookItems.Reader reader = new BookItems.Reader(run);
            while (reader.hasNext()) {
                commands.add(reader.next());
            }
            commandsMade = run.last();
        }
    }

    /** Adds what the book's last batch made for the ledger. */
    void collectLines(LinkEnd booksEnd) {
        for (Run run : booksEnd.runsFrom(linesMade + 1, Integer.MAX_VALUE)) {
            LedgerItems.Reader reader = new LedgerItems.Reader(run);
            while (reader.hasNext()) {
                lines.add(reader.next());
            }
            linesMade = run.last();
        }
    }

    /** The book takes the command of that number: the next one. */
    BookItem takeCommand(long number) {
        BadBatch.require(
                !commands.isEmpty(), "takes command %d, which its ledger never made", number);
        return commands.poll();
    }

    /** The ledger takes the line of that number: the next one. */
    LedgerItem takeLine(long number) {
        BadBatch.require(!lines.isEmpty(), "takes line %d, which its book never made", number);
        return lines.poll();
    }

    long commandsTaken() {
        return commandsMade - commands.size();
    }

    long linesTaken() {
        return linesMade - lines.size();
    }

    /** Commands that the book has not taken. */
    Iterable<BookItem> commandsInFlight() {
        return commands;
    }

    /** Lines that the ledger has not taken. */
    Iterable<LedgerItem> linesInFlight() {
        return lines;
    }

    int inFlight() {
        return commands.size() + lines.size();
    }
}
