package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.Side;
import exchange.matching.Order;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Random streams through the real book and through the naive one beside it. */
final class BookProperties {

    @Provide
    Arbitrary<List<Step>> streams() {
        return Step.any(Step.Sizes.SMALL)
                .list()
                .ofMaxSize(400)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Provide
    Arbitrary<List<Step>> hugeStreams() {
        return Step.any(Step.Sizes.HUGE)
                .list()
                .ofMaxSize(200)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** As often as jqwik is told to: {@code ./exchange test --full} tells it more. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBook(@ForAll("streams") List<Step> steps) {
        new Play(Orders.RULES).play(steps);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWithHugeNumbers(@ForAll("hugeStreams") List<Step> steps) {
        new Play(Orders.RULES).play(steps);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWithACircuitBreaker(@ForAll("streams") List<Step> steps) {
        CircuitBreaker breaker = new CircuitBreaker(40_000, 64_000, 2, 1_000);
        Play play = new Play(Orders.RULES.with(MarketState.OPEN, breaker));
        play.play(steps);
        Statistics.label("stopped").collect(play.stops > 0);
        Statistics.label("stopped").coverage(share -> share.check(true).percentage(p -> p > 20));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWithACircuitBreakerAndHugeNumbers(
            @ForAll("hugeStreams") List<Step> steps) {
        CircuitBreaker breaker = new CircuitBreaker(999_999, 64_000, 0, 1_000);
        new Play(Orders.RULES.with(MarketState.OPEN, breaker)).play(steps);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWithinPriceBands(@ForAll("streams") List<Step> steps) {
        new Play(Orders.RULES.with(new AccountLimits(1, 1, 970_000, 1_020_000))).play(steps);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWithinPriceBandsOfHugeNumbers(
            @ForAll("hugeStreams") List<Step> steps) {
        new Play(Orders.RULES.with(AccountLimits.STANDARD)).play(steps);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWhereOrdersMatchSeldom(@ForAll("streams") List<Step> steps) {
        Play play = new Play(Orders.RULES, 2);
        play.play(steps);
        Statistics.label("stops left for later").collect(play.goings > 0);
        Statistics.label("stops left for later")
                .coverage(share -> share.check(true).percentage(p -> p > 20));
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWithACircuitBreakerWhereOrdersMatchSeldom(
            @ForAll("streams") List<Step> steps) {
        CircuitBreaker breaker = new CircuitBreaker(60_000, 64_000, 2, 1_000);
        new Play(Orders.RULES.with(MarketState.OPEN, breaker), 2).play(steps);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decidesLikeTheNaiveBookWhereOrdersOfHugeNumbersMatchSeldom(
            @ForAll("hugeStreams") List<Step> steps) {
        new Play(Orders.RULES, 2).play(steps);
    }

    private static final Tally TALLY = new Tally();

    @AfterContainer
    static void streamsWereWorthIt() {
        TALLY.check();
    }

    /** Requests are counted apart from orders. */
    private static final long REQUESTS = 1_000_000;

    /** One stream on its way. */
    private static final class Play {
        private final MarketRules rules;
        private final NaiveBook naive;
        private final List<BookItem.Place> placed = new ArrayList<>();
        private final List<LedgerItem> expectedLines = new ArrayList<>();
        private final PlayedHolds holds = new PlayedHolds(placed);
        private TestBook book;
        private MarketState state = MarketState.OPEN;
        private long endsAt;
        private int stops;
        private int goings;

        private Play(MarketRules rules) {
            this(rules, BookLogic.MATCHES_PER_ORDER);
        }

        private Play(MarketRules rules, int matchesMax) {
            this.rules = rules;
            naive = new NaiveBook(rules, matchesMax);
            book = TestBook.of(rules, matchesMax);
        }

        private void play(List<Step> steps) {
            for (Step step : steps) {
                switch (step) {
                    case Step.Place place -> take(toItem(place));
                    case Step.Cancel cancel -> cancel(cancel);
                    case Step.Amend amend -> amend(amend);
                    case Step.Replace replace -> replace(replace);
                    case Step.PlaceList list -> placeList(list);
                    case Step.MassCancel cancel ->
                        take(new BookItem.MassCancel(
                                OrderIds.of(
                                        (int) cancel.account() % TestBook.PARTITIONS,
                                        REQUESTS + placed.size()),
                                cancel.account(),
                                cancel.bids(),
                                cancel.asks()));
                    case Step.Change change -> change(change);
                    case Step.Commit commit -> commit();
                    case Step.Restore restore -> restore();
                }
            }
            commit();
            new ReplayCheck(book, rules.symbol()).check();
            holds.check(book.logic.state());
        }

        private BookItem.Place toItem(Step.Place step) {
            return toItem(step, step.account());
        }

        private BookItem.Place toItem(Step.Place step, long account) {
            long counter = placed.size() + 1;
            long orderId = OrderIds.of((int) account % TestBook.PARTITIONS, counter);
            long notAfter = step.late() ? book.time - 1 : book.time + counter % 3;
            BookItem.Place place = new BookItem.Place(
                    orderId,
                    account,
                    step.side(),
                    step.type(),
                    step.timeInForce(),
                    step.postOnly(),
                    step.prevention(),
                    step.price(),
                    step.lots(),
                    step.amount(),
                    held(step),
                    step.makerFee(),
                    step.takerFee(),
                    notAfter,
                    OrderConditions.of(
                                    step.stop(),
                                    step.display(),
                                    step.life() == 0 ? 0 : book.time + step.life())
                            .trailing(step.trailTicks(), step.trailBasisPoints()),
                    account == Orders.UNLIMITED);
            placed.add(place);
            return place;
        }

        private long held(Step.Place step) {
            long price = Math.max(step.price(), step.stop());
            BigInteger need = step.side() == Side.BUY
                    ? BigInteger.valueOf(price)
                            .multiply(BigInteger.valueOf(step.lots()))
                            .multiply(BigInteger.valueOf(rules.quoteUnitsPerTickLot()))
                    : BigInteger.valueOf(step.lots())
                            .multiply(BigInteger.valueOf(rules.baseUnitsPerLot()));
            BigInteger held = price == 0 ? BigInteger.ZERO : need;
            return held.add(BigInteger.valueOf(step.extra()))
                    .max(BigInteger.ZERO)
                    .min(BigInteger.valueOf(Long.MAX_VALUE))
                    .longValue();
        }

        private void cancel(Step.Cancel step) {
            if (placed.isEmpty()) {
                return;
            }
            BookItem.Place target = placed.get(Math.max(0, placed.size() - step.back()));
            take(new BookItem.Cancel(
                    target.orderId(), target.account() + (step.stranger() ? 1 : 0)));
        }

        /** The ledger holds in addition what the order needs, or a little more or less. */
        private void amend(Step.Amend step) {
            if (placed.isEmpty()) {
                return;
            }
            BookItem.Place target = placed.get(Math.max(0, placed.size() - step.back()));
            NaiveOrder order = naive.find(target.orderId(), target.account()).orElse(null);
            long price = step.price() != 0 || order == null || order.isMarket()
                    ? Math.max(1, step.price())
                    : order.place.priceTicks();
            BigInteger added = BigInteger.ZERO;
            BigInteger held = BigInteger.ZERO;
            if (order != null) {
                held = order.held;
                long leaves = Math.max(0, step.lots() - order.filled());
                added = order.used(price, leaves).subtract(held);
            }
            added = added.add(BigInteger.valueOf(step.extra() * step.sign()))
                    .max(BigInteger.ZERO)
                    .min(BigInteger.valueOf(Long.MAX_VALUE).subtract(held));
            take(new BookItem.Amend(
                    target.orderId(),
                    target.account() + (step.stranger() ? 1 : 0),
                    target.side(),
                    price,
                    step.lots(),
                    added.longValueExact(),
                    book.time + step.extra() % 20 - 1,
                    target.account() == Orders.UNLIMITED));
        }

        /** The list has a number of its own, by which no order is found. */
        private void placeList(Step.PlaceList step) {
            BookItem.Place nobody = toItem(step.first()).holding(0);
            long listId = nobody.orderId();
            placed.set(placed.size() - 1, nobody);
            BookItem.Place first = toItem(step.first());
            BookItem.Place second = toItem(step.second());
            long held = Math.max(first.held(), second.held());
            first = listed(first, listId).holding(held);
            second = listed(second, listId).holding(0);
            placed.set(placed.size() - 2, first);
            placed.set(placed.size() - 1, second);
            take(new BookItem.PlaceList(listId, first, second));
        }

        private static BookItem.Place listed(BookItem.Place place, long listId) {
            return new BookItem.Place(
                    place.orderId(),
                    place.account(),
                    place.side(),
                    place.type(),
                    place.timeInForce(),
                    place.postOnly(),
                    place.selfTradePrevention(),
                    place.priceTicks(),
                    place.quantityLots(),
                    place.amount(),
                    place.held(),
                    place.makerFee(),
                    place.takerFee(),
                    place.notAfter(),
                    place.conditions().inList(listId),
                    place.unlimited());
        }

        /** The ledger holds what the new order needs beyond what the old one has by its account. */
        private void replace(Step.Replace step) {
            if (placed.isEmpty()) {
                return;
            }
            BookItem.Place target = placed.get(Math.max(0, placed.size() - step.back()));
            BookItem.Place place =
                    toItem(step.place(), target.account() + (step.stranger() ? 1 : 0));
            long there = 0;
            if (target.side() == place.side()) {
                there = step.stale()
                        ? holds.known(target)
                        : naive.find(target.orderId(), target.account())
                                .map(order -> order.held.longValueExact())
                                .orElse(0L);
            }
            long added = Math.max(0, place.held() - there);
            holds.begin(place.orderId(), added);
            take(new BookItem.Replace(target.orderId(), step.mustCancel(), added, place));
        }

        private void take(BookItem item) {
            naive.wake(book.time);
            expectedLines.addAll(naive.lines);
            List<BookFact> expected = new ArrayList<>(naive.facts);
            expected.addAll(advance());
            expected.addAll(goOn());
            List<BookFact> facts = book.decide(item);
            long number = book.number(OrderIds.partition(item.orderId()));
            TALLY.count(item, facts, state);
            naive.decide(number, item, state, book.time);
            expected.addAll(naive.facts);
            keepState(naive.facts);

            assertThat(facts).isEqualTo(expected);
            expectedLines.addAll(naive.lines);
            for (Side side : Side.values()) {
                assertThat(book.logic.state().book().bestPriceTicks(side))
                        .isEqualTo(naive.best(side));
            }
            assertNotCrossed();
        }

        /** Stops that were left for later have their turn. */
        private List<BookFact> goOn() {
            goings += naive.triggered.isEmpty() ? 0 : 1;
            naive.goOn(book.time, state);
            expectedLines.addAll(naive.lines);
            keepState(naive.facts);
            return List.copyOf(naive.facts);
        }

        /** Nothing but time passes, as long as that changes something. */
        private void tick() {
            while (!naive.triggered.isEmpty() || isEmptying()) {
                assertThat(book.logic.nextDeadline()).isZero();
                naive.wake(book.time);
                expectedLines.addAll(naive.lines);
                List<BookFact> expected = new ArrayList<>(naive.facts);
                expected.addAll(advance());
                expected.addAll(goOn());
                if (isEmptying()) {
                    naive.delist(book.time);
                    expected.addAll(naive.facts);
                    expectedLines.addAll(naive.lines);
                }
                assertThat(book.tick()).isEqualTo(expected);
            }
        }

        private boolean isEmptying() {
            return state == MarketState.DELISTED && naive.orderCount() > 0;
        }

        private void assertNotCrossed() {
            assertThat(state.matches() && crosses()).isFalse();
        }

        private boolean crosses() {
            long ask = naive.best(Side.SELL);
            return ask != 0 && naive.best(Side.BUY) >= ask;
        }

        private void change(Step.Change step) {
            naive.wake(book.time);
            expectedLines.addAll(naive.lines);
            List<BookFact> expected = new ArrayList<>(naive.facts);
            boolean crossed = step.state() == MarketState.POST_ONLY && crosses();
            boolean isFinal = crossed || state == MarketState.DELISTED && step.state() != state;
            long ends = step.lasts() == 0 ? 0 : book.time + step.lasts();
            MarketState after = step.state();
            if (after == MarketState.OPEN && state != MarketState.AUCTION && crosses()) {
                after = MarketState.AUCTION;
                ends = book.time + rules.breaker().auctionMillis();
            }
            if (!isFinal && (after != state || ends != endsAt)) {
                expected.addAll(become(after, "a test", "tester", ends));
            }

            BookReply reply = book.decide(
                    new BookCommand.ChangeState(step.state(), "a test", "tester", step.lasts()));

            assertThat(book.lastFacts()).isEqualTo(expected);
            assertThat(reply instanceof BookReply.Refused).isEqualTo(isFinal);
            assertNotCrossed();
            tick();
            long stateEnds = endsAt == 0 ? Long.MAX_VALUE : endsAt;
            assertThat(book.logic.nextDeadline())
                    .isEqualTo(Math.min(stateEnds, naive.nextExpiry()));
        }

        private List<BookFact> become(MarketState after, String reason, String by, long ends) {
            List<BookFact> facts = new ArrayList<>();
            if (after == MarketState.OPEN) {
                naive.uncross(book.time);
                facts.addAll(naive.facts);
                expectedLines.addAll(naive.lines);
            }
            facts.add(new BookFact.MarketStateChanged(after, reason, by, ends));
            if (after.matches() && !state.matches()) {
                naive.beginPrices();
            }
            state = after;
            endsAt = ends;
            if (after == MarketState.OPEN) {
                naive.open(book.time);
                facts.addAll(naive.facts);
                keepState(naive.facts);
                expectedLines.addAll(naive.lines);
            }
            return facts;
        }

        /** What the time alone makes of the market before the next item. */
        private List<BookFact> advance() {
            if (endsAt == 0 || book.time < endsAt) {
                return List.of();
            }
            if (state == MarketState.HALTED) {
                long ends = book.time + rules.breaker().auctionMillis();
                return become(MarketState.AUCTION, "the halt is over", "the exchange", ends);
            }
            return become(MarketState.OPEN, "the auction is over", "the exchange", 0);
        }

        /** The circuit breaker changes the state in the middle of a command. */
        private void keepState(List<BookFact> facts) {
            for (BookFact fact : facts) {
                if (fact instanceof BookFact.MarketStateChanged changed) {
                    state = changed.state();
                    endsAt = changed.endsAt();
                    stops++;
                }
            }
        }

        private void commit() {
            List<LedgerItem> lines = book.commit();
            book.setTime(book.time + 1);

            expectedLines.sort(Comparator.comparingInt(line -> OrderIds.partition(line.orderId())));
            assertThat(lines).isEqualTo(expectedLines);
            lines.forEach(holds::settle);
            expectedLines.clear();
            checkOrders();
        }

        private void checkOrders() {
            BookState real = book.logic.state();
            for (Side side : Side.values()) {
                List<NaiveBook.Rest> rests = new ArrayList<>();
                real.book().forEach(side, order -> rests.add(rest(order, order.shownLots())));
                assertThat(rests).isEqualTo(naive.priority(side));
            }
            List<NaiveBook.Rest> stops = new ArrayList<>();
            real.triggered().forEach(order -> stops.add(rest(order, order.stopTicks())));
            real.book().forEachWaiting(order -> stops.add(rest(order, order.stopTicks())));
            assertThat(stops).isEqualTo(naive.stops());
            assertThat(real.book().orderCount()).isEqualTo(naive.orderCount());
            assertThat(real.book().nextExpiry()).isEqualTo(naive.nextExpiry());
        }

        private NaiveBook.Rest rest(Order order, long shown) {
            BigInteger held = BigInteger.valueOf(order.held());
            assertThat(held).isEqualTo(holds.of(order.id()));
            return new NaiveBook.Rest(order.id(), order.leavesLots(), shown, held);
        }

        private void restore() {
            commit();
            book = book.restored();
        }
    }
}
