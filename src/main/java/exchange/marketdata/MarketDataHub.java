package exchange.marketdata;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.book.BookReply;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.BatchOrder;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One market's public data on one node, for however many clients. Hears each committed batch of the
 * book once, in order: missed batches are read from the journal first. Begins with the book's own
 * levels; persists nothing.
 */
public final class MarketDataHub extends AbstractBehavior<MarketDataHub.Message> {
    /** Price changes in one piece of news; of more only the newest are told. */
    public static final int PRICES_MAX = 100;

    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    private static final Duration NEWS_EVERY = Duration.ofMillis(50);
    private static final int NEWS_LEVELS = 10;
    private static final int AHEAD_MAX = 256;
    private static final int EARLY_MAX = 4_096;
    private static final int WAITING_MAX = 10_000;

    sealed interface Message {}

    record GetView(int levelsMax, ActorRef<BookView> replyTo) implements Message {}

    record Watch(ActorRef<MarketNews> watcher) implements Message {}

    private record Unwatch(ActorRef<MarketNews> watcher) implements Message {}

    private record Pushed(Push push) implements Message {}

    private record Loaded(Optional<BookReply> reply) implements Message {}

    private record RowsRead(List<BatchEvent> batches) implements Message {}

    private enum Timer implements Message {
        RENEW,
        NEWS
    }

    /** Where the hub's data come from. */
    interface Source {
        void tell(FrontMessage message);

        CompletionStage<BookReply> snapshot();

        CompletionStage<List<BatchEvent>> read(long from, long to);
    }

    private final String symbol;
    private final Source source;
    private final TopOfBook top;
    private final TimerScheduler<Message> timers;
    private final ActorRef<Push> pushes;
    private final BatchOrder order = new BatchOrder(AHEAD_MAX);
    private final MarketDepth depth = new MarketDepth();
    private final Set<ActorRef<MarketNews>> watchers = new HashSet<>();
    private final ArrayDeque<BatchEvent> early = new ArrayDeque<>();
    private final ArrayDeque<GetView> waiting = new ArrayDeque<>();
    private final ArrayDeque<MarketNews.PriceChange> prices = new ArrayDeque<>();
    private boolean loaded;
    private boolean loading;
    private boolean reading;
    private boolean changed;

    static Behavior<Message> create(String symbol, Source source, TopOfBook top) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new MarketDataHub(context, timers, symbol, source, top)));
    }

    private MarketDataHub(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            String symbol,
            Source source,
            TopOfBook top) {
        super(context);
        this.symbol = symbol;
        this.source = source;
        this.top = top;
        this.timers = timers;
        this.pushes = context.messageAdapter(Push.class, Pushed::new);
        timers.startTimerWithFixedDelay(Timer.RENEW, RENEW_EVERY);
        renew();
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
            case Pushed pushed -> onPush(pushed.push());
            case Loaded reply -> onLoaded(reply.reply());
            case RowsRead rows -> onRows(rows.batches());
            case Timer timer -> onTimer(timer);
        }
        return this;
    }

    private void onTimer(Timer timer) {
        switch (timer) {
            case RENEW -> renew();
            case NEWS -> tellNews();
        }
    }

    private void renew() {
        source.tell(new FrontMessage.Subscribe(pushes));
        if (!loaded && !loading && order.hasPlace()) {
            load();
        }
    }

    // loading: the book's own levels, and the batches that came meanwhile

    private void load() {
        loading = true;
        getContext()
                .pipeToSelf(
                        source.snapshot(),
                        (reply, failure) -> new Loaded(Optional.ofNullable(reply)));
    }

    private void onLoaded(Optional<BookReply> reply) {
        loading = false;
        if (reply.isEmpty() || !(reply.get() instanceof BookReply.Snapshot snapshot)) {
            return;
        }
        depth.load(snapshot);
        loaded = true;
        changed = true;
        early.forEach(this::apply);
        early.clear();
        publish();
        waiting.forEach(this::onGetView);
        waiting.clear();
    }

    // the book's batches

    private void onPush(Push push) {
        switch (push) {
            case Push.Committed committed -> order.heard(committed.event(), !loaded && !loading);
            case Push.Last last -> order.heardOf(last.sequence(), !loaded && !loading);
        }
        takeInOrder();
    }

    private void takeInOrder() {
        order.take(batch -> {
            if (loaded) {
                apply(batch);
            }
            if (!loaded && early.size() < EARLY_MAX) {
                early.add(batch);
            }
        });
        if (!loaded && !loading && order.hasPlace()) {
            load();
        }
        publish();
        if (order.hasGap() && !reading) {
            reading = true;
            getContext()
                    .pipeToSelf(
                            source.read(order.next(), order.gapEnd()),
                            (batches, failure) ->
                                    new RowsRead(failure == null ? batches : List.of()));
        }
    }

    private void onRows(List<BatchEvent> batches) {
        reading = false;
        if (!batches.isEmpty()) {
            batches.forEach(order::fill);
            takeInOrder();
        }
    }

    private void apply(BatchEvent batch) {
        BookFacts.decode(batch.content().facts(), batch.time(), (fact, sequence) -> {
            if (!loaded || !fact.changesBook() || sequence <= depth.sequence()) {
                return;
            }
            if (sequence > depth.sequence() + 1) {
                getContext()
                        .getLog()
                        .warn(
                                "{}: fact {} after {}; loading the book anew",
                                symbol,
                                sequence,
                                depth.sequence());
                loaded = false;
            } else {
                long before = depth.lastPriceTicks();
                depth.apply(fact, sequence, batch.time());
                if (fact instanceof BookFact.Traded traded && traded.priceTicks() != before) {
                    priceChanged(new MarketNews.PriceChange(traded.priceTicks(), batch.time()));
                }
                changed = true;
            }
        });
    }

    private void priceChanged(MarketNews.PriceChange price) {
        prices.add(price);
        if (prices.size() > PRICES_MAX) {
            prices.poll();
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
        if (!changed) {
            return;
        }
        changed = false;
        if (!watchers.isEmpty()) {
            MarketNews news =
                    new MarketNews(depth.view(symbol, NEWS_LEVELS), new ArrayList<>(prices));
            watchers.forEach(each -> each.tell(news));
        }
        prices.clear();
        timers.startSingleTimer(Timer.NEWS, NEWS_EVERY);
    }

    private void onGetView(GetView get) {
        if (loaded) {
            get.replyTo().tell(depth.view(symbol, get.levelsMax()));
        } else if (waiting.size() < WAITING_MAX) {
            waiting.add(get);
        }
    }

    private void onWatch(ActorRef<MarketNews> watcher) {
        watchers.add(watcher);
        getContext().watchWith(watcher, new Unwatch(watcher));
        if (loaded) {
            watcher.tell(new MarketNews(depth.view(symbol, NEWS_LEVELS), List.of()));
        }
    }
}
