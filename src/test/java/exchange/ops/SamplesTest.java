package exchange.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

class SamplesTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final Metrics metrics = new Metrics();
    private final Samples samples = new Samples(metrics, now::get);

    @Test
    void sampleCountsWhatCameSinceTheLast() {
        EdgeMeters rest = metrics.edge("rest");
        rest.accepted(Duration.ofMillis(4).toNanos());
        metrics.entity("Ledger", "0").batchBegan();
        metrics.entity("Ledger", "0").batchDone(3, 100, 1_500);
        look(2_000);
        rest.accepted(1);
        rest.refused(1);
        metrics.edge("ws").unknown(1);
        metrics.entity("Ledger", "0").waiting(7);
        metrics.sockets("v1").opened();

        look(3_500);

        List<Sample> both = samples.after(0);
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().orders()).isEqualTo(new Sample.Orders(1, 0, 0));
        assertThat(both.getFirst().commits()).isEqualTo(1);
        assertThat(both.getFirst().batchInputs()).isEqualTo(3);
        assertThat(both.getFirst().journaledBytes()).isEqualTo(100);
        Sample second = both.getLast();
        assertThat(second.time()).isEqualTo(3_500);
        assertThat(second.spanMillis()).isEqualTo(1_500);
        assertThat(second.orders()).isEqualTo(new Sample.Orders(1, 1, 1));
        assertThat(second.commits()).isZero();
        assertThat(second.waiting()).isEqualTo(7);
        assertThat(second.sockets()).isEqualTo(1);
        assertThat(second.jvm().heapUsed()).isPositive();
    }

    @Test
    void timesLieWithinTheBucketsOfTheirSpan() {
        EdgeMeters rest = metrics.edge("rest");
        rest.accepted(Duration.ofMillis(400).toNanos());
        look(2_000);
        for (int i = 0; i < 98; i++) {
            rest.accepted(Duration.ofMillis(4).toNanos());
        }
        rest.accepted(Duration.ofMillis(40).toNanos());
        rest.accepted(Duration.ofMillis(40).toNanos());

        look(3_000);
        look(4_000);

        Sample busy = samples.after(2_000).getFirst();
        assertThat(busy.answers().p50().getAsLong()).isBetween(2_000L, 5_000L);
        assertThat(busy.answers().p99().getAsLong()).isBetween(25_000L, 50_000L);
        assertThat(samples.after(3_000).getFirst().answers())
                .isEqualTo(new Sample.Times(OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void onlyTheLastFiveMinutesAreKept() {
        for (int second = 2; second <= 400; second++) {
            look(second * 1_000L);
        }

        assertThat(samples.after(0)).hasSize(300);
        assertThat(samples.after(398_000)).hasSize(2);
    }

    private void look(long time) {
        now.set(time);
        samples.look();
    }
}
