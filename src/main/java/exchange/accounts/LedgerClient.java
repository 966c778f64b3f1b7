package exchange.accounts;

import akka.actor.typed.ActorRef;

import exchange.market.AccountIds;
import exchange.ops.Elapsed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * An edge's door to the ledgers; safe for threads. Commands of one client reach a partition in the
 * order given, many in one message. Until its deadline a command that got no clear answer is sent
 * again, so a fail-over shorter than that is one slow answer; after it the answer is Unknown, which
 * never means refused.
 */
public final class LedgerClient {
    private final ActorRef<LedgerClientActor.Message> actor;
    private final int partitions;
    private final LongSupplier clock;

    LedgerClient(ActorRef<LedgerClientActor.Message> actor, int partitions) {
        this(actor, partitions, System::currentTimeMillis);
    }

    /** @param clock what deadlines count from; the waiting itself needs no clock */
    LedgerClient(ActorRef<LedgerClientActor.Message> actor, int partitions, LongSupplier clock) {
        this.actor = actor;
        this.partitions = partitions;
        this.clock = clock;
    }

    /**
     * Asks the partition of the command's account.
     *
     * @param deadline epoch milliseconds of the clock that the client was made with
     */
    public CompletionStage<LedgerReply> ask(LedgerCommand command, long deadline) {
        return ask(AccountIds.partition(accountOf(command), partitions), command, deadline);
    }

    /** Asks one partition. */
    public CompletionStage<LedgerReply> ask(int partition, LedgerCommand command, long deadline) {
        CompletableFuture<LedgerReply> answer = new CompletableFuture<>();
        long own = deadline - clock.getAsLong() + Elapsed.millis();
        actor.tell(new LedgerClientActor.Ask(partition, command, own, answer));
        return answer;
    }

    /** Asks every partition; answers in the order of partitions. */
    public CompletionStage<List<LedgerReply>> askAll(LedgerCommand command, long deadline) {
        List<CompletableFuture<LedgerReply>> answers = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            answers.add(ask(partition, command, deadline).toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    public int partitions() {
        return partitions;
    }

    /** Ends the client; commands without an answer get Unknown. */
    public void close() {
        actor.tell(new LedgerClientActor.Close());
    }

    private static long accountOf(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.Deposit deposit -> deposit.account();
            case LedgerCommand.Place place -> place.account();
            case LedgerCommand.Cancel cancel -> cancel.account();
            case LedgerCommand.Replace replace -> replace.place().account();
            case LedgerCommand.PlaceList list -> list.above().account();
            case LedgerCommand.SetSelfTradePrevention set -> set.account();
            case LedgerCommand.SetTier set -> set.account();
            case LedgerCommand.SetCancelTimer set -> set.account();
            case LedgerCommand.GetSettings query -> query.account();
            case LedgerCommand.GetFreeze query -> query.account();
            case LedgerCommand.GetHolds query -> query.account();
            case MoneyCommand money -> money.account();
            case LedgerCommand.Amend amend -> amend.account();
            case LedgerCommand.MassCancel cancel -> cancel.account();
            case LedgerCommand.Transfer transfer -> transfer.account();
            case LedgerCommand.GetTransfer query -> query.account();
            case FeeCommand fees -> fees.account();
            case LedgerCommand.GetFees query -> query.account();
            case LedgerCommand.GetBalances query -> query.account();
            case LedgerCommand.GetAccount query -> query.account();
            case LedgerCommand.GetOrder query -> query.account();
            case LedgerCommand.GetOrderByClientId query -> query.account();
            case LedgerCommand.GetOpenOrders query -> query.account();
            case LedgerCommand.DefineAsset all -> throw forAll(all);
            case LedgerCommand.DefineMarket all -> throw forAll(all);
            case LedgerCommand.MeetLedgers all -> throw forAll(all);
            case LedgerCommand.GetTotals all -> throw forAll(all);
            case LedgerCommand.GetStateHash all -> throw forAll(all);
        };
    }

    private static IllegalArgumentException forAll(LedgerCommand command) {
        return new IllegalArgumentException(
                "this command is of no account, name its partition: " + command);
    }
}
