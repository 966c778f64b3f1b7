package exchange.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.readside.AccountEvent;
import exchange.readside.Posting;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random accounts beside a reckoning that knows nothing of books: it starts over each time. */
class CostBooksProperties {
    private static final List<String> SYMBOLS = List.of("BTC-USD", "BTC-USDT", "USDT-USD");

    private final Map<String, Long> have = new HashMap<>();

    @Property(tries = 200)
    void booksAreWhatAPlainReckoningComesTo(@ForAll long seed) {
        Past past = random(new Random(seed));

        CostBooks books = past.books();

        Reckoning reckoning = new Reckoning(past);
        past.events().forEach(reckoning::take);
        books.positions().forEach((asset, position) -> {
            assertThat(position.units()).isEqualTo(reckoning.units(asset));
            assertThat(position.cost()).isEqualTo(reckoning.cost(asset));
            assertThat(position.realized()).isEqualTo(reckoning.realized(asset));
        });
        assertThat(books.totals().paidIn()).isEqualTo(reckoning.paidIn);
    }

    @Property(tries = 100)
    void profitIsExactlyWhatIsRealizedAndWhatIsNot(@ForAll long seed) {
        Report report = random(new Random(seed)).report();

        BigInteger unrealized = report.lines().stream()
                .map(line -> line.unrealized().orElseThrow())
                .reduce(BigInteger.ZERO, BigInteger::add);

        assertThat(report.profit()).isEqualTo(report.realized().add(unrealized));
        report.lines().stream()
                .filter(line -> line.asset().equals("USD"))
                .forEach(line -> assertThat(line.cost()).isEqualTo(line.units()));
    }

    private Past random(Random random) {
        have.clear();
        Past past = new Past();
        past.price("BTC-USD", "100").price("BTC-USDT", "100").price("USDT-USD", "1");
        List.of("USD", "USDT", "BTC").forEach(asset -> deposit(past, asset, random));
        for (int i = 0; i < 60; i++) {
            past.minutesLater(random.nextInt(20));
            String symbol = SYMBOLS.get(random.nextInt(3));
            switch (random.nextInt(6)) {
                case 0 -> deposit(past, List.of("USD", "USDT", "BTC").get(i % 3), random);
                case 1 -> past.price(symbol, (1 + random.nextInt(500)) + ".25");
                default -> fill(past, symbol, random);
            }
        }
        return past;
    }

    private void deposit(Past past, String asset, Random random) {
        long amount = 1 + random.nextInt(1_000_000);
        past.deposit(asset, Past.text(BigInteger.valueOf(amount)));
        have.merge(asset, amount, Long::sum);
    }

    private void fill(Past past, String symbol, Random random) {
        MarketRules market = Past.LISTING.market(symbol);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        String gives = (side == Side.BUY ? market.quote() : market.base()).name();
        String takes = (side == Side.BUY ? market.base() : market.quote()).name();
        long all = have.getOrDefault(gives, 0L);
        long used = random.nextInt(4) == 0 ? all : (long) (all * random.nextDouble());
        if (used > 0) {
            long received = 1 + random.nextInt(1_000_000);
            long fee = random.nextInt(3) == 0 ? received : received / 1_000;
            past.fill(symbol, side, used, received, fee);
            have.merge(gives, -used, Long::sum);
            have.merge(takes, received - fee, Long::sum);
        }
    }

    /** Every movement as a line of text one could check by hand. */
    private static final class Reckoning {
        private final Past past;
        private final Map<String, BigInteger> units = new HashMap<>();
        private final Map<String, BigInteger> cost = new HashMap<>();
        private final Map<String, BigInteger> got = new HashMap<>();
        private final Map<String, BigInteger> spent = new HashMap<>();
        private BigInteger paidIn = BigInteger.ZERO;

        Reckoning(Past past) {
            this.past = past;
        }

        void take(AccountEvent event) {
            Map<String, BigInteger> moved = new HashMap<>();
            String symbol = "";
            for (Posting each : Posting.of(event, Past.LISTING::market)) {
                moved.merge(
                        each.asset(),
                        BigInteger.valueOf(each.available() + each.held()),
                        BigInteger::add);
                symbol = each.symbol();
            }
            String money = symbol.isEmpty()
                    ? moved.keySet().iterator().next()
                    : symbol.substring(symbol.indexOf('-') + 1);
            BigInteger value = worth(money, moved.get(money).abs(), event.time());
            paidIn = symbol.isEmpty() ? paidIn.add(value) : paidIn;
            moved.forEach((asset, change) -> move(asset, change, value));
        }

        private BigInteger worth(String money, BigInteger amount, long time) {
            String symbol = money + "-USD";
            return money.equals("USD")
                    ? amount
                    : amount.multiply(BigInteger.valueOf(
                                    past.ticksAt(symbol, time).getAsLong()))
                            .divide(BigInteger.valueOf(100));
        }

        private void move(String asset, BigInteger change, BigInteger value) {
            BigInteger before = units(asset);
            if (change.signum() < 0) {
                BigInteger share = cost(asset).multiply(change.negate()).divide(before);
                cost.merge(asset, share.negate(), BigInteger::add);
                spent.merge(asset, share, BigInteger::add);
                got.merge(asset, value, BigInteger::add);
            } else {
                cost.merge(asset, value, BigInteger::add);
            }
            units.put(asset, before.add(change));
        }

        BigInteger units(String asset) {
            return units.getOrDefault(asset, BigInteger.ZERO);
        }

        BigInteger cost(String asset) {
            return cost.getOrDefault(asset, BigInteger.ZERO);
        }

        BigInteger realized(String asset) {
            return got.getOrDefault(asset, BigInteger.ZERO)
                    .subtract(spent.getOrDefault(asset, BigInteger.ZERO));
        }
    }
}
