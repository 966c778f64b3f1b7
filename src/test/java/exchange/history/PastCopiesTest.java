package exchange.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;

import exchange.marketdata.Channel;
import exchange.marketdata.PastMarket;
import exchange.marketdata.Topic;
import exchange.persistence.Database;
import exchange.replay.EngineReplay;
import exchange.testkit.LivedMarket;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A past with an auction and a restart in it, gone through from the first fact and from copies, of
 * which some are damaged or gone; and any part of it written down for the pure book.
 */
final class PastCopiesTest {
    private static final String MARKET = LivedMarket.SYMBOL;
    private static final Waypoints.Rule OFTEN = new Waypoints.Rule(1_500, 1_000);

    private static LivedMarket lived;
    private static Database database;
    private static List<PastMarket> everyMoment;

    @BeforeAll
    static void live() throws Exception {
        lived = LivedMarket.make();
        database = lived.node().database();
        sql("DELETE FROM book_waypoints");
        everyMoment = everyMoment();
    }

    @AfterAll
    static void stop() {
        lived.close();
    }

    @BeforeEach
    void withoutCopies() throws Exception {
        sql("DELETE FROM book_waypoints");
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static <T> T read(Work<T> work) throws SQLException {
        try (Connection connection = TestPostgres.connect(database)) {
            connection.setAutoCommit(false);
            T done = work.on(connection);
            connection.commit();
            return done;
        }
    }

    private static int sql(String text) throws SQLException {
        return read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(text);
            }
        });
    }

    private static long copies() throws SQLException {
        return read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM book_waypoints")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static PastMarket at(long sequence) throws SQLException {
        return read(connection -> new Journey(connection, MARKET)
                .to(new Moment.AtSequence(sequence))
                .market(MARKET));
    }

    private static List<PastMarket> everyMoment() throws SQLException {
        long last = at(Long.MAX_VALUE).sequence();
        List<PastMarket> all = new ArrayList<>();
        for (long sequence = 1; sequence <= last; sequence++) {
            all.add(at(sequence));
        }
        return all;
    }

    private static void keepCopies(Waypoints.Rule rule) throws SQLException {
        read(connection -> {
            new Journey(connection, MARKET).keepCopies(rule);
            return rule;
        });
    }

    @Test
    void everyMomentIsTheSameFromCopies() throws Exception {
        keepCopies(OFTEN);

        assertThat(copies()).isGreaterThan(10);
        assertThat(everyMoment.size()).isGreaterThan(60);
        assertThat(everyMoment()).isEqualTo(everyMoment);
    }

    @Test
    void copiesAreKeptOnlyWhenEnoughIsNew() throws Exception {
        keepCopies(OFTEN);
        long before = copies();

        keepCopies(OFTEN);

        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void damagedAndMissingCopiesArePassedOver() throws Exception {
        keepCopies(OFTEN);
        long random = new Random().nextInt(3);
        sql("DELETE FROM book_waypoints WHERE batch % 3 = " + random);
        sql("UPDATE book_waypoints SET book = set_byte(book, 12, 255 - get_byte(book, 12))"
                + " WHERE batch % 3 = " + (random + 1) % 3);
        sql("UPDATE book_waypoints SET book = '' WHERE batch = (SELECT max(batch) FROM"
                + " book_waypoints)");

        assertThat(everyMoment()).isEqualTo(everyMoment);

        sql("UPDATE book_waypoints SET book = 'x'");
        assertThat(everyMoment()).isEqualTo(everyMoment);
        long before = copies();
        keepCopies(OFTEN);
        assertThat(copies()).isGreaterThanOrEqualTo(before);
        assertThat(everyMoment()).isEqualTo(everyMoment);
    }

    @Test
    void copyOfOtherSoftwareOrWithAFlippedBitIsNotRead() throws Exception {
        PastBook book = read(connection ->
                new Journey(connection, MARKET).to(new Moment.AtTime(Long.MAX_VALUE)));
        byte[] packed = book.packed();
        assertThat(PastBook.of(packed).market(MARKET)).isEqualTo(book.market(MARKET));
        packed[packed.length / 2] ^= 1;

        assertThatThrownBy(() -> PastBook.of(packed)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> PastBook.of(new byte[3])).hasMessageContaining("damaged");
    }

    @Test
    void ofTooManyCopiesSomeOfTheOlderOnesGo() throws Exception {
        keepCopies(new Waypoints.Rule(100, 1_000));
        long all = copies();
        assertThat(all).isGreaterThan(20);

        read(connection -> {
            new Waypoints(connection, MARKET).thin((int) all);
            return 0;
        });
        assertThat(copies()).isEqualTo(all);
        read(connection -> {
            new Waypoints(connection, MARKET).thin(10);
            return 0;
        });

        assertThat(copies()).isBetween(all * 5 / 8 - 2, all * 5 / 8 + 2);
        assertThat(everyMoment()).isEqualTo(everyMoment);
    }

    @Test
    void aNodeKeepsCopiesByItself() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        var config = ConfigFactory.parseString("copies-check = 20ms, copies-distance = 1500 B")
                .atPath("exchange.history")
                .withFallback(ConfigFactory.parseResources("exchange/history.conf"))
                .resolve();
        try (TimeMachine machine =
                TimeMachine.open(config, source, source, () -> List.of("NO-SUCH", MARKET))) {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (copies() < 10) {
                assertThat(System.nanoTime()).isLessThan(giveUp);
            }

            PastBook book = machine.book(MARKET, new Moment.AtSequence(40))
                    .toCompletableFuture()
                    .join();

            assertThat(book.market(MARKET)).isEqualTo(everyMoment.get(39));
        }
    }

    @Test
    void anyPartOfAPastIsReplayedToTheSameTrades(@TempDir Path directory) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long began = lived.began().toEpochMilli();
        long ended = lived.ended().toEpochMilli() + 1;
        for (int i = 0; i < 12; i++) {
            long from = i == 0 ? began : random.nextLong(began, ended);
            Path file = directory.resolve(i + ".csv");
            try (PrintWriter out = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
                Optional<DayExport.Result> written =
                        read(each -> DayExport.write(each, MARKET, from, ended, out));
                assertThat(written).isPresent();
            }
            StringWriter differences = new StringWriter();
            StringWriter traded = new StringWriter();

            new EngineReplay(
                            new PrintWriter(differences),
                            new PrintWriter(traded),
                            new PrintWriter(PrintWriter.nullWriter()))
                    .play(file);

            assertThat(differences.toString()).as("seed " + seed).isEmpty();
            List<String> replayed = traded.toString()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(cells -> cells[4] + " " + cells[5])
                    .toList();
            assertThat(replayed).as("seed " + seed).isEqualTo(trades(from));
        }
        assertThat(trades(began)).hasSizeGreaterThan(10);
    }

    private static List<String> trades(long from) throws SQLException {
        return read(connection -> {
            List<String> trades = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT price_ticks, quantity_lots"
                            + " FROM trades WHERE symbol = 'BTC-USD' AND time >= " + from
                            + " ORDER BY trade_number")) {
                while (rows.next()) {
                    trades.add(rows.getLong(1) + " " + rows.getLong(2));
                }
            }
            return trades;
        });
    }

    @Test
    void pagesOfAnySizeAreToldAlike() throws Exception {
        List<String> inOne = new ArrayList<>();
        List<String> oneByOne = new ArrayList<>();

        Replay.Played first = playAll(1L << 20, inOne);
        Replay.Played second = playAll(1, oneByOne);

        assertThat(oneByOne).isEqualTo(inOne);
        assertThat(second).isEqualTo(first);
        assertThat(first.sequence()).isEqualTo(everyMoment.size());
        assertThat(inOne.getFirst()).startsWith("SNAPSHOT");
        assertThat(inOne).hasSizeGreaterThan(1);
    }

    /** From the middle on, in steps of several kinds; ends with the last. */
    private static Replay.Played playAll(long pageBytes, List<String> messages)
            throws SQLException {
        return read(connection -> {
            long from = everyMoment.get(everyMoment.size() / 3).time();
            long to = lived.ended().toEpochMilli();
            BookJournal journal = new BookJournal(connection, MARKET);
            Player player = new Player(
                    batch -> journal.page(batch, pageBytes),
                    MARKET,
                    new Journey(connection, MARKET).to(new Moment.AtTime(from)),
                    Set.of(Topic.of(Channel.DEPTH_RAW, MARKET)),
                    Optional.empty(),
                    from,
                    to,
                    update -> update.kind() + " " + update);
            messages.addAll(player.begin().messages());
            messages.addAll(player.play(from + 5, true).messages());
            messages.addAll(player.step(7).messages());
            Replay.Played last = player.playFast();
            while (!last.isAtEnd()) {
                messages.addAll(last.messages());
                last = player.playFast();
            }
            return last;
        });
    }

    @Test
    void marketThatNeverWasHasNoPast() throws Exception {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());

        Optional<DayExport.Result> written =
                read(each -> DayExport.write(each, "NO-SUCH", 0, 1, nowhere));

        assertThat(written).isEmpty();
    }
}
