package exchange.session;

import java.util.OptionalLong;

/**
 * A step in an order's life, as the old socket tells it.
 *
 * @param filledLots of this step alone
 * @param leavesLots what is left of the order; empty when that was never heard
 */
public record OrderChange(
        long orderId, Status status, long filledLots, OptionalLong leavesLots, long time) {
    public enum Status {
        PARTIALLY_FILLED("partially_filled"),
        FILLED("filled"),
        CANCELED("cancelled");

        private final String shown;

        Status(String shown) {
            this.shown = shown;
        }

        /** As the old client spells it. */
        public String shown() {
            return shown;
        }
    }
}
