package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;

class HourlyCountsTest {
    private final MovedClock clock = new MovedClock();
    private final HourlyCounts counts = new HourlyCounts(2, 3, clock);

    @Test
    void anAddressAndAllTogetherHaveTheirShareOfAnHour() throws Exception {
        InetAddress one = InetAddress.getByName("192.0.2.1");
        InetAddress other = InetAddress.getByName("192.0.2.2");

        assertThat(counts.take(one)).isZero();
        assertThat(counts.take(one)).isZero();
        clock.move(Duration.ofMinutes(20));
        assertThat(counts.take(one)).isEqualTo(Duration.ofMinutes(40));
        assertThat(counts.take(other)).isZero();
        assertThat(counts.take(other)).isEqualTo(Duration.ofMinutes(40));

        clock.move(Duration.ofMinutes(40));
        assertThat(counts.take(one)).isZero();
    }

    @Test
    void aHomeOfIpv6IsOneAddress() throws Exception {
        counts.take(InetAddress.getByName("2001:db8::1"));
        counts.take(InetAddress.getByName("2001:db8::2"));

        assertThat(counts.take(InetAddress.getByName("2001:db8::3"))).isPositive();
        assertThat(counts.take(InetAddress.getByName("2001:db8:0:1::1"))).isZero();
    }
}
