package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.EndReason;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of link items are stored in snapshots and read by other versions: they never change.
 */
final class LinkItemsTest {

    @Test
    void bytesOfBookItemsStayTheSame() {
        LinkEnd end = new LinkEnd();
        BookItems.Writer writer = new BookItems.Writer();

        writer.write(end, place(1, 7, 10_025));
        writer.write(end, place(2, 9, 10_020));
        writer.write(end, new BookItem.Cancel(1, 7));
        end.closeRun();

        assertThat(hex(end))
                .isEqualTo("88090207d29c01640094a10fd00fd00ff8a0abfef962"
                        + "8809020909640094a10f000000"
                        + "010107");
    }

    @Test
    void bytesOfLedgerItemsStayTheSame() {
        LinkEnd end = new LinkEnd();
        LedgerItems.Writer writer = new LedgerItems.Writer();

        for (LedgerItem item : lines()) {
            writer.write(end, item);
        }
        end.closeRun();

        assertThat(hex(end))
                .isEqualTo("0180a0abfef9620202100202730002d29c0128e8bc1828013c0c01"
                        + "140100002828e8bc189103001502660a00024d02160205070201020f1204020c09");
    }

    @Test
    void bytesOfTransferItemsStayTheSame() {
        LinkEnd end = new LinkEnd();
        List<TransferItem> items = List.of(
                new TransferItem.Credit(1, 2, 3, "USD", 500, "rent", "thanks", 1_700_000_000_000L),
                new TransferItem.Credited(4),
                new TransferItem.Refused(5, RejectReason.TOO_LATE));

        items.forEach(item -> TransferItems.write(end, item));
        end.closeRun();

        assertThat(hex(end))
                .isEqualTo("0001020303555344f4030472656e74067468616e6b7380d095ffbc31010402050e");
        TransferItems.Reader reader =
                new TransferItems.Reader(end.runsFrom(1, 1).get(0));
        assertThat(List.of(reader.next(), reader.next(), reader.next())).isEqualTo(items);
        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.number()).isEqualTo(3);
    }

    @Test
    void restartedWriterTellsNothingAsDifference() {
        LedgerItems.Writer writer = new LedgerItems.Writer();
        PackedWriter first = new PackedWriter(64);
        PackedWriter second = new PackedWriter(64);

        writer.write(first, lines().get(2));
        writer.restart();
        writer.write(second, lines().get(2));

        assertThat(second.toBytes()).isEqualTo(first.toBytes());
        assertThat(new LedgerItems.Reader(new PackedReader(second.toBytes())).next())
                .isEqualTo(lines().get(2));
    }

    @Test
    void anItemOfUnknownKindIsABug() {
        assertThatThrownBy(() -> new BookItems.Reader(new Run(5, 1, new byte[] {7})).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("item 5");
        assertThatThrownBy(() ->
                        new LedgerItems.Reader(new Run(6, 1, new byte[] {0x1F, 0, 0})).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("item 6");
        assertThatThrownBy(() -> new TransferItems.Reader(new Run(7, 1, new byte[] {9})).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("item 7");
    }

    private static BookItem.Place place(long orderId, long account, long priceTicks) {
        return new BookItem.Place(
                orderId,
                account,
                Side.SELL,
                OrderType.LIMIT,
                TimeInForce.GTC,
                true,
                SelfTradePrevention.EXPIRE_TAKER,
                priceTicks,
                100,
                0,
                250_000 + 4,
                1_000,
                1_000,
                1_700_000_000_060L);
    }

    private static List<LedgerItem> lines() {
        return List.of(
                new LedgerItem.Accepted(1, 1, true, 1_700_000_000_000L),
                new LedgerItem.Accepted(2, 2, false, 1_700_000_000_000L),
                new LedgerItem.Fill(
                        2, 1, false, 10_025, 40, 401_000, 40, 1, 12, 60, 1, 1_700_000_000_000L),
                new LedgerItem.Fill(
                        1, 1, true, 10_025, 40, 40, 401_000, 401, 0, 0, 0, 1_700_000_000_000L),
                new LedgerItem.Rested(2, 1_700_000_000_000L),
                new LedgerItem.Ended(3, 2, EndReason.USER_CANCELED, 77, 1_700_000_000_005L),
                new LedgerItem.Ended(0, 3, EndReason.SELF_TRADE, 0, 1_700_000_000_005L),
                new LedgerItem.CancelRefused(4, 2, RejectReason.UNKNOWN_ORDER, 1_700_000_000_006L),
                new LedgerItem.Refused(
                        5, 4, RejectReason.POST_ONLY_WOULD_TRADE, 9, 1_700_000_000_006L));
    }

    private static String hex(LinkEnd end) {
        return HexFormat.of().formatHex(end.runsFrom(1, 10).get(0).items());
    }
}
