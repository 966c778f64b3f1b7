package exchange.portfolio;

import exchange.accounts.MoneyFact;
import exchange.market.MarketRules;
import exchange.readside.AccountEvent;
import exchange.readside.Posting;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One account's average costs and profit, made of everything that ever happened to it, in order. A
 * purchase costs what was given for it, fees included; what is sold takes its share of the cost. A
 * deposit is bought at its value when it came, so that it is no profit, and what leaves is sold at
 * its value when it left. A reset of a paper account begins anew. Sums are exact: what was paid in,
 * less what was paid out, plus what is realized, is the cost of what is there. The same events and
 * prices always come to the same.
 */
public final class CostBooks {
    private final Valuer valuer;
    private final PriceSource prices;
    private final Map<String, Position> positions = new TreeMap<>();
    /** What had no price when its worth was asked for. */
    private final Set<String> unpriced = new TreeSet<>();

    private final Optional<Timeline> timeline;
    private Totals totals = Totals.NONE;
    private long sequence;
    private long since;

    private CostBooks(Valuer valuer, PriceSource prices, Optional<Timeline> timeline) {
        this.valuer = valuer;
        this.prices = prices;
        this.timeline = timeline;
    }

    /** Of an account to which nothing has happened. */
    public static CostBooks begin(Valuer valuer, PriceSource prices) {
        return new CostBooks(valuer, prices, Optional.empty());
    }

    /** The same, which also remembers what there was when. */
    public static CostBooks withPast(Valuer valuer, PriceSource prices) {
        return new CostBooks(valuer, prices, Optional.of(new Timeline()));
    }

    /** The last event that is in it. */
    public long sequence() {
        return sequence;
    }

    /** When it began, or began anew; epoch milliseconds, 0 before anything happened. */
    public long since() {
        return since;
    }

    /** Whether something has a price now that had none: made again it comes to something else. */
    boolean isOutdated() {
        return unpriced.stream()
                .anyMatch(asset ->
                        valuer.value(asset, BigInteger.ONE, prices, since).isPresent());
    }

    public Totals totals() {
        return totals;
    }

    Map<String, Position> positions() {
        return positions;
    }

    Timeline timeline() {
        return timeline.orElseThrow(() -> new IllegalStateException("begun without its past"));
    }

    Valuer valuer() {
        return valuer;
    }

    public void take(AccountEvent event) {
        if (event.sequence() != sequence + 1) {
            throw new IllegalStateException(
                    "event " + event.sequence() + " comes after " + sequence);
        }
        timeline.ifPresent(past -> past.before(event.time(), this));
        sequence = event.sequence();
        since = since == 0 ? event.time() : since;
        List<Posting> postings = Posting.of(event, valuer.listing()::market);
        if (postings.stream().anyMatch(each -> each.kind() == Posting.Kind.TRADE)) {
            trade(postings);
        }
        for (Posting each : postings) {
            BigInteger moved = moved(each);
            if (!isOfTrade(each) && moved.signum() != 0) {
                move(each.asset(), moved, each.time());
            }
        }
        if (event.fact() instanceof MoneyFact.AccountReset) {
            beginAnew(event.time());
        }
    }

    private static boolean isOfTrade(Posting posting) {
        return posting.kind() == Posting.Kind.TRADE || posting.kind() == Posting.Kind.FEE;
    }

    private static BigInteger moved(Posting posting) {
        return BigInteger.valueOf(posting.available()).add(BigInteger.valueOf(posting.held()));
    }

    private void trade(List<Posting> postings) {
        Posting some = postings.getFirst();
        MarketRules market = valuer.listing().market(some.symbol());
        String base = market.base().name();
        BigInteger ofBase = BigInteger.ZERO;
        BigInteger ofQuote = BigInteger.ZERO;
        BigInteger fee = BigInteger.ZERO;
        for (Posting each : postings) {
            if (isOfTrade(each)) {
                boolean isBase = each.asset().equals(base);
                ofBase = isBase ? ofBase.add(moved(each)) : ofBase;
                ofQuote = isBase ? ofQuote : ofQuote.add(moved(each));
                fee = each.kind() == Posting.Kind.FEE ? fee.subtract(moved(each)) : fee;
            }
        }
        String quote = market.quote().name();
        BigInteger value = base.equals(valuer.quote().name())
                ? ofBase.abs()
                : value(quote, ofQuote.abs(), some.time());
        move(base, ofBase, value);
        move(quote, ofQuote, value);
        boolean isSale = ofBase.signum() < 0;
        totals = totals.traded(
                isSale ? share(value, fee, ofQuote) : share(value, fee, ofBase.add(fee)));
    }

    /** What a fee is worth, when all that is worth the value. */
    private static BigInteger share(BigInteger value, BigInteger fee, BigInteger all) {
        return all.signum() <= 0 ? BigInteger.ZERO : value.multiply(fee).divide(all);
    }

    private void move(String asset, BigInteger units, BigInteger value) {
        Position before = positions.getOrDefault(asset, Position.NONE);
        positions.put(
                asset,
                units.signum() < 0 ? before.out(units.negate(), value) : before.in(units, value));
    }

    /** Something comes from outside, or leaves. */
    private void move(String asset, BigInteger units, long time) {
        BigInteger value = value(asset, units.abs(), time);
        move(asset, units, value);
        totals = units.signum() < 0 ? totals.out(value) : totals.in(value);
    }

    private BigInteger value(String asset, BigInteger units, long time) {
        Optional<BigInteger> value = valuer.value(asset, units, prices, time);
        if (value.isEmpty()) {
            unpriced.add(asset);
        }
        return value.orElse(BigInteger.ZERO);
    }

    private void beginAnew(long time) {
        since = time;
        totals = Totals.NONE;
        unpriced.clear();
        positions.replaceAll((asset, position) -> {
            BigInteger value = value(asset, position.units(), time);
            totals = totals.in(value);
            return position.anew(value);
        });
        timeline.ifPresent(Timeline::forget);
    }
}
