package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "10.0.0.0/8, 10.255.3.4, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.255, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:1::9, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "192.0.2.7, ::ffff:192.0.2.7, true"
    })
    void rangeHoldsTheAddressesThatBeginLikeIt(String range, String address, boolean isIn) {
        assertThat(IpRange.parse(range)
                        .orElseThrow()
                        .contains(IpRange.address(address).get()))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost", "1.2.3", "1.2.3.256", "1.2.3.04", "1.2.3.4/33", "1.2.3.4/24",
                "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/08", "::1/129", ":", "1.2.3.4,5.6.7.8", "g::1",
                "1:2:3:4:5:6:7:8:9"
            })
    void whatIsNoRangeIsNone(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }
}
