package exchange.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

/**
 * Ids and the partition of an account are in every database: what these tests hold never changes.
 */
final class IdsTest {

    @Test
    void partitionOfAnAccountStaysTheSame() {
        assertThat(LongStream.rangeClosed(1, 16).map(id -> AccountIds.partition(id, 4)))
                .containsExactly(3L, 0L, 3L, 0L, 3L, 2L, 1L, 0L, 3L, 2L, 1L, 2L, 3L, 3L, 1L, 3L);
        assertThat(LongStream.of(1, 1_000, 123_456_789, (1L << 53) - 1)
                        .map(id -> AccountIds.partition(id, 16)))
                .containsExactly(15L, 14L, 4L, 14L);
    }

    @Test
    void partitionsAreEvenlyFull() {
        long[] count = new long[4];
        LongStream.rangeClosed(1, 100_000).forEach(id -> count[AccountIds.partition(id, 4)]++);

        assertThat(LongStream.of(count).boxed()).allMatch(each -> each > 24_500 && each < 25_500);
    }

    @Test
    void orderIdStaysTheSame() {
        assertThat(OrderIds.of(0, 1)).isEqualTo(1);
        assertThat(OrderIds.of(3, 4_711)).isEqualTo(26_388_279_071_335L);
        assertThat(OrderIds.of(1_023, (1L << 43) - 1)).isEqualTo((1L << 53) - 1);
        assertThat(OrderIds.partition(26_388_279_071_335L)).isEqualTo(3);
        assertThat(OrderIds.toUuid(26_388_279_071_335L))
                .hasToString("6f726465-7221-8000-8000-180000001267");
        assertThat(AccountIds.toUuid(4_711)).hasToString("75736572-2121-8000-8000-000000001267");
        assertThat(TradeIds.toUuid("BTC-USD", 4_711))
                .hasToString("b37bff61-41b8-8445-8000-000000001267");
    }
}
