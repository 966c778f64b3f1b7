package exchange.simulator;

import exchange.load.LoadFailed;
import exchange.load.RestClient;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Bots that trade on an exchange, through its API alone. First they may live through a past as fast
 * as the exchange can take it, then they live on in the present on a thread of their own, and can
 * be switched off and on. When they stop, they take their orders out of the books.
 */
public final class Simulator implements AutoCloseable {
    private static final int PAST_IN_FLIGHT = 256;
    private static final int PAST_AT_ONCE = 24;
    private static final long PAST_AT_ONCE_MILLIS = 10_000;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Plan plan;
    private final Crowd crowd;
    private final Life life;

    /** Hears how far long work is. */
    public interface Progress {
        void at(long done, long total);
    }

    /** What the bots do, and what has come of it. */
    public record State(
            boolean isEnabled, int bots, long orders, long refused, String firstRefusal) {}

    /**
     * Opens a line for each bot.
     *
     * @param welcome is told of each bot's account before it trades and now and then again, for
     *     example to fund it
     * @throws LoadFailed when the exchange does not let them in
     */
    public Simulator(URI exchange, Plan plan, List<Bot> bots, Consumer<RestClient.User> welcome) {
        this.plan = plan;
        this.crowd = new Crowd(exchange, bots, welcome);
        this.life = new Life(plan, crowd);
    }

    /**
     * Lives through a past: every order is sent as soon as the exchange can take it, in the order
     * of that time. What is sent together has one moment, so it is not much. The present goes on
     * where it ends.
     *
     * @param from epoch milliseconds; the flow of the plan's seed begins here
     * @param clock is moved on to each order's moment before it is sent
     * @return how many orders that were
     * @throws LoadFailed when the exchange does not answer any more
     */
    public long livePast(
            long from, long to, PastTempo tempo, LongConsumer clock, Progress progress) {
        crowd.cancelAll(PATIENCE_MILLIS);
        OrderFlow flow = life.flow(plan.seed(), from, tempo.at(from));
        long count = 0;
        long sentAt = from;
        while (flow.nextAt() < to) {
            if (count % PAST_AT_ONCE == 0 || flow.nextAt() - sentAt > PAST_AT_ONCE_MILLIS) {
                crowd.exchange();
                requireAnswers(PAST_IN_FLIGHT);
                sentAt = flow.nextAt();
                progress.at(sentAt - from, to - from);
                flow.tempo(tempo.at(sentAt));
            }
            Wish wish = flow.next();
            clock.accept(wish.at());
            crowd.say(wish);
            count++;
        }
        crowd.exchange();
        requireAnswers(0);
        progress.at(to - from, to - from);
        life.goOnWith(flow);
        return count;
    }

    private void requireAnswers(long unansweredMax) {
        if (!crowd.hearUntil(unansweredMax, PATIENCE_MILLIS)) {
            throw new LoadFailed("no answers for " + PATIENCE_MILLIS + " ms");
        }
        crowd.requireOpen();
    }

    /** When the exchange's last trade was, epoch milliseconds; 0 before the first. */
    public long lastTradeAt() {
        RestClient rest = crowd.rest();
        return LastPrices.at(rest, LastPrices.of(rest, plan.marketsMax()).markets());
    }

    /** Begins to live in the present; returns at once. */
    public void live() {
        life.start();
    }

    /** The same with a recorded day mixed in, told by the last bot alone. */
    public void live(Recording recording) {
        life.mix(recording);
        life.start();
    }

    /** Off: all bots' orders are canceled and no new ones come. */
    public void enable(boolean isEnabled) {
        life.enable(isEnabled);
    }

    public State state() {
        Tally tally = crowd.tally();
        return new State(
                life.isEnabled(),
                crowd.size(),
                tally.saidCount(),
                tally.refusedCount(),
                tally.firstRefusal());
    }

    /** Why the bots are not trading any more, if they are not. */
    public Optional<String> failure() {
        return life.failure();
    }

    @Override
    public void close() {
        life.close();
    }
}
