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
import exchange.market.MarketStatus;
import exchange.marketdata.HubMessage.Ask;
import exchange.marketdata.HubMessage.Auctioned;
import exchange.marketdata.HubMessage.Beat;
import exchange.marketdata.HubMessage.GetTicker;
import exchange.marketdata.HubMessage.GetView;
import exchange.marketdata.HubMessage.Heard;
import exchange.marketdata.HubMessage.Loaded;
import exchange.marketdata.HubMessage.Queued;
import exchange.marketdata.HubMessage.Remembered;
import exchange.marketdata.HubMessage.Timer;
import exchange.marketdata.HubMessage.Unwatch;
import exchange.marketdata.HubMessage.Want;
import exchange.marketdata.HubMessage.Watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One market's public data on one node, for however many clients. Hears each committed batch of the
 * book once, in order: missed batches are read from the journal first. Begins with the book's own
 * levels; persists nothing.
 */
public final class MarketDataHub extends AbstractBehavior<HubMessage> {
    /** Price changes in one piece of news; of more only the newest are told. */
    public static final int PRICES_MAX = 100;

    /** Levels of a side that a view can show. */
    public static final int LEVELS_MAX = 1_000;

    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    private static final Duration RESTART_MIN = Duration.ofMillis(200);
    private static final Duration RESTART_MAX = Duration.ofSeconds(5);
    private static final Duration AUCTION_EVERY = Duration.ofMillis(250);
    private static final Duration NEWS_EVERY = Duration.ofMillis(50);
    private static final Duration HISTORY_AGAIN = Duration.ofMillis(200);
    private static final LiveChannels.Rhythm[] RHYTHMS = LiveChannels.Rhythm.values();
    private static final int NEWS_LEVELS = 10;
    private static final int EARLY_MAX = 4_096;

    private final String symbol;
    private final BookFeed feed;
    private final TopOfBook top;
    private final TimerScheduler<HubMessage> timers;
    private final MarketDepth depth = new MarketDepth(LEVELS_MAX);
    private final HubListeners listeners;
    private final MarketHistory history;
    private final InstantSource clock;
    private final ArrayDeque<BookBatch> early = new ArrayDeque<>();
    private final HubReaders readers = new HubReaders();
    private final PriceChanges prices = new PriceChanges();
    private Optional<LiveChannels> channels = Optional.empty();
    private final LastView views = new LastView(depth);
    private MarketState state = MarketState.OPEN;
    private AuctionView auction = AuctionView.NOTHING;
    private boolean loaded;
    private boolean loading;
    private boolean changed;

    /** A hub that fails begins anew, with the same listeners. */
    static Behavior<HubMessage> create(
            String symbol,
            Supplier<BookFeed> feeds,
            TopOfBook top,
            MarketHistory history,
            InstantSource clock) {
        HubListeners listeners = new HubListeners();
        Behavior<HubMessage> hub =
                Behaviors.setup(context -> Behaviors.withTimers(timers -> new MarketDataHub(
                        context, timers, symbol, feeds.get(), top, listeners, history, clock)));
        return Behaviors.supervise(hub)
                .onFailure(SupervisorStrategy.restartWithBackoff(RESTART_MIN, RESTART_MAX, 0.1));
    }

    private MarketDataHub(
            ActorContext<HubMessage> context,
            TimerScheduler<HubMessage> timers,
            String symbol,
            BookFeed feed,
            TopOfBook top,
            HubListeners listeners,
            MarketHistory history,
            InstantSource clock) {
        super(context);
        this.symbol = symbol;
        this.feed = feed;
        this.top = top;
        this.timers = timers;
        this.listeners = listeners;
        this.history = history;
        this.clock = clock;
        listeners.watchers().forEach(each -> context.watchWith(each, new Unwatch(each)));
        timers.startTimerWithFixedDelay(Timer.RENEW, RENEW_EVERY);
        feed.follow(context, Heard::new);
    }

    @Override
    public Receive<HubMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<HubMessage> onMessage(HubMessage message) {
        switch (message) {
            case GetView get -> readers.add(get);
            case Watch watch -> onWatch(watch.watcher());
            case Unwatch unwatch -> listeners.watchers().remove(unwatch.watcher());
            case Want want -> onWant(want);
            case Ask ask -> channels.ifPresent(each -> each.ask(ask.topic(), loaded));
            case GetTicker get -> readers.add(get);
            case Beat beat -> tell(beat.rhythm());
            case Queued queued -> onQueued(queued.reply());
            case Remembered remembered -> onRemembered(remembered.past());
            case Heard heard -> onHeard(heard.news());
            case Loaded reply -> onLoaded(reply.reply());
            case Auctioned reply -> onAuctioned(reply.reply());
            case Timer timer -> onTimer(timer);
        }
        answerReaders();
        return this;
    }

    private void onTimer(Timer timer) {
        switch (timer) {
            case RENEW -> renew();
            case NEWS -> tellNews();
            case AUCTION -> askAuction();
            case HISTORY -> remember();
        }
    }

    private void renew() {
        feed.renew();
        loadWhenNeeded();
        publish();
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
        loaded = true;
        changed = true;
        if (channels.isPresent()) {
            reload(channels.get(), snapshot);
        } else {
            begin(snapshot);
        }
        List<BookBatch> meanwhile = List.copyOf(early);
        early.clear();
        meanwhile.forEach(this::take);
        loadWhenNeeded();
        publish();
    }

    private void reload(LiveChannels live, BookReply.Snapshot snapshot) {
        MarketState now = snapshot.rules().state();
        if (state != now) {
            takeState(new MarketStatus(now, "", snapshot.time(), 0));
        }
        live.reloaded();
    }

    private void begin(BookReply.Snapshot snapshot) {
        prices.begin(snapshot.lastPriceTicks(), snapshot.sequence());
        MarketState now = snapshot.rules().state();
        MarketStatus status = history.status(symbol)
                .filter(known -> known.state() == now)
                .orElseGet(() -> new MarketStatus(now, "", snapshot.time(), 0));
        LiveChannels begun = new LiveChannels(
                symbol, snapshot.tradeNumber(), depth, status, clock, listeners::tell);
        channels = Optional.of(begun);
        takeState(status);
        begun.want(listeners.topics());
        begun.restart();
        remember();
    }

    // history: what was traded before

    private void remember() {
        getContext()
                .pipeToSelf(
                        history.past(symbol, LiveCandles.RECENT_MAX, LiveCandles.MINUTES_MAX),
                        (past, failure) -> new Remembered(Optional.ofNullable(past)));
    }

    /** Whoever keeps it may be a little behind. */
    private void onRemembered(Optional<MarketHistory.Past> past) {
        LiveChannels live = channels.orElse(null);
        if (live == null || !live.lacksHistory()) {
            return;
        }
        if (past.isEmpty() || !live.history(past.get())) {
            timers.startSingleTimer(Timer.HISTORY, HISTORY_AGAIN);
            return;
        }
        publish();
    }

    // the book's batches

    private void onHeard(BookFeed.Heard news) {
        feed.hear(news, channels.isEmpty() && !loading, this::take);
        loadWhenNeeded();
        publish();
    }

    private void take(BookBatch batch) {
        batch.forEach((fact, sequence) -> {
            prices.take(fact, sequence, batch.time());
            channels.ifPresent(each -> each.trade(fact, batch.time()));
        });
        if (loaded) {
            apply(batch);
        }
        if (!loaded && early.size() < EARLY_MAX) {
            early.add(batch);
        }
    }

    private void takeState(MarketStatus status) {
        state = status.state();
        auction = AuctionView.NOTHING;
        views.forget();
        changed = true;
        channels.ifPresent(each -> each.state(status));
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
        channels.ifPresent(each -> each.auction(auction));
        views.forget();
        changed = true;
        publish();
    }

    private void apply(BookBatch batch) {
        batch.forEach((fact, sequence) -> {
            if (fact instanceof BookFact.MarketStateChanged to) {
                takeState(new MarketStatus(to.state(), to.reason(), batch.time(), to.endsAt()));
            }
            if (fact.changesBook() && sequence > depth.sequence()) {
                depth.apply(fact, sequence, batch.time());
                channels.ifPresent(each -> each.changed(fact, sequence, batch.time()));
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
        if (!loaded) {
            return;
        }
        if (changed) {
            top.set(depth);
        }
        if (changed && !timers.isTimerActive(Timer.NEWS)) {
            tellNews();
        }
        channels.ifPresent(LiveChannels::touch);
        for (LiveChannels.Rhythm rhythm : RHYTHMS) {
            if (!timers.isTimerActive(rhythm)) {
                tell(rhythm);
            }
        }
        channels.ifPresent(LiveChannels::answer);
        askQueues();
    }

    /** Tells what is new in these channels, then nothing for a while. */
    private void tell(LiveChannels.Rhythm rhythm) {
        if (loaded && channels.isPresent() && channels.get().tell(rhythm)) {
            timers.startSingleTimer(rhythm, new Beat(rhythm), Duration.ofMillis(rhythm.millis()));
        }
    }

    private void onWant(Want want) {
        listeners.want(want.follower(), want.topics());
        channels.ifPresent(each -> each.want(want.topics()));
        publish();
    }

    private void askQueues() {
        if (channels.isPresent() && channels.get().asksForQueues()) {
            getContext()
                    .pipeToSelf(
                            feed.queues(),
                            (reply, failure) -> new Queued(Optional.ofNullable(reply)));
        }
    }

    private void onQueued(Optional<BookReply> reply) {
        Optional<BookReply.Queues> queues =
                reply.filter(BookReply.Queues.class::isInstance).map(BookReply.Queues.class::cast);
        channels.ifPresent(each -> each.queues(queues));
        if (queues.isPresent()) {
            publish();
        }
    }

    private void answerReaders() {
        if (loaded) {
            readers.answerViews(this::view);
            readers.answerTickers(() -> channels.flatMap(LiveChannels::ticker)
                    .map(now -> new TickerView(symbol, depth.sequence(), depth.time(), now)));
        }
    }

    /** Tells what changed, then nothing for a while, so that news are conflated. */
    private void tellNews() {
        if (!loaded || !changed) {
            return;
        }
        changed = false;
        if (!listeners.watchers().isEmpty()) {
            MarketNews news = new MarketNews(view(NEWS_LEVELS), prices.untold());
            listeners.watchers().forEach(each -> each.tell(news));
        }
        prices.forget();
        timers.startSingleTimer(Timer.NEWS, NEWS_EVERY);
    }

    private BookView view(int levelsMax) {
        return views.of(symbol, levelsMax, state, auction);
    }

    private void onWatch(ActorRef<MarketNews> watcher) {
        listeners.watchers().add(watcher);
        getContext().watchWith(watcher, new Unwatch(watcher));
        if (loaded) {
            watcher.tell(new MarketNews(view(NEWS_LEVELS), List.of()));
        }
    }
}
