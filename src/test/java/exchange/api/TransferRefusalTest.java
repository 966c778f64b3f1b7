package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.RejectReason;

import org.junit.jupiter.api.Test;

class TransferRefusalTest {
    @Test
    void lateTransferIsToldInItsOwnWords() {
        Answer late = Transfers.refused(RejectReason.TOO_LATE, "");

        assertThat(late.status()).isEqualTo(400);
        assertThat(late.body()).contains("TOO_LATE", "transfer").doesNotContain("order");
    }

    @Test
    void otherRefusalsAreThoseOfOrders() {
        assertThat(Transfers.refused(RejectReason.INSUFFICIENT_FUNDS, "amount"))
                .isEqualTo(Errors.refused(RejectReason.INSUFFICIENT_FUNDS, "amount"));
    }
}
