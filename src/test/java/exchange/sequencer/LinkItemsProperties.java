package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

final class LinkItemsProperties {

    @Property(tries = 300)
    void everyBookItemComesBackAsItWas(@ForAll("bookItems") List<BookItem> items) {
        LinkEnd end = new LinkEnd();
        BookItems.Writer writer = new BookItems.Writer();

        int made = 0;
        for (BookItem item : items) {
            assertThat(writer.write(end, item)).isEqualTo(++made);
            if (made % 7 == 0) {
                end.closeRun();
            }
        }
        end.closeRun();

        List<BookItem> read = new ArrayList<>();
        for (Run run : end.runsFrom(1, Integer.MAX_VALUE)) {
            BookItems.Reader reader = new BookItems.Reader(run);
            while (reader.hasNext()) {
                read.add(reader.next());
                assertThat(reader.number()).isEqualTo(read.size());
            }
        }
        assertThat(read).isEqualTo(items);
    }

    @Property(tries = 300)
    void everyLedgerItemComesBackAsItWas(@ForAll("ledgerItems") List<LedgerItem> items) {
        LinkEnd end = new LinkEnd();
        LedgerItems.Writer writer = new LedgerItems.Writer();

        int made = 0;
        for (LedgerItem item : items) {
            assertThat(writer.write(end, item)).isEqualTo(++made);
            if (made % 7 == 0) {
                end.closeRun();
            }
        }
        end.closeRun();

        List<LedgerItem> read = new ArrayList<>();
        for (Run run : end.runsFrom(1, Integer.MAX_VALUE)) {
            LedgerItems.Reader reader = new LedgerItems.Reader(run);
            while (reader.hasNext()) {
                read.add(reader.next());
                assertThat(reader.number()).isEqualTo(read.size());
            }
        }
        assertThat(read).isEqualTo(items);
    }

    @Provide
    Arbitrary<List<BookItem>> bookItems() {
        Arbitrary<BookItem.Place> place = Combinators.combine(
                        numbers(),
                        Arbitraries.of(Side.class),
                        Arbitraries.of(OrderType.class),
                        Arbitraries.of(TimeInForce.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(SelfTradePrevention.class),
                        numbers().list().ofSize(12),
                        Arbitraries.integers().between(0, 100_000))
                .as((id, side, type, time, post, prevention, n, fee) -> new BookItem.Place(
                        id,
                        n.get(0),
                        side,
                        type,
                        time,
                        post,
                        prevention,
                        n.get(1),
                        n.get(2),
                        n.get(3),
                        n.get(4),
                        fee,
                        100_000 - fee,
                        n.get(5),
                        OrderConditions.of(
                                n.get(6), n.get(7), n.get(8), n.get(9), n.get(10), n.get(11)),
                        n.get(0) % 2 == 0));
        Arbitrary<BookItem> cancel =
                Combinators.combine(numbers(), numbers()).as(BookItem.Cancel::new);
        Arbitrary<BookItem> amend = Combinators.combine(
                        numbers().list().ofSize(6), Arbitraries.of(Side.class))
                .as((n, side) -> new BookItem.Amend(
                        n.get(0),
                        n.get(1),
                        side,
                        n.get(2),
                        n.get(3),
                        n.get(4),
                        n.get(5),
                        n.get(0) % 2 == 0));
        Arbitrary<BookItem> massCancel = Combinators.combine(
                        numbers(),
                        numbers(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(BookItem.MassCancel::new);
        Arbitrary<BookItem> replace = Combinators.combine(
                        numbers(), Arbitraries.of(true, false), numbers(), place)
                .as(BookItem.Replace::new);
        Arbitrary<BookItem> list =
                Combinators.combine(numbers(), place, place).as(BookItem.PlaceList::new);
        return Arbitraries.oneOf(place.map(each -> each), cancel, amend, massCancel, replace, list)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<LedgerItem>> ledgerItems() {
        Arbitrary<List<Long>> n = numbers().list().ofSize(11);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<RejectReason> reasons = Arbitraries.of(RejectReason.class);
        Arbitrary<LedgerItem> accepted = Combinators.combine(n, flag)
                .as((v, rests) -> new LedgerItem.Accepted(v.get(0), v.get(1), rests, v.get(2)));
        Arbitrary<LedgerItem> refused = Combinators.combine(n, reasons)
                .as((v, r) -> new LedgerItem.Refused(v.get(0), v.get(1), r, v.get(2), v.get(3)));
        Arbitrary<LedgerItem> fill = Combinators.combine(n, flag)
                .as((v, maker) -> new LedgerItem.Fill(
                        v.get(0), v.get(1), maker, v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8), v.get(9), v.get(10)));
        Arbitrary<LedgerItem> rested = n.map(v -> new LedgerItem.Rested(v.get(0), v.get(1)));
        Arbitrary<LedgerItem> triggered = n.map(v -> new LedgerItem.Triggered(v.get(0), v.get(1)));
        Arbitrary<LedgerItem> decremented =
                n.map(v -> new LedgerItem.Decremented(v.get(0), v.get(1), v.get(2), v.get(3)));
        Arbitrary<LedgerItem> ended = Combinators.combine(n, Arbitraries.of(EndReason.class))
                .as((v, r) -> new LedgerItem.Ended(
                        v.get(0),
                        v.get(1),
                        r,
                        v.get(2),
                        v.get(5) == 0 ? 0 : v.get(4),
                        v.get(5),
                        v.get(3)));
        Arbitrary<LedgerItem> cancelRefused = Combinators.combine(n, reasons)
                .as((v, r) -> new LedgerItem.CancelRefused(v.get(0), v.get(1), r, v.get(2)));
        Arbitrary<LedgerItem> amended = Combinators.combine(n, flag)
                .as((v, rests) -> new LedgerItem.Amended(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), rests,
                        v.get(6)));
        Arbitrary<LedgerItem> amendRefused = Combinators.combine(
                        n, reasons, Arbitraries.of(Side.class))
                .as((v, r, side) -> new LedgerItem.AmendRefused(
                        v.get(0), v.get(1), v.get(2), side, r, v.get(3), v.get(4)));
        Arbitrary<LedgerItem> massCanceled =
                n.map(v -> new LedgerItem.MassCanceled(v.get(0), v.get(1), v.get(2), v.get(3)));
        return Arbitraries.oneOf(
                        amended,
                        amendRefused,
                        massCanceled,
                        accepted,
                        refused,
                        fill,
                        rested,
                        triggered,
                        decremented,
                        ended,
                        cancelRefused)
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 300),
                Arbitraries.longs().between(0, 1L << 53),
                Arbitraries.of(0L, 1L, Long.MAX_VALUE));
    }
}
