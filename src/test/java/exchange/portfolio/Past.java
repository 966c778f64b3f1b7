package exchange.portfolio;

import exchange.accounts.AssetAmount;
import exchange.accounts.LedgerFact;
import exchange.accounts.MoneyFact;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.readside.AccountEvent;
import exchange.sequencer.LedgerItem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What happened to one account, told in decimals, and the prices of the while. */
final class Past implements PriceSource {
    static final Asset USD = new Asset("USD", 4);
    static final long MINUTE = 60_000;
    static final Listing LISTING = new Listing(
            List.of(
                    market("BTC-USD", new Asset("BTC", 4), USD),
                    market("BTC-USDT", new Asset("BTC", 4), new Asset("USDT", 4)),
                    market("USDT-USD", new Asset("USDT", 4), USD)),
            List.of(new Asset("DOGE", 4)));

    private final Map<String, TreeMap<Long, Long>> prices = new HashMap<>();
    private final List<AccountEvent> events = new ArrayList<>();
    private long now = 1_000 * MINUTE;

    static MarketRules market(String symbol, Asset base, Asset quote) {
        return new MarketRules(
                symbol, base, quote, 1, 2, 1, 2, 0, 1_000_000_000, 0, 0, 0, MarketState.OPEN);
    }

    /** From now on. */
    Past price(String symbol, String price) {
        prices.computeIfAbsent(symbol, key -> new TreeMap<>())
                .put(now, LISTING.market(symbol).priceTicks(price));
        return this;
    }

    Past minutesLater(long minutes) {
        now += minutes * MINUTE;
        return this;
    }

    long now() {
        return now;
    }

    Past deposit(String asset, String amount) {
        return add(new LedgerFact.Deposited(7, next(), asset, units(amount), "r", "by"));
    }

    /** @param used of what is given, @param received of what is taken, before the fee */
    Past fill(String symbol, Side side, String used, String received, String fee) {
        return fill(symbol, side, units(used), units(received), units(fee));
    }

    Past fill(String symbol, Side side, long used, long received, long fee) {
        return add(new LedgerFact.Settled(
                7,
                next(),
                symbol,
                side,
                0,
                new LedgerItem.Fill(
                        1, events.size() + 1, true, 1, 1, used, received, fee, 5, 1, 0, now)));
    }

    Past nothingMoves() {
        return add(new LedgerFact.Settled(
                7,
                next(),
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Refused(1, 1, RejectReason.FOK_NOT_FILLABLE, 0, now)));
    }

    Past reset(AssetAmount... changes) {
        return add(new MoneyFact.AccountReset(7, next(), List.of(changes), "r", "by"));
    }

    private long next() {
        return events.size() + 1L;
    }

    private Past add(LedgerFact fact) {
        events.add(new AccountEvent(next(), now, fact));
        return this;
    }

    List<AccountEvent> events() {
        return events;
    }

    CostBooks books() {
        CostBooks books = CostBooks.withPast(new Valuer(USD, LISTING), this);
        events.forEach(books::take);
        return books;
    }

    Report report() {
        CostBooks books = books();
        return Report.of(
                books,
                this,
                this,
                exchange.marketdata.CandleInterval.MINUTES_5,
                books.since(),
                now);
    }

    static long units(String amount) {
        return new BigDecimal(amount).movePointRight(4).longValueExact();
    }

    static String text(BigInteger units) {
        return new BigDecimal(units, 4).stripTrailingZeros().toPlainString();
    }

    @Override
    public OptionalLong ticksAt(String symbol, long time) {
        var entry = prices.getOrDefault(symbol, new TreeMap<>()).floorEntry(time);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
    }

    @Override
    public OptionalLong firstTicks(String symbol) {
        var entry = prices.getOrDefault(symbol, new TreeMap<>()).firstEntry();
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
    }
}
