package exchange.portfolio;

import exchange.market.Asset;
import exchange.marketdata.CandleInterval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an account has, what that cost and is worth, and what it was worth before. Amounts without
 * an asset of their own are in units of the quote asset.
 *
 * @param sequence the last event that is in it
 * @param since when the account began, or began anew
 * @param step between two points
 */
public record Report(
        Asset quote,
        long sequence,
        long since,
        Totals totals,
        List<Line> lines,
        CandleInterval step,
        List<Point> points) {
    public Report {
        lines = List.copyOf(lines);
        points = List.copyOf(points);
    }

    /**
     * One asset.
     *
     * @param units of the asset itself
     * @param price of one of it; empty when it was never traded
     * @param value empty likewise
     */
    public record Line(
            String asset,
            int scale,
            BigInteger units,
            BigInteger cost,
            BigInteger realized,
            Optional<BigDecimal> price,
            Optional<BigInteger> value) {
        /** What would be gained by selling it now. */
        public Optional<BigInteger> unrealized() {
            return value.map(found -> found.subtract(cost));
        }
    }

    /** What all was worth at one time, and what had been paid in and out until then. */
    public record Point(long time, BigInteger value, Totals totals) {
        public BigInteger profit() {
            return value.add(totals.paidOut()).subtract(totals.paidIn());
        }
    }

    /** What the account is worth now. */
    public BigInteger value() {
        return sum(
                lines.stream().map(line -> line.value().orElse(BigInteger.ZERO)).toList());
    }

    /** What was gained and kept. */
    public BigInteger realized() {
        return sum(lines.stream().map(Line::realized).toList());
    }

    /** What all that was gained comes to, with what is not sold yet. */
    public BigInteger profit() {
        return new Point(0, value(), totals).profit();
    }

    private static BigInteger sum(List<BigInteger> all) {
        return all.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * @param now the prices of this moment
     * @param step between two points, a multiple of five minutes
     * @param from when the points begin
     */
    static Report of(
            CostBooks books,
            PriceSource now,
            PriceSource past,
            CandleInterval step,
            long from,
            long time) {
        Valuer valuer = books.valuer();
        List<Line> lines = new ArrayList<>();
        books.positions()
                .forEach((asset, position) -> lines.add(new Line(
                        asset,
                        valuer.listing().scale(asset),
                        position.units(),
                        position.cost(),
                        position.realized(),
                        valuer.price(asset, now, time),
                        valuer.value(asset, position.units(), now, time))));
        List<Point> points = new ArrayList<>();
        long start = Math.ceilDiv(from, step.millis()) * step.millis();
        for (long at = start; at < time && books.since() > 0; at += step.millis()) {
            long then = at;
            books.timeline()
                    .at(then, books)
                    .ifPresent(moment -> points.add(new Point(
                            then, worth(moment.units(), valuer, past, then), moment.totals())));
        }
        Timeline.Moment last = Timeline.Moment.of(books);
        points.add(new Point(time, worth(last.units(), valuer, now, time), last.totals()));
        return new Report(
                valuer.quote(),
                books.sequence(),
                books.since(),
                books.totals(),
                lines,
                step,
                points);
    }

    /** What has no price counts as nothing. */
    static BigInteger worth(
            Map<String, BigInteger> units, Valuer valuer, PriceSource prices, long time) {
        return sum(units.entrySet().stream()
                .map(each -> valuer.value(each.getKey(), each.getValue(), prices, time)
                        .orElse(BigInteger.ZERO))
                .toList());
    }
}
