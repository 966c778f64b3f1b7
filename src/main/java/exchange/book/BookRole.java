package exchange.book;

import exchange.market.RejectReason;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.FrontRole;
import exchange.sequencer.Run;

import java.util.function.Consumer;

/**
 * A book's front: admins and hubs ask it and get one answer each; ledgers are not answered but
 * settled with.
 */
public final class BookRole implements FrontRole<BookCommand> {

    @Override
    public void received(FrontMessage.FromClients message, Asking<BookCommand> asking) {
        switch (message) {
            case BookRequest far -> {
                Consumer<BookReply> asker = far.replyTo()::tell;
                asking.ask(far.command(), asker);
            }
            case LocalBookRequest near -> asking.ask(near.command(), near.replyTo());
            default -> throw new IllegalStateException("no book takes " + message.getClass());
        }
    }

    @Override
    public void answered(Object ticket, BookCommand command, Object answer) {
        reply(ticket, (BookReply) answer);
    }

    @Override
    public void failed(Object ticket, BookCommand command, Failure failure) {
        reply(
                ticket,
                switch (failure) {
                    case INTERNAL ->
                        new BookReply.Refused(RejectReason.INTERNAL, RejectReason.INTERNAL.text());
                    case OVERLOADED ->
                        new BookReply.Refused(
                                RejectReason.OVERLOADED, RejectReason.OVERLOADED.text());
                    case READ_ONLY ->
                        new BookReply.Refused(
                                RejectReason.READ_ONLY, RejectReason.READ_ONLY.text());
                    case UNKNOWN, MOVED, STALLED, HALTED ->
                        new BookReply.Refused(
                                RejectReason.UNAVAILABLE,
                                "the market does not answer now, ask again");
                });
    }

    @SuppressWarnings("unchecked")
    private static void reply(Object ticket, BookReply reply) {
        ((Consumer<BookReply>) ticket).accept(reply);
    }

    @Override
    public void itemsArrived(int peer, String name, Run run, long firstNew) {}

    @Override
    public boolean writes(BookCommand command) {
        return !(command instanceof BookCommand.Query);
    }

    @Override
    public boolean waitsForPeers(BookCommand command) {
        return false;
    }

    @Override
    public void moved() {}

    @Override
    public void flush() {}
}
