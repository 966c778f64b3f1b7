package exchange.api;

import exchange.portfolio.Period;
import exchange.portfolio.Report;
import exchange.portfolio.Totals;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** A portfolio as API v1 writes it: decimals as texts, shares and returns with six decimals. */
final class PortfolioJson {
    private static final int RATIO_SCALE = 6;

    private PortfolioJson() {}

    static String of(Report report, Period period) {
        int scale = report.quote().scale();
        JsonWriter json = new JsonWriter(512 + 192 * report.points().size())
                .beginObject()
                .text("quote", report.quote().name())
                .text("method", "AVERAGE_COST")
                .number("sequence", report.sequence());
        if (report.since() == 0) {
            json.nothing("since");
        } else {
            json.time("since", report.since());
        }
        amount(json, "value", report.value(), scale);
        append(json, report.totals(), scale);
        amount(json, "profit", report.profit(), scale);
        amount(json, "realized_profit", report.realized(), scale);
        amount(json, "unrealized_profit", report.profit().subtract(report.realized()), scale);
        ratio(json, "return", report.profit(), report.totals().paidIn());
        json.name("assets").beginArray();
        report.lines().forEach(line -> append(json, line, report));
        json.endArray()
                .text("period", period.text())
                .text("interval", report.step().text())
                .name("points")
                .beginArray();
        for (Report.Point point : report.points()) {
            json.beginObject().time("time", point.time());
            amount(json, "value", point.value(), scale);
            amount(json, "profit", point.profit(), scale);
            json.endObject();
        }
        return json.endArray().endObject().toString();
    }

    private static void append(JsonWriter json, Totals totals, int scale) {
        amount(json, "paid_in", totals.paidIn(), scale);
        amount(json, "paid_out", totals.paidOut(), scale);
        amount(json, "fees", totals.fees(), scale);
        json.number("trades", totals.trades());
    }

    private static void append(JsonWriter json, Report.Line line, Report report) {
        int scale = report.quote().scale();
        json.beginObject().text("asset", line.asset());
        amount(json, "quantity", line.units(), line.scale());
        amount(json, "cost", line.cost(), scale);
        json.name("average_cost");
        if (line.units().signum() > 0) {
            json.text(plain(new BigDecimal(line.cost(), scale)
                    .divide(
                            new BigDecimal(line.units(), line.scale()),
                            scale,
                            RoundingMode.FLOOR)));
        } else {
            json.nothing();
        }
        json.name("price");
        line.price().ifPresentOrElse(price -> json.text(plain(price)), json::nothing);
        amount(json, "value", line.value(), scale);
        amount(json, "realized_profit", line.realized(), scale);
        amount(json, "unrealized_profit", line.unrealized(), scale);
        ratio(json, "share", line.value().orElse(BigInteger.ZERO), report.value());
        json.endObject();
    }

    private static void amount(
            JsonWriter json, String name, Optional<BigInteger> units, int scale) {
        units.ifPresentOrElse(found -> amount(json, name, found, scale), () -> json.nothing(name));
    }

    static void amount(JsonWriter json, String name, BigInteger units, int scale) {
        json.text(name, plain(new BigDecimal(units, scale)));
    }

    /** A part of a whole; null of nothing. */
    static void ratio(JsonWriter json, String name, BigInteger part, BigInteger whole) {
        if (whole.signum() == 0) {
            json.nothing(name);
        } else {
            json.text(
                    name,
                    plain(new BigDecimal(part)
                            .divide(new BigDecimal(whole), RATIO_SCALE, RoundingMode.FLOOR)));
        }
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
