package exchange.history;

import exchange.marketdata.MarketHistory;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.PastCandles;
import exchange.marketdata.PlayedChannels;
import exchange.marketdata.Topic;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A replay over the journal. Its player is made anew by each seek, and used by one thread after the
 * other: whoever plays asks for one thing at a time.
 */
final class JournalReplay implements Replay {
    private final TimeMachine machine;
    private final PastCandles candles;
    private final Executor players;
    private final Player.Pages pages;
    private final String symbol;
    private final Set<Topic> topics;
    private final long to;
    private final Function<MarketUpdate, String> encoder;
    private final Runnable closed;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile Optional<Player> player = Optional.empty();

    JournalReplay(
            TimeMachine machine,
            PastCandles candles,
            Executor players,
            Player.Pages pages,
            String symbol,
            Set<Topic> topics,
            long to,
            Function<MarketUpdate, String> encoder,
            Runnable closed) {
        this.machine = machine;
        this.candles = candles;
        this.players = players;
        this.pages = pages;
        this.symbol = symbol;
        this.topics = topics;
        this.to = to;
        this.encoder = encoder;
        this.closed = closed;
    }

    /** A part of playing. */
    private interface Part {
        Played of(Player player) throws SQLException;
    }

    @Override
    public CompletionStage<Played> seek(long time) {
        return machine.book(symbol, new Moment.AtTime(time))
                .thenCompose(book -> candles(book, time)
                        .thenComposeAsync(past -> begin(book, past, time), players));
    }

    private CompletionStage<Optional<MarketHistory.Past>> candles(PastBook book, long time) {
        return PlayedChannels.needCandles(topics)
                ? candles.at(symbol, book.tradeNumber(), time).thenApply(Optional::of)
                : CompletableFuture.completedStage(Optional.empty());
    }

    private CompletionStage<Played> begin(
            PastBook book, Optional<MarketHistory.Past> past, long time) {
        Player next = new Player(pages, symbol, book, topics, past, time, to, encoder);
        Played begun = next.begin();
        player = isClosed.get() ? Optional.empty() : Optional.of(next);
        return CompletableFuture.completedStage(begun);
    }

    @Override
    public CompletionStage<Played> play(long until, boolean isSlowToo) {
        return part(each -> each.play(until, isSlowToo));
    }

    @Override
    public CompletionStage<Played> playFast() {
        return part(Player::playFast);
    }

    @Override
    public CompletionStage<Played> step(int changes) {
        return part(each -> each.step(changes));
    }

    private CompletionStage<Played> part(Part part) {
        Player current = player.orElseThrow();
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return part.of(current);
                        } catch (SQLException e) {
                            throw new IllegalStateException("the journal cannot be read", e);
                        }
                    },
                    players);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            player = Optional.empty();
            closed.run();
        }
    }
}
