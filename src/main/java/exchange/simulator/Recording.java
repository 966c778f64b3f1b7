package exchange.simulator;

import exchange.replay.RecordedFlow;

import java.util.List;

/**
 * A recorded day of some venue that is to be mixed into a flow.
 *
 * @param symbol the market that it is told in
 */
public record Recording(List<RecordedFlow.Row> rows, String symbol, double ordersPerSecond) {
    public Recording {
        rows = List.copyOf(rows);
    }
}
