package exchange.ws;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.api.AccountSource;
import exchange.market.EndReason;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage;
import exchange.readside.AccountPage.OrderName;
import exchange.sequencer.LedgerItem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An account's ledger and tables by hand: what is committed, how far the tables are, and when a
 * question is answered. Answers are of the moment when they are let go.
 */
final class FakeAccount implements AccountSource {
    static final int PAGE = 7;

    final List<AccountEvent> committed = new ArrayList<>();
    final List<Runnable> unanswered = new ArrayList<>();
    private final Map<Long, OrderName> names = new HashMap<>();
    private final long account;
    private long orders;
    /** The last event in the tables. */
    int tables;

    FakeAccount(long account) {
        this.account = account;
    }

    /** An event of the given kind: an order's place, the end of an earlier one, or a deposit. */
    AccountEvent commit(int kind) {
        long sequence = committed.size() + 1;
        AccountEvent event = new AccountEvent(sequence, sequence, fact(kind, sequence));
        committed.add(event);
        return event;
    }

    private LedgerFact fact(int kind, long sequence) {
        if (kind == 0) {
            long orderId = OrderIds.of(1, ++orders);
            names.put(orderId, new OrderName("c" + orders, OrderType.LIMIT));
            return new LedgerFact.OrderHeld(
                    account,
                    sequence,
                    orderId,
                    "c" + orders,
                    "BTC-USD",
                    Side.BUY,
                    OrderType.LIMIT,
                    TimeInForce.GTC,
                    false,
                    SelfTradePrevention.NONE,
                    1,
                    1,
                    0,
                    0,
                    0,
                    0,
                    1);
        }
        if (kind > 1 && orders > 0) {
            long orderId = OrderIds.of(1, 1 + kind % orders);
            LedgerItem line = new LedgerItem.Ended(0, orderId, EndReason.EXPIRED, 0, sequence);
            return new LedgerFact.Settled(account, sequence, "BTC-USD", Side.BUY, 0, line);
        }
        return new LedgerFact.Deposited(account, sequence, "USD", 1, "d" + sequence, "me");
    }

    @Override
    public CompletionStage<LedgerReply> state(long whose) {
        return later(() -> whose == account
                ? new LedgerReply.AccountState(List.of(), List.of(), committed.size())
                : new LedgerReply.Refused(RejectReason.UNAVAILABLE, ""));
    }

    @Override
    public CompletionStage<AccountPage> read(long whose, long after) {
        return later(() -> {
            List<AccountEvent> page = committed.stream()
                    .limit(tables)
                    .filter(event -> event.sequence() > after)
                    .limit(PAGE)
                    .toList();
            return new AccountPage(page, names);
        });
    }

    @Override
    public CompletionStage<Boolean> waitFor(long whose, long sequence, Duration timeout) {
        return later(() -> tables >= sequence);
    }

    private <T> CompletionStage<T> later(java.util.function.Supplier<T> answer) {
        CompletableFuture<T> future = new CompletableFuture<>();
        unanswered.add(() -> future.complete(answer.get()));
        return future;
    }

    /** The question asked at that place fails. */
    void answer(int at) {
        unanswered.remove(at).run();
    }
}
