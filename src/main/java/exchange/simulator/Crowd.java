package exchange.simulator;

import exchange.load.LoadFailed;
import exchange.load.RestClient;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All bots with their lines. Not safe for threads, but for its tally. */
final class Crowd implements AutoCloseable {
    private static final long HEAR_NANOS = 1_000_000;

    private final RestClient rest;
    private final Tally tally = new Tally();
    private final List<BotLine> lines = new ArrayList<>();
    private final List<RestClient.User> users = new ArrayList<>();
    private final Consumer<RestClient.User> welcome;

    /** @param welcome is told of each bot's account before it trades, for example to fund it */
    Crowd(URI exchange, List<Bot> bots, Consumer<RestClient.User> welcome) {
        this.rest = new RestClient(exchange);
        this.welcome = welcome;
        for (Bot bot : bots) {
            RestClient.User user = bot.enter(rest);
            welcome.accept(user);
            BotLine line = new BotLine(rest, bot, tally);
            line.open(user.token());
            lines.add(line);
            users.add(user);
        }
    }

    RestClient rest() {
        return rest;
    }

    Tally tally() {
        return tally;
    }

    int size() {
        return lines.size();
    }

    void say(Wish wish) {
        lines.get(wish.bot()).say(wish);
    }

    /** The bot's next wish may be about an order that it never placed. */
    void passedOver(Wish wish) {
        lines.get(wish.bot()).lostTrack();
    }

    /** Bots that do not know any more what they have in the books take all of it out. */
    void tidy(long now) {
        lines.forEach(line -> line.tidy(now));
    }

    void welcomeAgain() {
        users.forEach(welcome);
    }

    /** Sends what was said, and hears what has come. */
    void exchange() {
        lines.forEach(BotLine::flush);
        lines.forEach(line -> line.hear(0));
    }

    void reopen(long now) {
        lines.forEach(line -> line.reopen(now));
    }

    /** Hears until so few are unanswered; false when that takes too long. */
    boolean hearUntil(long unansweredMax, long patienceMillis) {
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (unanswered() > unansweredMax) {
            if (System.nanoTime() > giveUp) {
                return false;
            }
            busiest().hear(HEAR_NANOS);
            lines.forEach(line -> line.hear(0));
        }
        return true;
    }

    private BotLine busiest() {
        BotLine busiest = lines.getFirst();
        for (BotLine line : lines) {
            busiest = line.unanswered() > busiest.unanswered() ? line : busiest;
        }
        return busiest;
    }

    private long unanswered() {
        long unanswered = 0;
        for (BotLine line : lines) {
            unanswered += line.unanswered();
        }
        return unanswered;
    }

    /** @throws LoadFailed when a line has broken */
    void requireOpen() {
        if (!lines.stream().allMatch(BotLine::isOpen)) {
            throw new LoadFailed("a bot's socket broke");
        }
    }

    /** Takes every order of the bots out of the books; false when not all was confirmed. */
    boolean cancelAll(long patienceMillis) {
        lines.forEach(BotLine::cancelAll);
        lines.forEach(BotLine::flush);
        return hearUntil(0, patienceMillis);
    }

    @Override
    public void close() {
        lines.forEach(BotLine::close);
    }
}
