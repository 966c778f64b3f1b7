package exchange.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import exchange.accounts.LedgerActor;
import exchange.market.AccountIds;
import exchange.sequencer.JournalBatches;

import java.util.ArrayList;
import java.util.List;

/** The relays of this node, one for each ledger partition. */
public final class AccountRelays {
    private final List<ActorRef<AccountRelay.Message>> relays = new ArrayList<>();

    private AccountRelays() {}

    /** Starts them; the ledgers need not be there yet. */
    public static AccountRelays start(ActorSystem<?> system, int partitions) {
        JournalBatches journal = new JournalBatches(system);
        AccountRelays all = new AccountRelays();
        for (int i = 0; i < partitions; i++) {
            int partition = i;
            AccountRelay.Missed missed = (from, to) ->
                    journal.read(LedgerActor.NAME, String.valueOf(partition), from, to);
            all.relays.add(system.systemActorOf(
                    AccountRelay.create(
                            partition,
                            message -> LedgerActor.tell(system, partition, message),
                            missed),
                    "account-relay-" + partition,
                    Props.empty()));
        }
        return all;
    }

    /** From now on the subscriber gets the account's events, until it stops. */
    public void follow(long account, ActorRef<SessionMessage> subscriber) {
        relays.get(AccountIds.partition(account, relays.size()))
                .tell(new AccountRelay.Follow(account, subscriber));
    }
}
