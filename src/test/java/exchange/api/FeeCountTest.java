package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;

import exchange.accounts.FeeCommand;
import exchange.accounts.FeeTerms;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.Asset;
import exchange.market.FeeLevel;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.MarketStatus;
import exchange.ops.CannotStart;
import exchange.persistence.Database;
import exchange.readside.TradedVolumes;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** The daily count of fee levels over real tables; the ledgers only listen. */
final class FeeCountTest {
    private static final long DAY = 20_000;
    private static final long MILLIS = 86_400_000L;
    private static final Asset USD = new Asset("USD", 2);
    private static final Asset USDT = new Asset("USDT", 2);
    private static final Asset BTC = new Asset("BTC", 4);
    private static final List<MarketRules> MARKETS =
            List.of(market("BTC-USD", BTC, USD), market("BTC-USDT", BTC, USDT));

    private static final FeeSchedule SCHEDULE = FeeSchedule.of(ConfigFactory.parseString("""
            exchange.fees { volume-asset = USD, levels = [
              { volume = "100", maker-share-millionths = 900000, taker-share-millionths = 950000 }
              { volume = "1000", maker-share-millionths = 0, taker-share-millionths = 500000 }
            ] }"""));

    private final Database database = TestPostgres.freshDatabase();
    private final List<LedgerCommand> told = new ArrayList<>();
    private final Clock clock =
            Clock.fixed(Instant.ofEpochMilli((DAY + 1) * MILLIS + 5), ZoneOffset.UTC);
    private FeeCount count;
    private int fills;

    private static MarketRules market(String symbol, Asset base, Asset quote) {
        return new MarketRules(
                symbol,
                base,
                quote,
                1,
                1,
                1,
                1,
                0,
                Long.MAX_VALUE,
                1_000,
                1_000,
                0,
                MarketState.OPEN);
    }

    @BeforeEach
    void open() throws SQLException {
        count = count(SCHEDULE);
        execute("INSERT INTO ledger_markets VALUES ('BTC-USD', 0), ('BTC-USDT', 1)");
        // At the end of the day a bitcoin is 200.0 dollars or 100.0 tethers.
        price("BTC-USD", 1, 1_000, DAY * MILLIS);
        price("BTC-USD", 2, 2_000, (DAY + 1) * MILLIS - 1);
        price("BTC-USD", 3, 9_000, (DAY + 1) * MILLIS);
        price("BTC-USDT", 1, 1_000, DAY * MILLIS);
    }

    private FeeCount count(FeeSchedule schedule) {
        PGSimpleDataSource pool = new PGSimpleDataSource();
        pool.setUrl(database.jdbcUrl());
        pool.setUser(database.user());
        pool.setPassword(database.password());
        return new FeeCount(
                schedule,
                new TradedVolumes(pool),
                new TwoMarkets(),
                (command, deadline) -> {
                    told.add(command);
                    return CompletableFuture.completedStage(
                            new LedgerReply.Fees(new FeeTerms(FeeLevel.STANDARD, 0, List.of()), 0));
                },
                clock);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void price(String symbol, int trade, long ticks, long time) throws SQLException {
        execute("INSERT INTO prices VALUES ('%s', %d, %d, %d)"
                .formatted(symbol, trade, ticks, time));
    }

    private void fill(long account, String symbol, long quote, long time) throws SQLException {
        execute("INSERT INTO fills VALUES (%d, %d, '%s', 1, true, 1, 1, 1, 1, %d, 0, 0, %d)"
                .formatted(account, ++fills, symbol, quote, time));
    }

    private static LedgerCommand level(long account, int number, String volume) {
        FeeLevel level = number == 0
                ? FeeLevel.STANDARD
                : SCHEDULE.levels().get(number - 1).level();
        return new FeeCommand.SetFeeLevel(account, level, DAY, volume, "daily");
    }

    @Test
    void volumeOfThirtyDaysDecidesTheLevel() throws SQLException {
        long first = (DAY - 29) * MILLIS;
        fill(1, "BTC-USD", 9_999, first);
        fill(2, "BTC-USD", 5_000, first);
        fill(2, "BTC-USD", 5_000, (DAY + 1) * MILLIS - 1);
        fill(3, "BTC-USD", 1_000_000, first - 1);
        fill(3, "BTC-USD", 1_000_000, (DAY + 1) * MILLIS);
        fill(4, "BTC-USD", 60_000, first);
        fill(4, "BTC-USDT", 20_000, first);

        FeeCount.Counted counted = count.count(count.yesterday(), "daily");

        assertThat(counted).isEqualTo(new FeeCount.Counted(DAY, 2));
        assertThat(counted.date()).isEqualTo("2024-10-04");
        // Two hundred tethers are two bitcoins, which are four hundred dollars.
        assertThat(told).containsExactly(level(2, 1, "100.00 USD"), level(4, 2, "1000.00 USD"));
    }

    @Test
    void whoeverTradesNoMoreLosesTheLevel() throws SQLException {
        execute("INSERT INTO fee_levels VALUES (7, 2, 0, 0, 1, '', '', 0)");
        execute("INSERT INTO fee_levels VALUES (8, 0, 1, 1, 1, '', '', 0)");

        count.count(DAY, "daily");
        count(new FeeSchedule("USD", List.of())).count(DAY, "daily");

        assertThat(told).containsExactly(level(7, 0, "0 USD"), level(7, 0, "0 USD"));
    }

    @Test
    void scheduleRisesAndTellsTheNextLevel() {
        assertThat(SCHEDULE.level(new BigDecimal("99.99"))).isEqualTo(FeeLevel.STANDARD);
        assertThat(SCHEDULE.level(new BigDecimal("100")).number()).isEqualTo(1);
        assertThat(SCHEDULE.level(new BigDecimal("5000")).number()).isEqualTo(2);
        assertThat(SCHEDULE.next(new BigDecimal("100")).orElseThrow().level().number())
                .isEqualTo(2);
        assertThat(SCHEDULE.next(new BigDecimal("1000"))).isEmpty();
        assertThatThrownBy(() -> FeeSchedule.of(ConfigFactory.parseString("""
                        exchange.fees { volume-asset = USD, levels = [
                          { volume = "0", maker-share-millionths = 1, taker-share-millionths = 1 }
                        ] }""")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("must rise");
        assertThatThrownBy(() -> FeeSchedule.of(ConfigFactory.parseString("""
                        exchange.fees { volume-asset = USD, levels = [
                          { volume = "1", maker-share-millionths = 2000000,
                            taker-share-millionths = 1 }
                        ] }""")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("2000000");
    }

    private static final class TwoMarkets implements Markets {
        @Override
        public Optional<MarketRules> find(String symbol) {
            return MARKETS.stream().filter(each -> each.symbol().equals(symbol)).findFirst();
        }

        @Override
        public MarketRules defaultMarket() {
            return MARKETS.get(0);
        }

        @Override
        public List<MarketRules> all() {
            return MARKETS;
        }

        @Override
        public Optional<Asset> asset(String name) {
            return assets().stream().filter(each -> each.name().equals(name)).findFirst();
        }

        @Override
        public List<Asset> assets() {
            return List.of(USD, USDT, BTC);
        }

        @Override
        public MarketStatus status(String symbol) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public CompletionStage<Void> until(BooleanSupplier isListed) {
            return CompletableFuture.completedStage(null);
        }
    }
}
