package exchange.book;

import static java.math.BigInteger.ZERO;

import exchange.market.CircuitBreaker;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shortest book that can be right, as the oracle of the fast one: all orders in lists, searched
 * from end to end, and numbers that cannot overflow.
 */
final class NaiveBook extends NaiveRefusals {
    /** Whether the market does not match, or does not any more. */
    private boolean stopped;
    /** Matches and turns of stops since the command began. */
    private int worked;

    NaiveBook(MarketRules rules, int matchesMax) {
        super(rules, matchesMax);
    }

    void decide(long number, BookItem item, MarketState state, long now) {
        begin(now);
        stopped = !state.matches();
        switch (item) {
            case BookItem.Place place -> place(number, place, state);
            case BookItem.Cancel cancel -> cancel(number, cancel);
            case BookItem.Amend amend -> amend(number, amend, state);
            case BookItem.MassCancel cancel -> cancelAll(number, cancel);
            case BookItem.Replace replace -> replace(number, replace, state);
            case BookItem.PlaceList list -> placeList(number, list, state);
        }
    }

    /** A new command of any kind at this time. */
    void wake(long now) {
        worked = 0;
        begin(now);
    }

    /** Stops that were triggered by commands before have their turn. */
    void goOn(long now, MarketState state) {
        begin(now);
        stopped = !state.matches();
        haveTurns();
    }

    private void begin(long now) {
        facts.clear();
        lines.clear();
        time = now;
        expire();
    }

    /** Ends those whose time is over, the earliest first, then by id. */
    private void expire() {
        List<NaiveOrder> over = new ArrayList<>(resting);
        over.addAll(waiting);
        over.removeIf(order -> order.place.conditions().expiresAt() == 0
                || order.place.conditions().expiresAt() > time);
        over.sort(Comparator.comparingLong(
                        (NaiveOrder order) -> order.place.conditions().expiresAt())
                .thenComparingLong(order -> order.place.orderId()));
        over.forEach(order -> endIfHere(order, EndReason.EXPIRED));
    }

    /** It is not when it was the other order of a list that ended. */
    private void endIfHere(NaiveOrder order, EndReason reason) {
        if (isHere(order)) {
            end(0, order, reason);
        }
    }

    private void cancel(long number, BookItem.Cancel cancel) {
        Optional<NaiveOrder> found = find(cancel.orderId(), cancel.account());
        if (found.isPresent()) {
            end(number, found.get(), EndReason.USER_CANCELED);
            return;
        }
        refuseCancel(number, cancel.orderId(), cancel.account());
    }

    private void refuseCancel(long number, long orderId, long account) {
        RejectReason reason = RejectReason.UNKNOWN_ORDER;
        facts.add(new BookFact.CancelRefused(number, orderId, account, reason));
        lines.add(new LedgerItem.CancelRefused(number, orderId, reason, time));
    }

    private void replace(long number, BookItem.Replace replace, MarketState state) {
        BookItem.Place place = replace.place();
        Optional<NaiveOrder> found = find(replace.replacedId(), place.account());
        if (time > place.notAfter()) {
            refuse(number, place.holding(replace.added()), RejectReason.TOO_LATE);
            return;
        }
        if (found.isEmpty() && replace.mustCancel()) {
            refuse(number, place.holding(replace.added()), RejectReason.UNKNOWN_ORDER);
            return;
        }
        if (found.isPresent() && replace.mustCancel()) {
            RejectReason refusal = refusalWithout(found.get(), replace, state);
            if (refusal != null) {
                refuse(number, place.holding(replace.added()), refusal);
                return;
            }
        }
        BigInteger moved = ZERO;
        if (found.isPresent()) {
            NaiveOrder old = found.get();
            boolean same = old.place.side() == place.side();
            long wanted = same ? place.held() - replace.added() : 0;
            Optional<NaiveOrder> other = other(old);
            moved = endFor(old, EndReason.USER_CANCELED, wanted, place);
            if (other.isPresent()) {
                long more = wanted - moved.longValueExact();
                moved = moved.add(endFor(other.get(), EndReason.ONE_CANCELS_OTHER, more, place));
            }
        } else {
            refuseCancel(0, replace.replacedId(), place.account());
        }
        place(number, place.holding(replace.added() + moved.longValueExact()), state);
    }

    private void cancelAll(long number, BookItem.MassCancel cancel) {
        List<NaiveOrder> meant = Stream.concat(resting.stream(), waiting.stream())
                .filter(order -> order.place.account() == cancel.account())
                .filter(order -> order.place.side() == Side.BUY ? cancel.bids() : cancel.asks())
                .sorted(Comparator.comparingLong(order -> order.place.orderId()))
                .toList();
        meant.forEach(order -> endIfHere(order, EndReason.USER_CANCELED));
        facts.add(new BookFact.MassCanceled(
                number, cancel.orderId(), cancel.account(), meant.size()));
        lines.add(new LedgerItem.MassCanceled(number, cancel.orderId(), meant.size(), time));
    }

    private void amend(long number, BookItem.Amend amend, MarketState state) {
        Optional<NaiveOrder> found = find(amend.orderId(), amend.account());
        RejectReason refusal = found.isEmpty()
                ? RejectReason.UNKNOWN_ORDER
                : amendRefusal(found.get(), amend, state);
        if (refusal != null) {
            facts.add(new BookFact.AmendRefused(
                    number,
                    amend.orderId(),
                    amend.account(),
                    amend.side(),
                    refusal,
                    amend.added()));
            lines.add(new LedgerItem.AmendRefused(
                    number,
                    amend.orderId(),
                    amend.account(),
                    amend.side(),
                    refusal,
                    amend.added(),
                    time));
            return;
        }
        NaiveOrder order = found.get();
        boolean keeps = order.keepsPlace(amend);
        long fromTicks = order.place.priceTicks();
        long fromLots = order.shown;
        BigInteger released = order.amend(amend);
        boolean rests = keeps
                || !state.matches()
                || makers(order.place.side(), limit(order)).isEmpty();
        if (keeps) {
            order.shown = Math.min(order.shown, order.leaves);
        } else {
            resting.remove(order);
            order.show();
        }
        if (rests && !keeps) {
            resting.add(order);
        }
        facts.add(new BookFact.Amended(
                number,
                amend.orderId(),
                amend.account(),
                order.place.side(),
                fromTicks,
                fromLots,
                amend.priceTicks(),
                amend.quantityLots(),
                order.shown,
                amend.added(),
                released.longValueExact(),
                keeps,
                rests));
        lines.add(new LedgerItem.Amended(
                number,
                amend.orderId(),
                amend.priceTicks(),
                amend.quantityLots(),
                amend.added(),
                released.longValueExact(),
                rests,
                time));
        if (!rests) {
            actAndTrigger(order);
        }
    }

    private void place(long number, BookItem.Place place, MarketState state) {
        NaiveOrder taker = new NaiveOrder(place, rules);
        RejectReason refusal = refusal(taker, limit(taker), state);
        if (refusal != null) {
            refuse(number, place, refusal);
            return;
        }
        boolean waits = place.type().isStop();
        boolean rests = !waits
                && !taker.isMarket()
                && place.timeInForce().rests()
                && (!state.matches() || makers(place.side(), limit(taker)).isEmpty());
        accept(number, place, rests, rests || waits);
        if (waits) {
            taker.stopAt = taker.stopAt == 0 ? lastPrice : taker.stopAt;
            waiting.add(taker);
            if (place.conditions().isTrailing()) {
                trail();
            }
        } else if (rests) {
            taker.show();
            resting.add(taker);
        } else {
            actAndTrigger(taker);
        }
    }

    private BigInteger endFor(
            NaiveOrder order, EndReason reason, long wanted, BookItem.Place heir) {
        BigInteger moved = order.held.min(BigInteger.valueOf(wanted));
        endAlone(0, order, reason, moved.longValueExact(), heir.orderId());
        return moved;
    }

    private void placeList(long number, BookItem.PlaceList list, MarketState state) {
        NaiveOrder first = new NaiveOrder(list.first(), rules);
        NaiveOrder second = new NaiveOrder(list.second(), rules);
        RejectReason refusal = refusal(first, limit(first), state);
        if (refusal == null) {
            BookItem.Place funded = list.second().holding(list.first().held());
            refusal = refusal(new NaiveOrder(funded, rules), limit(second), state);
        }
        if (refusal != null) {
            refuse(number, list.first(), refusal);
            refuse(0, list.second(), refusal);
            return;
        }
        boolean rests = !list.first().type().isStop();
        accept(number, list.first(), rests, true);
        accept(0, list.second(), false, true);
        (rests ? resting : waiting).add(first);
        waiting.add(second);
        first.show();
    }

    private void actAndTrigger(NaiveOrder taker) {
        long before = trades;
        act(taker);
        if (trades > before) {
            trigger();
        }
    }

    private void trigger() {
        reach();
        haveTurns();
    }

    private void haveTurns() {
        while (!triggered.isEmpty() && worked < matchesMax) {
            worked++;
            act(triggered.remove(0));
            reach();
        }
    }

    /** Those that wait for a rise by the lowest price, then those for a fall by the highest. */
    private void reach() {
        if (stopped) {
            return;
        }
        trail();
        List<NaiveOrder> reached = byTrigger();
        reached.removeIf(order -> !order.isReached(lastPrice));
        for (NaiveOrder order : reached) {
            if (!waiting.contains(order)) {
                continue;
            }
            leaveHold(order);
            waiting.remove(order);
            triggered.add(order);
            facts.add(new BookFact.Triggered(order.place.orderId(), order.place.account()));
            lines.add(new LedgerItem.Triggered(order.place.orderId(), time));
        }
    }

    /** Trailing stops begin to follow, and those that follow go with the price. */
    private void trail() {
        if (stopped || lastPrice == 0) {
            return;
        }
        List<NaiveOrder> beginning = byTrigger();
        beginning.removeIf(order -> !order.beginsToFollow(lastPrice));
        beginning.forEach(this::trail);
        List<NaiveOrder> following = new ArrayList<>(waiting);
        following.removeIf(order -> !order.follows);
        following.sort(Comparator.comparingLong(order -> order.place.orderId()));
        for (NaiveOrder order : following) {
            long stop = order.behind(lastPrice);
            if (order.triggersUpwards() ? stop < order.stop() : stop > order.stop()) {
                trail(order);
            }
        }
    }

    /** Behind all others of its new stop price. */
    private void trail(NaiveOrder order) {
        order.stopAt = order.behind(lastPrice);
        order.follows = true;
        waiting.remove(order);
        waiting.add(order);
        facts.add(new BookFact.Trailed(order.place.orderId(), order.place.account(), order.stopAt));
    }

    private void act(NaiveOrder taker) {
        BookItem.Place place = taker.place;
        BigInteger limit = limit(taker);
        boolean stays = !taker.isMarket() && place.timeInForce().rests();
        long expiresAt = place.conditions().expiresAt();
        if (expiresAt != 0 && expiresAt <= time) {
            end(0, taker, EndReason.EXPIRED);
            return;
        }
        if (stopped && !stays) {
            end(0, taker, EndReason.MARKET_HALTED);
            return;
        }
        if (stopped) {
            rest(taker);
            return;
        }
        if (place.timeInForce() == TimeInForce.FOK
                && place.type().isStop()
                && !fillable(taker, within(taker, limit))) {
            end(0, taker, EndReason.FOK_NOT_FILLABLE);
            return;
        }
        EndReason reason = match(taker, limit);
        if (!taker.isMarket() && taker.leaves == 0 && reason != EndReason.SELF_TRADE) {
            return;
        }
        if (stays && reason != EndReason.SELF_TRADE && reason != EndReason.TOO_MANY_FILLS) {
            rest(taker);
            return;
        }
        end(0, taker, reason);
    }

    /** The market begins to match: only the price that stands counts of what was before. */
    void beginPrices() {
        prices.clear();
        if (lastPrice != 0) {
            prices.add(lastPrice);
        }
    }

    private void stop() {
        CircuitBreaker breaker = rules.breaker();
        boolean halts = breaker.haltMillis() > 0;
        stopped = true;
        facts.add(new BookFact.MarketStateChanged(
                halts ? MarketState.HALTED : MarketState.AUCTION,
                "circuit breaker: the price moved too fast",
                "the exchange",
                time + (halts ? breaker.haltMillis() : breaker.auctionMillis())));
    }

    /** What follows when the market opens: stops that a trade has reached meanwhile act. */
    void open(long now) {
        facts.clear();
        lines.clear();
        time = now;
        stopped = false;
        if (lastPrice != 0) {
            trigger();
        }
    }

    /** Ends every order, the best bids first, then the best asks, then stops that wait. */
    void delist(long now) {
        wake(now);
        for (Side side : Side.values()) {
            makers(side.opposite(), null)
                    .forEach(order -> endIfHere(order, EndReason.MARKET_DELISTED));
        }
        byTrigger().forEach(order -> endIfHere(order, EndReason.MARKET_DELISTED));
    }

    static boolean isPrevented(NaiveOrder taker, NaiveOrder maker) {
        return taker.place.selfTradePrevention() != SelfTradePrevention.NONE
                && taker.place.account() == maker.place.account();
    }

    private EndReason match(NaiveOrder taker, BigInteger limit) {
        BookItem.Place place = taker.place;
        EndReason remainder =
                taker.isMarket() ? EndReason.MARKET_REMAINDER : EndReason.IOC_REMAINDER;
        // Why the order ends when nothing is left of it: the last thing it did says so.
        EndReason done = EndReason.FILLED;
        long met = 0;
        int matches = 0;
        BigInteger within = within(taker, limit);
        while (!taker.isDone()) {
            List<NaiveOrder> makers = makers(place.side(), within);
            if (makers.isEmpty() && met > 0 && taker.isSpent(met)) {
                return done;
            }
            if (makers.isEmpty() && !makers(place.side(), limit).isEmpty()) {
                stop();
                return EndReason.MARKET_HALTED;
            }
            if (makers.isEmpty()) {
                return remainder;
            }
            NaiveOrder maker = makers.get(0);
            long price = maker.place.priceTicks();
            SelfTradePrevention mode = isPrevented(taker, maker)
                    ? place.selfTradePrevention()
                    : SelfTradePrevention.NONE;
            boolean ends =
                    mode != SelfTradePrevention.NONE && mode != SelfTradePrevention.DECREMENT;
            boolean full = matches == matchesMax;
            if (ends && mode != SelfTradePrevention.EXPIRE_TAKER) {
                if (full) {
                    return EndReason.TOO_MANY_FILLS;
                }
                matches++;
                worked++;
                end(0, maker, EndReason.SELF_TRADE);
            }
            if (ends && mode != SelfTradePrevention.EXPIRE_MAKER) {
                return EndReason.SELF_TRADE;
            }
            if (ends) {
                continue;
            }
            long lots = taker.lots(maker, mode == SelfTradePrevention.DECREMENT);
            if (lots == 0) {
                return met > 0 && taker.isSpent(price) ? done : remainder;
            }
            if (full) {
                return EndReason.TOO_MANY_FILLS;
            }
            matches++;
            worked++;
            met = price;
            if (mode == SelfTradePrevention.DECREMENT) {
                done = EndReason.SELF_TRADE;
                decrement(taker, maker, lots);
            } else {
                done = EndReason.FILLED;
                trade(taker, maker, lots);
            }
        }
        return done;
    }
}
