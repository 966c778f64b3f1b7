package exchange.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import exchange.market.Side;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A recorded day in the format of {@code docs/replay-format.md}. After {@link #next} its fields are
 * those of the row; one object serves all rows.
 */
final class RecordedDay implements Closeable {
    /** The maker of a row that expects nothing, and the order id of a row that has none. */
    static final long NONE = Long.MIN_VALUE;

    /** The maker of a row that must not trade. */
    static final long NOBODY = Long.MIN_VALUE + 1;

    /** What a row does. */
    enum Command {
        PLACE,
        REDUCE,
        CANCEL,
        IOC
    }

    private static final String HEADER =
            "msg_no,kind,command,order_id,side,price,quantity,expected_maker";
    private static final int MSG_NO = 0;
    private static final int COMMAND = 2;
    static final int ORDER_ID = 3;
    private static final int SIDE = 4;
    private static final int PRICE = 5;
    private static final int QUANTITY = 6;
    private static final int EXPECTED_MAKER = 7;

    private static final byte[] PLACE = "place".getBytes(US_ASCII);
    private static final byte[] REDUCE = "reduce".getBytes(US_ASCII);
    private static final byte[] CANCEL = "cancel".getBytes(US_ASCII);
    private static final byte[] IOC = "ioc".getBytes(US_ASCII);
    private static final byte[] BUY = "buy".getBytes(US_ASCII);
    private static final byte[] SELL = "sell".getBytes(US_ASCII);
    private static final byte[] NO_TRADE = "none".getBytes(US_ASCII);

    private final Cells cells;
    private final OrderNames ids;

    long msgNo;
    Command command = Command.PLACE;
    long orderId = NONE;
    Side side = Side.BUY;

    /** 0 when the row has none; so is the quantity. */
    long price;

    long quantity;
    long expectedMaker = NONE;

    private RecordedDay(Cells cells, OrderNames ids) {
        this.cells = cells;
        this.ids = ids;
    }

    static RecordedDay open(Path file, OrderNames ids) throws IOException {
        return new RecordedDay(Cells.open(file, HEADER), ids);
    }

    /** Reads the next row; false after the last. */
    boolean next() throws IOException {
        if (!cells.nextLine()) {
            return false;
        }
        msgNo = cells.number(MSG_NO, 0);
        command = command();
        switch (command) {
            case PLACE -> readOrder(true);
            case IOC -> readOrder(false);
            case REDUCE -> readChange(cells.number(QUANTITY, 1));
            case CANCEL -> readChange(0);
        }
        return true;
    }

    private void readOrder(boolean rests) {
        orderId = cells.isEmpty(ORDER_ID) && !rests ? NONE : orderId(ORDER_ID);
        side = side();
        price = cells.isEmpty(PRICE) && !rests ? 0 : cells.number(PRICE, 1);
        quantity = cells.number(QUANTITY, 1);
        if (cells.isEmpty(EXPECTED_MAKER)) {
            expectedMaker = NONE;
        } else {
            expectedMaker = cells.is(EXPECTED_MAKER, NO_TRADE) ? NOBODY : orderId(EXPECTED_MAKER);
        }
    }

    /** Whatever such a row says of side and price, the order knows them. */
    private void readChange(long newQuantity) {
        orderId = orderId(ORDER_ID);
        quantity = newQuantity;
        price = 0;
        expectedMaker = NONE;
        if (!cells.isEmpty(EXPECTED_MAKER)) {
            throw cells.wrong(EXPECTED_MAKER, "nothing, as this command cannot trade");
        }
    }

    private Command command() {
        if (cells.is(COMMAND, PLACE)) {
            return Command.PLACE;
        }
        if (cells.is(COMMAND, CANCEL)) {
            return Command.CANCEL;
        }
        if (cells.is(COMMAND, REDUCE)) {
            return Command.REDUCE;
        }
        if (cells.is(COMMAND, IOC)) {
            return Command.IOC;
        }
        throw cells.wrong(COMMAND, "place, reduce, cancel or ioc");
    }

    private Side side() {
        if (cells.is(SIDE, BUY)) {
            return Side.BUY;
        }
        if (cells.is(SIDE, SELL)) {
            return Side.SELL;
        }
        throw cells.wrong(SIDE, "buy or sell");
    }

    private long orderId(int column) {
        if (cells.isEmpty(column) || cells.is(column, NO_TRADE)) {
            throw cells.wrong(column, "an order id");
        }
        return cells.orderId(column, ids);
    }

    /** Says that this row cannot be carried out. */
    MalformedDay refused(int column, String why) {
        return cells.refused(column, why);
    }

    @Override
    public void close() throws IOException {
        cells.close();
    }
}
