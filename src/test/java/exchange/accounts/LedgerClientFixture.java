package exchange.accounts;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Behaviors;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A ledger client whose ledger is a function, and what it was asked. */
public final class LedgerClientFixture {
    private final List<LedgerCommand> asked = new CopyOnWriteArrayList<>();
    private final LedgerClient client;

    /** @param ledger what every partition answers; Unknown stands for silence */
    public LedgerClientFixture(ActorTestKit testKit, Function<LedgerCommand, LedgerReply> ledger) {
        client = new LedgerClient(
                testKit.spawn(Behaviors.receiveMessage(message -> {
                    if (message instanceof LedgerClientActor.Ask ask) {
                        asked.add(ask.command());
                        ask.answer().complete(ledger.apply(ask.command()));
                    }
                    return Behaviors.same();
                })),
                4);
    }

    public LedgerClient client() {
        return client;
    }

    public List<LedgerCommand> asked() {
        return asked;
    }
}
