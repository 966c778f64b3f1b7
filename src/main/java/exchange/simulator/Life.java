package exchange.simulator;

import exchange.load.LoadFailed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The bots' present, on a thread of its own: says what the flow wishes when it is time, a few times
 * a second, so that much of it shares a commit. Began anew it first cancels what an earlier life
 * left, and goes on from the last prices. Wishes that are late, because the machine slept or the
 * exchange was away, are passed over.
 */
final class Life implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Life.class);
    private static final long TICK_MILLIS = 250;
    private static final long LATE_MILLIS = 5_000;
    private static final long GOODBYE_MILLIS = 3_000;
    private static final long STOP_MILLIS = 6_000;
    private static final long UPKEEP_MILLIS = 3_600_000;

    private final Plan plan;
    private final Crowd crowd;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::live, "simulator");
    private Optional<OrderFlow> flow = Optional.empty();
    private Optional<Recording> recording = Optional.empty();
    private long upkeepAt = System.currentTimeMillis() + UPKEEP_MILLIS;
    private volatile boolean isEnabled = true;
    private volatile Optional<String> failure = Optional.empty();

    Life(Plan plan, Crowd crowd) {
        this.plan = plan;
        this.crowd = crowd;
        thread.setDaemon(true);
    }

    /** A flow that begins at that moment at the last prices of the exchange. */
    OrderFlow flow(long seed, long at, double ordersPerSecond) {
        LastPrices last = LastPrices.of(crowd.rest(), plan.marketsMax());
        int bots = crowd.size() - (recording.isPresent() ? 1 : 0);
        OrderFlow begun = new OrderFlow(
                seed,
                last.markets(),
                bots,
                new OrderFlow.Beginning(at, last.dollars(), name(System.currentTimeMillis())),
                ordersPerSecond);
        recording.ifPresent(each -> begun.mix(each, bots, last.markets(), at));
        return begun;
    }

    /** No other flow on these accounts begins in the same second. */
    private static String name(long at) {
        return Long.toString(at / 1_000, Character.MAX_RADIX);
    }

    void goOnWith(OrderFlow begun) {
        begun.tempo(plan.ordersPerSecond());
        flow = Optional.of(begun);
    }

    void mix(Recording recorded) {
        recording = Optional.of(recorded);
    }

    void start() {
        thread.start();
    }

    void enable(boolean enabled) {
        isEnabled = enabled;
    }

    boolean isEnabled() {
        return isEnabled;
    }

    Optional<String> failure() {
        return failure;
    }

    private void live() {
        try {
            while (!over.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                tick(System.currentTimeMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            log.error("the bots stopped trading", e);
        } finally {
            leave();
        }
    }

    private void tick(long now) {
        crowd.reopen(now);
        if (!isEnabled) {
            leaveMarkets();
        } else if (flow.isEmpty()) {
            beginAnew(now);
        } else {
            say(flow.orElseThrow(), now);
        }
        crowd.tidy(now);
        crowd.exchange();
        if (now > upkeepAt) {
            upkeepAt = now + UPKEEP_MILLIS;
            try {
                crowd.welcomeAgain();
            } catch (LoadFailed e) {
                log.warn("the bots' accounts could not be looked after: {}", e.getMessage());
            }
        }
    }

    private void beginAnew(long now) {
        if (!crowd.cancelAll(GOODBYE_MILLIS)) {
            return;
        }
        try {
            flow = Optional.of(flow(plan.seedAt(now), now, plan.ordersPerSecond()));
        } catch (LoadFailed e) {
            log.debug("the markets cannot be asked for yet", e);
        }
    }

    private void say(OrderFlow begun, long now) {
        while (begun.nextAt() <= now) {
            Wish wish = begun.next();
            if (now - wish.at() < LATE_MILLIS) {
                crowd.say(wish);
            } else {
                crowd.passedOver(wish);
            }
        }
    }

    private void leaveMarkets() {
        if (flow.isPresent()) {
            flow = Optional.empty();
            crowd.cancelAll(GOODBYE_MILLIS);
        }
    }

    private void leave() {
        crowd.exchange();
        if (!crowd.cancelAll(GOODBYE_MILLIS)) {
            log.warn("not all orders of the bots could be canceled");
        }
        crowd.close();
    }

    /** Cancels what the bots have in the books, and ends within seconds. */
    @Override
    public void close() {
        over.countDown();
        if (thread.getState() == Thread.State.NEW) {
            leave();
            return;
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
