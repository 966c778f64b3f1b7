package exchange.marketdata;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.book.BookBatch;
import exchange.book.BookFact;
import exchange.book.BookFeed;
import exchange.book.BookReply;
import exchange.market.MarketState;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One market's public data on one node, for however many clients. Hears each committed batch of the
 * book once, in order: missed batches are read from the journal first. Begins with the book's own
 * levels; persists nothing.
 */
public final class MarketDataHub extends AbstractBehavior<MarketDataHub.Message> {
    /** Price changes in one piece of news; of more only the newest are told. */
    public static final int PRICES_MAX = 100;

    /** Levels of a side that a view can show. */
    public static final int LEVELS_MAX = 1_000;

    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    private static final Duration RESTART_MIN = Duration.ofMillis(200);
    private static final Duration RESTART_MAX = Duration.ofSeconds(5);
    private static final Duration AUCTION_EVERY = Duration.ofMillis(250);
    private static final Duration NEWS_EVERY = Duration.ofMillis(50);
    private static final int NEWS_LEVELS = 10;
    private static final int EARLY_MAX = 4_096;
    private static final int WAITING_MAX = 10_000;

    sealed interface Message {}

    record GetView(int levelsMax, ActorRef<BookView> replyTo) implements Message {}

    record Watch(ActorRef<MarketNews> watcher) implements Message {}

    private record Unwatch(ActorRef<MarketNews> watcher) implements Message {}

    private record Heard(BookFeed.Heard news) implements Message {}

    private record Loaded(Optional<BookReply> reply) implements Message {}

    private record Auctioned(Optional<BookReply> reply) implements Message {}

    private enum Timer implements Message {
        RENEW,
        NEWS,
        AUCTION
    }

    private final String symbol;
    private final BookFeed feed;
    private final TopOfBook top;
    private final TimerScheduler<Message> timers;
    private final MarketDepth depth = new MarketDepth(LEVELS_MAX);
    private final Set<ActorRef<MarketNews>> watchers;
    private final ArrayDeque<BookBatch> early = new ArrayDeque<>();
    private final ArrayDeque<GetView> waiting = new ArrayDeque<>();
    private final ArrayDeque<MarketNews.PriceChange> prices = new ArrayDeque<>();
    private Optional<BookView> lastView = Optional.empty();
    private int lastViewLevels;
    private long priceTicks;
    private long priceSequence;
    private MarketState state = MarketState.OPEN;
    private AuctionView auction = AuctionView.NOTHING;
    private boolean begun;
    private boolean loaded;
    private boolean loading;
    private boolean changed;

    /** A hub that fails begins anew, with the same watchers. */
    static Behavior<Message> create(String symbol, Supplier<BookFeed> feeds, TopOfBook top) {
        Set<ActorRef<MarketNews>> watchers = new HashSet<>();
        Behavior<Message> hub = Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new MarketDataHub(context, timers, symbol, feeds.get(), top, watchers)));
        return Behaviors.supervise(hub)
                .onFailure(SupervisorStrategy.restartWithBackoff(RESTART_MIN, RESTART_MAX, 0.1));
    }

    private MarketDataHub(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            String symbol,
            BookFeed feed,
            TopOfBook top,
            Set<ActorRef<MarketNews>> watchers) {
        super(context);
        this.symbol = symbol;
        this.feed = feed;
        this.top = top;
        this.timers = timers;
        this.watchers = watchers;
        watchers.forEach(each -> context.watchWith(each, new Unwatch(each)));
        timers.startTimerWithFixedDelay(Timer.RENEW, RENEW_EVERY);
        feed.follow(context, Heard::new);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case GetView get -> onGetView(get);
            case Watch watch -> onWatch(watch.watcher());
            case Unwatch unwatch -> watchers.remove(unwatch.watcher());
            case Heard heard -> onHeard(heard.news());
            case Loaded reply -> onLoaded(reply.reply());
            case Auctioned reply -> onAuctioned(reply.reply());
            case Timer timer -> onTimer(timer);
        }
        return this;
    }

    private void onTimer(Timer timer) {
        switch (timer) {
            case RENEW -> renew();
            case NEWS -> tellNews();
            case AUCTION -> askAuction();
        }
    }

    private void renew() {
        feed.renew();
        loadWhenNeeded();
    }

    // loading: the book's own levels, and the batches that came meanwhile

    private void loadWhenNeeded() {
        if (loaded || loading || !feed.hasPlace()) {
            return;
        }
        loading = true;
        getContext()
                .pipeToSelf(
                        feed.snapshot(),
                        (reply, failure) -> new Loaded(Optional.ofNullable(reply)));
    }

    /** A book that does not answer is asked again with the next push or renewal. */
    private void onLoaded(Optional<BookReply> reply) {
        loading = false;
        if (reply.isEmpty() || !(reply.get() instanceof BookReply.Snapshot snapshot)) {
            return;
        }
        depth.load(snapshot);
        takeState(snapshot.rules().state());
        loaded = true;
        changed = true;
        if (!begun) {
            begun = true;
            prices.clear();
            priceTicks = snapshot.lastPriceTicks();
            priceSequence = snapshot.sequence();
        }
        List<BookBatch> meanwhile = List.copyOf(early);
        early.clear();
        meanwhile.forEach(this::take);
        loadWhenNeeded();
        publish();
        answerWaiting();
    }

    private void answerWaiting() {
        while (loaded && !waiting.isEmpty()) {
            onGetView(waiting.poll());
        }
    }

    // the book's batches

    private void onHeard(BookFeed.Heard news) {
        feed.hear(news, !begun && !loading, this::take);
        loadWhenNeeded();
        publish();
    }

    private void take(BookBatch batch) {
        batch.forEach((fact, sequence) -> keepPrice(fact, sequence, batch.time()));
        if (loaded) {
            apply(batch);
        }
        if (!loaded && early.size() < EARLY_MAX) {
            early.add(batch);
        }
    }

    /** Levels may be loaded anew, but no change of the price is ever left out. */
    private void keepPrice(BookFact fact, long sequence, long time) {
        long traded = tradedAt(fact);
        if (traded == 0 || sequence <= priceSequence) {
            return;
        }
        priceSequence = sequence;
        if (traded != priceTicks) {
            priceTicks = traded;
            prices.add(new MarketNews.PriceChange(priceTicks, time));
            if (prices.size() > PRICES_MAX) {
                prices.poll();
            }
        }
    }

    /** The price of a trade in ticks, 0 for any other fact. */
    private static long tradedAt(BookFact fact) {
        if (fact instanceof BookFact.AuctionTraded traded) {
            return traded.priceTicks();
        }
        return fact instanceof BookFact.Traded traded ? traded.priceTicks() : 0;
    }

    private void takeState(MarketState newState) {
        state = newState;
        auction = AuctionView.NOTHING;
        lastView = Optional.empty();
        changed = true;
        if (state == MarketState.AUCTION) {
            timers.startTimerWithFixedDelay(Timer.AUCTION, Duration.ZERO, AUCTION_EVERY);
        } else {
            timers.cancel(Timer.AUCTION);
        }
    }

    /** Only the book knows what hidden orders do to the price. */
    private void askAuction() {
        getContext()
                .pipeToSelf(
                        feed.auction(),
                        (reply, failure) -> new Auctioned(Optional.ofNullable(reply)));
    }

    private void onAuctioned(Optional<BookReply> reply) {
        if (state != MarketState.AUCTION
                || reply.isEmpty()
                || !(reply.get() instanceof BookReply.Auction now)
                || auction.equals(AuctionView.of(now))) {
            return;
        }
        auction = AuctionView.of(now);
        lastView = Optional.empty();
        changed = true;
        publish();
    }

    private void apply(BookBatch batch) {
        batch.forEach((fact, sequence) -> {
            if (fact instanceof BookFact.MarketStateChanged changedTo) {
                takeState(changedTo.state());
            }
            if (fact.changesBook() && sequence > depth.sequence()) {
                depth.apply(fact, sequence, batch.time());
                changed = true;
            }
        });
        if (depth.mustLoad()) {
            getContext()
                    .getLog()
                    .info("{}: levels unknown after {}, asking the book", symbol, depth.sequence());
            loaded = false;
        }
    }

    // readers

    private void publish() {
        if (!loaded || !changed) {
            return;
        }
        top.set(depth);
        if (!timers.isTimerActive(Timer.NEWS)) {
            tellNews();
        }
    }

    /** Tells what changed, then nothing for a while, so that news are conflated. */
    private void tellNews() {
        if (!loaded || !changed) {
            return;
        }
        changed = false;
        if (!watchers.isEmpty()) {
            MarketNews news = new MarketNews(view(NEWS_LEVELS), new ArrayList<>(prices));
            watchers.forEach(each -> each.tell(news));
        }
        prices.clear();
        timers.startSingleTimer(Timer.NEWS, NEWS_EVERY);
    }

    private void onGetView(GetView get) {
        if (loaded) {
            get.replyTo().tell(view(Math.clamp(get.levelsMax(), 0, LEVELS_MAX)));
        } else if (waiting.size() < WAITING_MAX) {
            waiting.add(get);
        }
    }

    /** The same view again while nothing changes. */
    private BookView view(int levelsMax) {
        boolean current = lastViewLevels == levelsMax
                && lastView.filter(view -> view.sequence() == depth.sequence()).isPresent();
        if (!current) {
            lastView = Optional.of(depth.view(symbol, levelsMax, state, auction));
            lastViewLevels = levelsMax;
        }
        return lastView.orElseThrow();
    }

    private void onWatch(ActorRef<MarketNews> watcher) {
        watchers.add(watcher);
        getContext().watchWith(watcher, new Unwatch(watcher));
        if (loaded) {
            watcher.tell(new MarketNews(view(NEWS_LEVELS), List.of()));
        }
    }
}
