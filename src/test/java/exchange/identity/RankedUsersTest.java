package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankedUsersTest {
    @Test
    void nameThatIsAnEmailIsShownWithoutItsDomain() {
        assertThat(RankedUsers.publicName("ann@mail.example")).isEqualTo("ann");
        assertThat(RankedUsers.publicName("Ann")).isEqualTo("Ann");
        assertThat(RankedUsers.publicName("@ann")).isEqualTo("@ann");
    }

    @Test
    void programsThatTradeForShowAreKnownByTheirDomain() {
        assertThat(RankedUsers.isDemo("maker.7@demo.example")).isTrue();
        assertThat(RankedUsers.isDemo("noise-1@simulated.example")).isTrue();
        assertThat(RankedUsers.isDemo("ann@mail.example")).isFalse();
    }
}
