package exchange.faults;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.accounts.Balance;
import exchange.accounts.EdgeRequest;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerLogic;
import exchange.accounts.LedgerReply;
import exchange.accounts.LedgerRole;
import exchange.accounts.LocalRequests;
import exchange.accounts.OrderView;
import exchange.book.BookCommand;
import exchange.book.BookLogic;
import exchange.book.BookReply;
import exchange.book.BookRole;
import exchange.book.LocalBookRequest;
import exchange.market.AccountIds;
import exchange.persistence.Database;
import exchange.sequencer.EntityKind;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.Front;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.FrontRole;
import exchange.sequencer.Limits;
import exchange.testkit.TestPostgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Two ledgers and a book as in production, over a real journal, joined by a wire that a test can
 * cut. Each has entity types of its own, so that many share one database and one actor system.
 */
final class RealExchange {
    static final String BOOK = Markets.BTC;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long FUNDS = 1_000_000_000_000L;
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** Thrown by a wire in the thread of a sender: that sender ends at this very point. */
    static final class Killed extends RuntimeException {
        Killed() {
            super("killed by the test");
        }
    }

    /** Says how often a message arrives, or kills its sender. */
    interface Wire {
        int copies(String to, LinkMessage message);
    }

    private final ActorTestKit kit;
    private final Database database;
    private final String suffix;
    private final Map<String, ActorRef<FrontMessage>> fronts = new ConcurrentHashMap<>();
    private final UnaryOperator<EntityLogic<BookCommand>> bookLogic;
    private volatile Wire wire = (to, message) -> 1;

    /** @param database read beside the way that the entities take to it */
    RealExchange(ActorTestKit kit, Database database, String suffix) {
        this(kit, database, suffix, UnaryOperator.identity());
    }

    RealExchange(
            ActorTestKit kit,
            Database database,
            String suffix,
            UnaryOperator<EntityLogic<BookCommand>> bookLogic) {
        this.kit = kit;
        this.database = database;
        this.suffix = suffix;
        this.bookLogic = bookLogic;
        List.of("0", "1", BOOK).forEach(this::start);
        define();
    }

    private void define() {
        for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
            String ledger = Integer.toString(partition);
            Markets.ASSETS.forEach(asset -> insist(ledger, new LedgerCommand.DefineAsset(asset)));
            insist(ledger, new LedgerCommand.DefineMarket(Markets.of(BOOK)));
            insist(ledger, new LedgerCommand.MeetLedgers());
        }
        CompletableFuture<BookReply> defined = new CompletableFuture<>();
        fronts.get(BOOK)
                .tell(new LocalBookRequest(
                        defined::complete, new BookCommand.DefineMarket(Markets.of(BOOK))));
        defined.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        for (long account : List.of(account(0), account(1))) {
            for (String asset : List.of("USD", "BTC")) {
                insist(new LedgerCommand.Deposit(account, asset, FUNDS, account + asset, "test"));
            }
        }
    }

    /** An account of that partition. */
    static long account(int partition) {
        return Markets.ACCOUNTS.stream()
                .filter(id -> AccountIds.partition(id, Cluster.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    // entities

    /** Starts an entity, beside the one of that name if it still lives; peers find the new one. */
    void start(String name) {
        fronts.put(
                name,
                name.equals(BOOK)
                        ? spawn(
                                "OrderBook",
                                "exchange.journal.books",
                                symbol ->
                                        bookLogic.apply(new BookLogic(symbol, Cluster.PARTITIONS)),
                                name,
                                new BookRole())
                        : spawn(
                                "Ledger",
                                "exchange.journal.ledgers",
                                id -> new LedgerLogic(Integer.parseInt(id), Cluster.PARTITIONS),
                                name,
                                new LedgerRole()));
    }

    private <C> ActorRef<FrontMessage> spawn(
            String type,
            String journal,
            Function<String, EntityLogic<C>> logics,
            String name,
            FrontRole<C> role) {
        EntityKind<C> kind = new EntityKind<>(
                type + suffix,
                logics,
                journal,
                "exchange.snapshots",
                Limits.DEFAULT,
                System::currentTimeMillis,
                "node",
                "test");
        return kit.spawn(Front.create(kind, name, role, this::carry));
    }

    ActorRef<FrontMessage> front(String name) {
        return fronts.get(name);
    }

    /** Ends an entity where it stands: nothing that waits in it is done or answered. */
    void kill(String name) {
        kit.stop(fronts.remove(name), PATIENCE);
    }

    /** The entity dies of its next message on the wire that is like this, and none arrives. */
    Runnable dies(String name, Predicate<LinkMessage> when) {
        TestProbe<Object> watcher = kit.createTestProbe();
        ActorRef<FrontMessage> victim = fronts.get(name);
        wire = (to, message) -> {
            if (message.from().equals(name) && when.test(message)) {
                fronts.remove(name);
                throw new Killed();
            }
            return 1;
        };
        return () -> watcher.expectTerminated(victim, PATIENCE);
    }

    // the wire

    void wire(Wire rule) {
        wire = rule;
    }

    void mendWire() {
        wire = (to, message) -> 1;
    }

    private void carry(String to, LinkMessage message) {
        int copies = wire.copies(to, message);
        for (int i = 0; i < copies; i++) {
            deliver(to, message);
        }
    }

    void deliver(String to, LinkMessage message) {
        ActorRef<FrontMessage> addressee = fronts.get(to);
        if (addressee != null) {
            addressee.tell(message);
        }
    }

    // clients

    static String ledgerOf(LedgerCommand.Place place) {
        return ledgerOf(place.account());
    }

    private static String ledgerOf(long account) {
        return Integer.toString(AccountIds.partition(account, Cluster.PARTITIONS));
    }

    /** Asks once. */
    CompletableFuture<LedgerReply> ask(ActorRef<FrontMessage> ledger, LedgerCommand command) {
        CompletableFuture<LedgerReply> answer =
                new CompletableFuture<LedgerReply>().orTimeout(30, TimeUnit.SECONDS);
        ledger.tell(new LocalRequests(
                replies -> answer.complete(replies.replies().getFirst().reply()),
                List.of(new EdgeRequest(1, command))));
        return answer;
    }

    CompletableFuture<LedgerReply> ask(LedgerCommand command) {
        return ask(fronts.get(ledgerOf(accountOf(command))), command);
    }

    /** Asks until there is an answer, as every edge does. */
    LedgerReply insist(LedgerCommand command) {
        return insist(ledgerOf(accountOf(command)), command);
    }

    private LedgerReply insist(String ledger, LedgerCommand command) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        LedgerReply reply = new LedgerReply.Unknown();
        while (isOpen(reply) && System.nanoTime() < giveUp) {
            reply = ask(fronts.get(ledger), command)
                    .completeOnTimeout(
                            new LedgerReply.Unknown(), SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        return reply;
    }

    private static boolean isOpen(LedgerReply reply) {
        return reply instanceof LedgerReply.Unknown
                || reply instanceof LedgerReply.Moved
                || reply instanceof LedgerReply.Pending;
    }

    private static long accountOf(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.Place place -> place.account();
            case LedgerCommand.Cancel cancel -> cancel.account();
            case LedgerCommand.Deposit deposit -> deposit.account();
            case LedgerCommand.Transfer transfer -> transfer.account();
            case LedgerCommand.GetTransfer get -> get.account();
            case LedgerCommand.GetBalances get -> get.account();
            case LedgerCommand.GetOrderByClientId get -> get.account();
            default -> throw new IllegalArgumentException("nobody's: " + command);
        };
    }

    /** Places until it is answered, and returns the order. */
    OrderView placed(LedgerCommand.Place place) {
        LedgerReply reply = insist(place);
        assertThat(reply).isInstanceOf(LedgerReply.OrderResult.class);
        return ((LedgerReply.OrderResult) reply).order();
    }

    OrderView order(LedgerCommand.Place place) {
        LedgerReply reply = insist(
                new LedgerCommand.GetOrderByClientId(place.account(), place.clientOrderId(), 0));
        assertThat(reply).isInstanceOf(LedgerReply.OrderResult.class);
        return ((LedgerReply.OrderResult) reply).order();
    }

    /** What is held of that asset. */
    long held(long account, String asset) {
        return balance(account, asset).held();
    }

    Balance balance(long account, String asset) {
        LedgerReply.Balances all =
                (LedgerReply.Balances) insist(new LedgerCommand.GetBalances(account));
        return all.balances().stream()
                .filter(each -> each.asset().equals(asset))
                .findFirst()
                .orElseThrow();
    }

    // the journal

    RealJournal journal() throws SQLException {
        return RealJournal.read(database, suffix);
    }

    /** Waits until the journal is as it should be. */
    RealJournal await(Predicate<RealJournal> as) throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        RealJournal journal = journal();
        while (!as.test(journal)) {
            assertThat(System.nanoTime())
                    .as("waited in vain; facts %s %s", journal.ledgerFacts, journal.bookFacts)
                    .isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(20);
            journal = journal();
        }
        return journal;
    }

    /** Waits until nothing is on its way, and audits: money, links, numbers, hashes, all of it. */
    RealJournal settled() throws Exception {
        RealJournal journal = await(each -> each.audit.inFlight() == 0);
        assertThat(journal.audit.finding()).isEmpty();
        return journal;
    }

    /** The journal's disk forgets the last rows of an entity. */
    void loseRows(String id, long after) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM event_journal WHERE persistence_id = '%s' AND %s"
                    .formatted(id.replace("|", suffix + "|"), "sequence_number > " + after));
        }
    }

    void end() {
        List.copyOf(fronts.keySet()).forEach(this::kill);
    }
}
