package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

class ThrottleTest {
    private static final InetAddress HOME = address("10.0.0.1");

    private final MovedClock clock = new MovedClock();
    private final Throttle throttle =
            new Throttle(new IdentitySettings.Throttle(5, 50, Duration.ofSeconds(60), 1000), clock);

    @Test
    void fourFailuresAreFree() {
        fail("ann", HOME, 4);

        assertThat(throttle.delay("ann", HOME)).isZero();
    }

    @Test
    void waitDoublesWithEachFurtherFailureUpToTheMaximum() {
        fail("ann", HOME, 5);
        long[] waits = new long[7];
        for (int i = 0; i < waits.length; i++) {
            Duration wait = throttle.delay("ann", HOME);
            waits[i] = wait.toSeconds();
            clock.move(wait);
            assertThat(throttle.delay("ann", HOME)).isZero();
            fail("ann", HOME, 1);
        }

        assertThat(waits).containsExactly(2, 4, 8, 16, 32, 60, 60);
    }

    @Test
    void slowFailuresAreFree() {
        for (int i = 0; i < 20; i++) {
            fail("ann", HOME, 1);
            clock.move(Duration.ofSeconds(16));
        }

        assertThat(throttle.delay("ann", HOME)).isZero();
    }

    @Test
    void tenQuietMinutesForgive() {
        fail("ann", HOME, 5);
        clock.move(Duration.ofSeconds(601));
        fail("ann", HOME, 4);

        assertThat(throttle.delay("ann", HOME)).isZero();
    }

    @Test
    void addressIsBlockedAfterFiftyAccounts() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.delay("user" + i, HOME)).isZero();
            fail("user" + i, HOME, 1);
        }

        assertThat(throttle.delay("somebody", HOME)).isEqualTo(Duration.ofSeconds(2));
        assertThat(throttle.delay("somebody", address("10.0.0.2"))).isZero();
    }

    @Test
    void successClearsTheAccountButNotTheAddress() {
        for (int i = 0; i < 50; i++) {
            fail("ann", HOME, 1);
            throttle.succeeded("ann");
        }

        assertThat(throttle.delay("ann", address("10.0.0.2"))).isZero();
        assertThat(throttle.delay("ann", HOME)).isPositive();
    }

    @Test
    void oneNetworkOfVersionSixIsOneAddress() {
        for (int i = 0; i < 50; i++) {
            fail("user" + i, address("2001:db8:0:1::" + i), 1);
        }

        assertThat(throttle.delay("x", address("2001:db8:0:1::ffff"))).isPositive();
        assertThat(throttle.delay("x", address("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void floodOfAccountsForgetsTheOldestOnly() {
        fail("old", address("10.1.1.1"), 5);
        for (int i = 0; i < 2_000; i++) {
            fail("user" + i, address("10.2." + i / 250 + "." + i % 250), 1);
        }
        fail("new", address("10.3.1.1"), 5);

        assertThat(throttle.delay("old", address("10.9.9.9"))).isZero();
        assertThat(throttle.delay("new", address("10.9.9.9"))).isPositive();
    }

    private void fail(String account, InetAddress from, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(account, from);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
