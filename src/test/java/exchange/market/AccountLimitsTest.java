package exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which limits make sense, and which prices are within their band. */
final class AccountLimitsTest {

    @ParameterizedTest
    @CsvSource({
        // low, high, last, lowest, highest
        "200000, 5000000, 100, 20, 500",
        "200000, 5000000, 1, 1, 5",
        "200000, 5000000, 7, 2, 35",
        "999999, 1000001, 10000000, 9999990, 10000010",
        "0, 1000000, 100, 1, 100",
        "1000000, 0, 100, 100, 9223372036854775807",
        "200000, 5000000, 9223372036854775807, 1844674407370955162, 9223372036854775807",
        "1, 1000000000, 3000000, 3, 3000000000",
    })
    void bandEndsWhereTheExactProductDoes(int low, int high, long last, long lowest, long highest) {
        AccountLimits limits = new AccountLimits(1, 1, low, high);

        assertThat(limits.allows(lowest, last)).isTrue();
        assertThat(limits.allows(lowest - 1, last)).isEqualTo(low == 0);
        assertThat(limits.allows(highest, last)).isTrue();
        assertThat(highest == Long.MAX_VALUE || !limits.allows(highest + 1, last))
                .isTrue();
    }

    @Test
    void everyPriceIsAllowedBeforeTheFirstTrade() {
        assertThat(AccountLimits.STANDARD.allows(1, 0)).isTrue();
        assertThat(AccountLimits.STANDARD.allows(Long.MAX_VALUE, 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 0, open orders",
        "1, 1000001, 0, 0, stops",
        "1, 1, -1, 0, lowest price",
        "1, 1, 1000001, 0, lowest price",
        "1, 1, 0, 999999, highest price",
        "1, 1, 0, 1000000001, highest price",
    })
    void limitsThatMakeNoSenseAreRefused(int orders, int stops, int low, int high, String what) {
        assertThatThrownBy(() -> new AccountLimits(orders, stops, low, high))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }
}
