package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What stands in journals and snapshots of the first release is read the same for ever. */
final class GoldenFactsTest {
    private static final long TIME = 1_700_000_000_000L;
    private static final long FIRST_SEQUENCE = 41;
    private static final long A = OrderIds.of(0, 7);
    private static final long B = OrderIds.of(3, 9);
    private static final long C = OrderIds.of(17, 1);

    private static final CircuitBreaker BREAKER = new CircuitBreaker(6, 7_000, 0, 9_000);
    private static final AccountLimits LIMITS = new AccountLimits(10, 11, 12, 1_000_013);

    private static final List<BookFact> FACTS = List.of(
            new BookFact.MarketDefined(Orders.RULES),
            new BookFact.MarketStateChanged(MarketState.HALTED, "größer", "ann", TIME + 1),
            new BookFact.RulesChanged(1, 2, 3, 4, 5, BREAKER, LIMITS, "bob"),
            new BookFact.Accepted(
                    1,
                    A,
                    11,
                    Side.SELL,
                    OrderType.LIMIT,
                    TimeInForce.GTC,
                    true,
                    SelfTradePrevention.NONE,
                    100,
                    9,
                    0,
                    450,
                    1_000,
                    2_000,
                    TIME + 10_000,
                    true,
                    OrderConditions.NONE),
            new BookFact.Accepted(
                    2,
                    B,
                    12,
                    Side.BUY,
                    OrderType.MARKET,
                    TimeInForce.FOK,
                    false,
                    SelfTradePrevention.EXPIRE_BOTH,
                    0,
                    0,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    0,
                    100_000,
                    TIME + 1,
                    false,
                    OrderConditions.NONE),
            new BookFact.Traded(77, Side.BUY, 100, 4, A, 11, B, 12, 1, 2, 3, 4),
            new BookFact.Traded(78, Side.BUY, 101, 5, C, 13, B, 12, 0, 0, 0, 0),
            new BookFact.Ended(0, B, 12, Side.BUY, 0, 0, 0, EndReason.FILLED, 5, false),
            new BookFact.Rested(C, 13, Side.SELL, 99, 8),
            new BookFact.Ended(3, A, 11, Side.SELL, 100, 5, 5, EndReason.USER_CANCELED, 250, true),
            new BookFact.Refused(4, A + 1, 11, RejectReason.HOLD_TOO_SMALL, 1),
            new BookFact.CancelRefused(5, A, 11, RejectReason.UNKNOWN_ORDER),
            new BookFact.AuctionTraded(79, 100, 6, B, 12, 103, 1, 2, 6, C, 13, 98, 3, 4, 2),
            new BookFact.Accepted(
                    6,
                    C + 1,
                    13,
                    Side.SELL,
                    OrderType.TAKE_PROFIT_LIMIT,
                    TimeInForce.GTD,
                    false,
                    SelfTradePrevention.DECREMENT,
                    110,
                    9,
                    0,
                    450,
                    1_000,
                    2_000,
                    TIME + 10_000,
                    false,
                    OrderConditions.of(112, 4, TIME + 5)),
            new BookFact.Triggered(C + 1, 13),
            new BookFact.Refilled(C + 1, 13, Side.SELL, 110, 4),
            new BookFact.Decremented(C + 1, B, 13, Side.SELL, 110, 2, 100, 0),
            new BookFact.Ended(0, C + 1, 13, Side.SELL, 110, 5, 2, EndReason.EXPIRED, 250, true),
            new BookFact.Amended(7, A, 11, Side.SELL, 100, 9, 101, 12, 12, 150, 1, false, true),
            new BookFact.Amended(8, A, 11, Side.SELL, 101, 12, 101, 8, 8, 0, 200, true, true),
            new BookFact.AmendRefused(9, A, 11, Side.SELL, RejectReason.AMEND_PENDING, 5),
            new BookFact.MassCanceled(10, A + 2, 11, 3),
            new BookFact.Ended(
                    0, A, 11, Side.SELL, 101, 8, 5, EndReason.USER_CANCELED, 9, true, 250, C + 7),
            new BookFact.Ended(
                    0, A, 11, Side.SELL, 0, 8, 0, EndReason.ONE_CANCELS_OTHER, 0, false, 7, 2),
            new BookFact.Trailed(A, 11, 97));

    @Test
    void storedFactsAreReadAndWrittenTheSame() throws IOException {
        byte[] stored = golden("facts-v1.hex");

        List<BookFact> facts = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        BookFacts.decode(stored, TIME, (fact, sequence) -> {
            facts.add(fact);
            sequences.add(sequence);
        });

        assertThat(facts).isEqualTo(FACTS);
        assertThat(sequences)
                .containsExactly(
                        40L, 40L, 40L, 41L, 41L, 42L, 43L, 43L, 44L, 45L, 45L, 45L, 46L, 46L, 46L,
                        47L, 48L, 49L, 50L, 51L, 51L, 51L, 52L, 52L, 52L);
        assertThat(hex(packed())).isEqualTo(hex(stored));
    }

    @Test
    void storedSnapshotIsReadAndWrittenTheSame() throws IOException {
        byte[] stored = golden("snapshot-v1.hex");

        BookLogic logic = new BookLogic(Orders.RULES.symbol(), TestBook.PARTITIONS);
        logic.read(new PackedReader(stored));

        TestBook book = bookOfTheSnapshot();
        assertThat(hex(book.stateBytes())).isEqualTo(hex(stored));
        assertThat(hex(new TestBook(logic).stateBytes())).isEqualTo(hex(stored));
    }

    static TestBook bookOfTheSnapshot() {
        TestBook book = TestBook.open();
        book.send(
                Orders.buy(5).at(99).by(4).fees(10, 20).place(1),
                Orders.buy(6)
                        .at(99)
                        .by(5)
                        .preventing(SelfTradePrevention.EXPIRE_TAKER)
                        .place(2),
                Orders.sell(7).at(101).by(6).placeAs(OrderIds.of(2, 1)),
                Orders.sell(2).at(99).by(7).place(4),
                Orders.sell(9).at(105).showing(4).until(5_000).by(8).place(5),
                Orders.sell(3).stop(98).by(8).place(6),
                new BookItem.PlaceList(
                        7,
                        Orders.sell(2).at(120).by(8).listed(7).place(8),
                        Orders.sell(2).stop(90).by(8).listed(7).holding(0).place(9)),
                Orders.sell(1).stop(0).trailing(4, 0).by(8).place(10),
                Orders.buy(1).stop(80).trailing(0, 50).by(8).place(11));
        return book;
    }

    @Test
    void codesOfKindsNeverChange() {
        assertThat(List.of(
                        BookFacts.MARKET_DEFINED,
                        BookFacts.MARKET_STATE_CHANGED,
                        BookFacts.RULES_CHANGED,
                        BookFacts.ACCEPTED,
                        BookFacts.ACCEPTED_RESTS,
                        BookFacts.TRADED,
                        BookFacts.RESTED,
                        BookFacts.ENDED,
                        BookFacts.ENDED_RESTING,
                        BookFacts.REFUSED,
                        BookFacts.CANCEL_REFUSED,
                        BookFacts.ACCEPTED_CONDITIONALLY,
                        BookFacts.TRIGGERED,
                        BookFacts.REFILLED,
                        BookFacts.DECREMENTED,
                        BookFacts.ENDED_ICEBERG,
                        BookFacts.AMENDED,
                        BookFacts.AMEND_REFUSED,
                        BookFacts.MASS_CANCELED,
                        BookFacts.ENDED_MOVING,
                        BookFacts.TRAILED,
                        BookFacts.AUCTION_TRADED))
                .containsExactly(
                        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                        32);
    }

    @Test
    void factsKnowTheirPartition() {
        assertThat(((BookFact.OfOrder) FACTS.get(8)).partition()).isEqualTo(17);
    }

    @Test
    void noFactsAreNoBytes() {
        BookFacts.decode(new byte[0], TIME, (fact, sequence) -> {
            throw new AssertionError("no fact expected, found " + fact);
        });
    }

    @Test
    void whatThisSoftwareCannotReadIsSaid() {
        assertThatThrownBy(() -> BookFacts.decode(new byte[] {2, 1}, TIME, (fact, sequence) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("codec version 2");
        assertThatThrownBy(
                        () -> BookFacts.decode(new byte[] {1, 1, 77}, TIME, (fact, sequence) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no fact has kind 77");
        assertThatThrownBy(() -> new TestBook().logic.read(new PackedReader(new byte[] {9})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("codec version 9");
    }

    static byte[] packed() {
        PackedWriter out = new PackedWriter(64);
        FactWriter writer = new FactWriter();
        writer.begin(out, TIME, FIRST_SEQUENCE);
        FACTS.forEach(fact -> writer.write(out, fact));
        return out.toBytes();
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenFactsTest.class.getResourceAsStream("/golden/book/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }

    /** Lines of 32 bytes, as the golden files have them. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{64})(?!$)", "$1\n");
    }
}
