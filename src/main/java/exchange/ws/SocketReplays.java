package exchange.ws;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.Markets;
import exchange.history.Replay;
import exchange.history.Replays;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.marketdata.Channel;
import exchange.marketdata.Topic;
import exchange.session.Session;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The replays of one socket, by their numbers, and what limits them. Used by its session. */
final class SocketReplays {
    private final Session session;
    private final Markets markets;
    private final Replays replays;
    private final SocketQuota<Object> quota;
    private final SocketLimits limits;
    private final InstantSource clock;
    private final ChannelJson json;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private long opened;
    private boolean isFree;

    /** @param counted where the quota counts it, if it does */
    private record Open(ReplayStream stream, Optional<Object> counted) {}

    SocketReplays(
            Session session,
            Markets markets,
            Replays replays,
            SocketQuota<Object> quota,
            SocketLimits limits,
            InstantSource clock) {
        this.session = session;
        this.markets = markets;
        this.replays = replays;
        this.quota = quota;
        this.limits = limits;
        this.clock = clock;
        this.json = new ChannelJson(markets, clock);
    }

    /** From now on as many as the node has. */
    void free() {
        isFree = true;
    }

    /** Whether there ever was one. */
    boolean isUsed() {
        return opened > 0;
    }

    /** What was asked of them and is not done. */
    int pending() {
        return open.values().stream().mapToInt(each -> each.stream().pending()).sum();
    }

    /** @param client whose it is: an account, or an address without one */
    void open(Operation.Replay asked, Object client, Consumer<Answer> answering) {
        Optional<MarketRules> market = asked.symbol().isEmpty()
                ? Optional.of(markets.defaultMarket())
                : markets.find(asked.symbol());
        long now = clock.millis();
        if (market.isEmpty()) {
            answering.accept(Errors.refused(RejectReason.UNKNOWN_MARKET, "symbol"));
        } else if (asked.from() >= now) {
            answering.accept(ReplayJson.wrongTime("from", "must be in the past"));
        } else if (asked.to() > now) {
            answering.accept(ReplayJson.wrongTime("to", "must not be in the future"));
        } else if (!isFree && open.size() >= limits.replaysPerSocket()) {
            answering.accept(ReplayJson.tooMany(limits.replaysPerSocket(), "a socket"));
        } else if (!isFree && !quota.enter(client)) {
            answering.accept(ReplayJson.tooMany(limits.replaysPerClient(), "a client"));
        } else {
            long to = asked.to() == 0 ? now : asked.to();
            begin(asked, market.get().symbol(), to, client, answering);
        }
    }

    private void begin(
            Operation.Replay asked,
            String symbol,
            long to,
            Object client,
            Consumer<Answer> answering) {
        Optional<Object> counted = isFree ? Optional.empty() : Optional.of(client);
        long number = opened + 1;
        Optional<Replay> replay = replays.open(
                symbol,
                topics(symbol, asked),
                to,
                update -> ReplayJson.marked(number, json.update(update)));
        if (replay.isEmpty()) {
            counted.ifPresent(quota::leave);
            answering.accept(Errors.refused(RejectReason.OVERLOADED));
            return;
        }
        opened = number;
        ReplayStream stream = new ReplayStream(
                number,
                replay.get(),
                session,
                System::nanoTime,
                asked.from(),
                to,
                asked.speed(),
                asked.paused());
        open.put(number, new Open(stream, counted));
        stream.begin(
                answering,
                ReplayJson.opened(number, symbol, asked.from(), to, asked.speed()),
                () -> end(number));
    }

    private static Set<Topic> topics(String symbol, Operation.Replay asked) {
        Set<Topic> topics = new LinkedHashSet<>();
        for (Channel channel : asked.channels()) {
            topics.add(new Topic(
                    channel,
                    symbol,
                    channel == Channel.CANDLES ? asked.interval() : Optional.empty()));
        }
        return topics;
    }

    void control(Operation.ControlReplay asked, Consumer<Answer> answering) {
        Open found = open.get(asked.replay());
        if (found == null) {
            answering.accept(ReplayJson.unknown(asked.replay()));
        } else if (asked.control() instanceof ReplayControl.Stop) {
            end(asked.replay());
            answering.accept(ReplayJson.acknowledged(asked.replay()));
        } else {
            found.stream().control(asked.control(), answering);
        }
    }

    private void end(long number) {
        Open ended = open.remove(number);
        if (ended != null) {
            ended.counted().ifPresent(quota::leave);
            ended.stream().close();
        }
    }

    void advance() {
        each(ReplayStream::advance);
    }

    void woken() {
        each(ReplayStream::woken);
    }

    void tick() {
        each(ReplayStream::tick);
    }

    private void each(Consumer<ReplayStream> use) {
        List.copyOf(open.values()).forEach(each -> use.accept(each.stream()));
    }

    /** The socket is gone. */
    void end() {
        List.copyOf(open.keySet()).forEach(this::end);
    }
}
