package exchange.sequencer;

import akka.actor.typed.ActorRef;

import java.util.ArrayList;
import java.util.List;

/** Answers each asker at once; waits for no peer's outcome but notes what arrived. */
final class ToyRole implements FrontRole<Toy.Command> {
    record Ask(Toy.Command command, ActorRef<Object> replyTo) implements FrontMessage.FromClients {}

    private final List<Long> firstNew = new ArrayList<>();

    @Override
    public void received(FrontMessage.FromClients message, Asking<Toy.Command> asking) {
        Ask ask = (Ask) message;
        asking.ask(ask.command(), ask.replyTo());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void answered(Object ticket, Toy.Command command, Object answer) {
        ((ActorRef<Object>) ticket).tell(answer);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void failed(Object ticket, Toy.Command command, Failure failure) {
        ((ActorRef<Object>) ticket).tell(failure);
    }

    @Override
    public void itemsArrived(int peer, String name, Run run, long first) {
        firstNew.add(first);
    }

    @Override
    public boolean waitsForPeers(Toy.Command command) {
        return command instanceof Toy.Get;
    }

    @Override
    public void moved() {}

    @Override
    public void flush() {}
}
