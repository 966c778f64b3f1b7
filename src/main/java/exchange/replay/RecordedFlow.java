package exchange.replay;

import exchange.market.Side;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recorded day as a list of what was said, for whoever tells it somewhere else. */
public final class RecordedFlow {
    private RecordedFlow() {}

    /** What a row does, as in {@code docs/replay-format.md}. */
    public enum Command {
        PLACE,
        REDUCE,
        CANCEL,
        IOC
    }

    /**
     * One row.
     *
     * @param orderId a number of its own for each id of the file
     * @param price in the recording's unit; 0 for any price, and of a reduce or cancel
     */
    public record Row(Command command, long orderId, boolean buys, long price, long quantity) {}

    /**
     * The whole file.
     *
     * @throws MalformedDay when it is not in the format
     */
    public static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RecordedDay day = RecordedDay.open(file, new OrderNames())) {
            while (day.next()) {
                rows.add(new Row(
                        Command.valueOf(day.command.name()),
                        day.orderId,
                        day.side == Side.BUY,
                        day.price,
                        day.quantity));
            }
        }
        return rows;
    }
}
