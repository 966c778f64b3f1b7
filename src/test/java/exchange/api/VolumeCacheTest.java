package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

class VolumeCacheTest {
    private final VolumeCache cache = new VolumeCache();

    @Test
    void volumeIsRememberedForSecondsWhileSomethingHappens() {
        cache.keep(7, 1, 10_000, BigDecimal.TEN);

        assertThat(cache.find(7, 2, 12_999)).contains(BigDecimal.TEN);
        assertThat(cache.find(7, 2, 13_000)).isEmpty();
        assertThat(cache.find(8, 1, 10_000)).isEmpty();
    }

    @Test
    void volumeOfAQuietAccountIsRememberedLonger() {
        cache.keep(7, 1, 10_000, BigDecimal.TEN);

        assertThat(cache.find(7, 1, 39_999)).contains(BigDecimal.TEN);
        assertThat(cache.find(7, 1, 40_000)).isEmpty();
    }
}
