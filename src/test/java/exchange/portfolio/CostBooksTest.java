package exchange.portfolio;

import static exchange.market.Side.BUY;
import static exchange.market.Side.SELL;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.AssetAmount;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Small accounts whose profit one can reckon in the head. */
class CostBooksTest {
    private final Past past = new Past();

    private static List<String> lines(Report report) {
        return report.lines().stream()
                .map(line -> line.asset() + " " + Past.text(line.units()) + " cost "
                        + Past.text(line.cost()) + " realized " + Past.text(line.realized())
                        + " unrealized "
                        + line.unrealized().map(Past::text).orElse("none"))
                .toList();
    }

    private static List<String> points(Report report) {
        return report.points().stream()
                .map(point -> Past.text(point.value()) + " " + Past.text(point.profit()))
                .toList();
    }

    @Test
    void whatIsSoldTakesItsShareOfTheCost() {
        past.deposit("USD", "1000")
                .fill("BTC-USD", BUY, "100", "1", "0")
                .fill("BTC-USD", BUY, "300", "1", "0")
                .fill("BTC-USD", SELL, "1", "350", "0")
                .price("BTC-USD", "260");

        Report report = past.report();

        assertThat(lines(report))
                .containsExactly(
                        "BTC 1 cost 200 realized 150 unrealized 60",
                        "USD 950 cost 950 realized 0 unrealized 0");
        assertThat(Past.text(report.value())).isEqualTo("1210");
        assertThat(Past.text(report.profit())).isEqualTo("210");
        assertThat(report.totals().trades()).isEqualTo(3);
    }

    @Test
    void feesAreCostsOfABuyerAndLessForASeller() {
        past.deposit("USD", "100")
                .fill("BTC-USD", BUY, "100", "1", "0.1")
                .fill("BTC-USD", SELL, "0.9", "200", "2")
                .price("BTC-USD", "200");

        Report report = past.report();

        assertThat(lines(report))
                .containsExactly(
                        "BTC 0 cost 0 realized 98 unrealized 0",
                        "USD 198 cost 198 realized 0 unrealized 0");
        assertThat(Past.text(report.totals().fees())).isEqualTo("12");
    }

    @Test
    void depositIsNoProfitAndCostsWhatItWasWorthWhenItCame() {
        past.price("BTC-USD", "100").deposit("BTC", "2").minutesLater(10).price("BTC-USD", "150");

        Report report = past.report();

        assertThat(lines(report)).containsExactly("BTC 2 cost 200 realized 0 unrealized 100");
        assertThat(Past.text(report.totals().paidIn())).isEqualTo("200");
    }

    @Test
    void whatCameBeforeTheFirstTradeIsWorthItsPrice() {
        past.deposit("BTC", "2").minutesLater(10).price("BTC-USD", "150");

        assertThat(lines(past.report())).containsExactly("BTC 2 cost 300 realized 0 unrealized 0");
    }

    @Test
    void whatWasNeverTradedHasNoValueUntilItIs() {
        past.deposit("BTC", "5").deposit("DOGE", "5");
        CostBooks books = past.books();

        assertThat(lines(past.report()))
                .containsExactly(
                        "BTC 5 cost 0 realized 0 unrealized none",
                        "DOGE 5 cost 0 realized 0 unrealized none");
        assertThat(books.isOutdated()).isFalse();
        past.price("BTC-USD", "2");
        assertThat(books.isOutdated()).isTrue();
        assertThat(past.books().isOutdated()).isFalse();
    }

    @Test
    void tradesInOtherMoneyAreWorthItsPriceThen() {
        past.price("USDT-USD", "0.9")
                .deposit("USDT", "100")
                .fill("BTC-USDT", BUY, "50", "1", "0")
                .minutesLater(1)
                .price("USDT-USD", "1.1")
                .price("BTC-USD", "60");

        assertThat(lines(past.report()))
                .containsExactly(
                        "BTC 1 cost 45 realized 0 unrealized 15",
                        "USDT 50 cost 45 realized 0 unrealized 10");
    }

    @Test
    void resetBeginsAnew() {
        past.deposit("USD", "1000").fill("BTC-USD", BUY, "400", "4", "0");
        past.minutesLater(10)
                .price("BTC-USD", "50")
                .reset(
                        new AssetAmount("BTC", Past.units("-4")),
                        new AssetAmount("USD", Past.units("400")));

        Report report = past.report();

        assertThat(report.since()).isEqualTo(past.now());
        assertThat(Past.text(report.totals().paidIn())).isEqualTo("1000");
        assertThat(report.profit()).isZero();
        assertThat(report.totals().trades()).isZero();
    }

    @Test
    void pointsTellTheValueAtTheirTime() {
        past.minutesLater(1)
                .price("BTC-USD", "100")
                .deposit("USD", "1000")
                .fill("BTC-USD", BUY, "400", "4", "0")
                .minutesLater(5)
                .price("BTC-USD", "110")
                .minutesLater(5)
                .fill("BTC-USD", SELL, "4", "440", "0")
                .minutesLater(5)
                .price("BTC-USD", "1")
                .nothingMoves();

        assertThat(points(past.report()))
                .containsExactly("1000 0", "1040 40", "1040 40", "1040 40");
    }
}
