package exchange.cli;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.bootstrap.Engine;
import exchange.load.Latencies;
import exchange.market.AccountTier;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Orders through ledgers, book and settlement inside one process: every answer is durable in both
 * journals. 1,000 accounts over all partitions; every second order takes what the others left, so
 * the book keeps its size.
 */
final class EngineBench {
    private static final int ACCOUNTS = 1_000;
    private static final int CLIENTS = 4;
    private static final long FUNDS = 100_000_000_000_000_000L;
    private static final long MID_TICKS = 10_000_00;
    private static final int SPREAD_TICKS = 20;
    private static final long ORDER_TIMEOUT_MILLIS = 60_000;

    private final Engine engine;
    private final String symbol;
    private final List<LedgerClient> clients = new ArrayList<>();
    private final SplittableRandom random;
    private final long firstAccount;

    /** What one run came to. */
    record Result(
            double ordersPerSecond,
            Latencies latencies,
            long orders,
            long trades,
            long refused,
            String firstRefusal) {}

    EngineBench(Engine engine, String symbol, long firstAccount, long seed) {
        this.engine = engine;
        this.symbol = symbol;
        this.firstAccount = firstAccount;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(engine.clients().create());
        }
    }

    /** Gives every account money of both assets of the market, and no limits. */
    void fund() {
        List<CompletionStage<LedgerReply>> replies = new ArrayList<>();
        for (long account = firstAccount; account < firstAccount + ACCOUNTS; account++) {
            replies.add(engine.ledgers()
                    .ask(
                            new LedgerCommand.SetTier(account, AccountTier.UNLIMITED, "bench"),
                            deadline()));
            for (String asset : symbol.split("-")) {
                replies.add(engine.ledgers()
                        .ask(
                                new LedgerCommand.Deposit(
                                        account,
                                        asset,
                                        FUNDS,
                                        "bench/" + account + "/" + asset,
                                        "bench"),
                                deadline()));
            }
        }
        for (var reply : replies) {
            LedgerReply done = reply.toCompletableFuture().join();
            if (!(done instanceof LedgerReply.Deposited || done instanceof LedgerReply.Settings)) {
                throw new IllegalStateException("the bench could not fund its accounts: " + done);
            }
        }
    }

    private static long deadline() {
        return System.currentTimeMillis() + ORDER_TIMEOUT_MILLIS;
    }

    /** As many orders as it takes, with so many in flight. */
    Result closedLoop(int inFlight, double seconds) {
        Semaphore window = new Semaphore(inFlight);
        Run run = new Run(window);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long orders = 0;
        while (System.nanoTime() < end) {
            window.acquireUninterruptibly();
            send(orders++, System.nanoTime(), run);
        }
        return finish(run, start, orders, inFlight);
    }

    /** Orders at a fixed rate, whatever the answers do; times count from when each was due. */
    Result openLoop(int perSecond, double seconds) {
        int bound = Integer.MAX_VALUE;
        Semaphore window = new Semaphore(bound);
        Run run = new Run(window);
        long start = System.nanoTime();
        long orders = (long) (perSecond * seconds);
        for (long order = 0; order < orders; order++) {
            long due = start + order * 1_000_000_000L / perSecond;
            long wait;
            while ((wait = due - System.nanoTime()) > 0) {
                LockSupport.parkNanos(wait);
            }
            window.acquireUninterruptibly();
            send(order, due, run);
        }
        return finish(run, start, orders, bound);
    }

    private static Result finish(Run run, long start, long orders, int permits) {
        try {
            if (!run.window.tryAcquire(
                    permits, ORDER_TIMEOUT_MILLIS + 5_000, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("orders were left without an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                orders / seconds,
                run.latencies,
                orders,
                run.trades.sum(),
                run.refused.sum(),
                run.firstRefusal);
    }

    private static final class Run {
        final Semaphore window;
        final Latencies latencies = new Latencies();
        final LongAdder trades = new LongAdder();
        final LongAdder refused = new LongAdder();
        volatile String firstRefusal = "";

        Run(Semaphore window) {
            this.window = window;
        }

        void answered(LedgerReply reply, long since) {
            latencies.add(System.nanoTime() - since);
            if (reply instanceof LedgerReply.OrderResult result) {
                trades.add(result.fills().size());
            } else {
                refused.increment();
                firstRefusal = reply.toString();
            }
            window.release();
        }
    }

    private void send(long number, long since, Run run) {
        boolean takes = (number & 1) == 1;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        int away = takes ? -SPREAD_TICKS : 1 + random.nextInt(SPREAD_TICKS);
        long price = side == Side.BUY ? MID_TICKS - away : MID_TICKS + away;
        LedgerCommand place = new LedgerCommand.Place(
                firstAccount + random.nextInt(ACCOUNTS),
                "",
                symbol,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                price,
                20_000 + random.nextInt(20_000),
                0,
                0,
                deadline(),
                false);
        clients.get((int) (number % CLIENTS))
                .ask(place, deadline())
                .thenAccept(reply -> run.answered(reply, since));
    }
}
