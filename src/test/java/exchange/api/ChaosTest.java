package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Trouble is what was asked for, and nothing else. */
final class ChaosTest {
    private final Chaos chaos = new Chaos(true);
    private final AtomicInteger carriedOut = new AtomicInteger();

    private static Fields fields(String json) {
        return Fields.of(Json.parse(json, "body"), "body");
    }

    private CompletionStage<Answer> command() {
        return chaos.around(() -> {
            carriedOut.incrementAndGet();
            return CompletableFuture.completedStage(Answer.ok("{}"));
        });
    }

    @Test
    void shareIsRefusedBeforeAnythingIsCarriedOut() {
        chaos.change(fields("{\"reject_share\":\"0.25\"}"));
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            Answer answer = command().toCompletableFuture().join();
            refused += answer.status() == 503 && answer.body().contains("CHAOS") ? 1 : 0;
        }

        assertThat(refused).isBetween(800, 1_200);
        assertThat(carriedOut.get()).isEqualTo(4_000 - refused);
    }

    @Test
    void delayedAnswerIsCarriedOutAtOnce() throws Exception {
        chaos.change(fields("{\"delay_ms\":150}"));
        long begun = System.nanoTime();
        CompletableFuture<Answer> answer = command().toCompletableFuture();
        assertThat(carriedOut.get()).isEqualTo(1);

        answer.get(60, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(140));
    }

    @Test
    void socketsAreCutOnceInEachPeriod() {
        assertThat(chaos.cutsAt(100)).isFalse();
        chaos.change(fields("{\"disconnect_every_s\":10}"));

        assertThat(chaos.cutsAt(101)).isFalse();
        assertThat(chaos.cutsAt(109)).isFalse();
        assertThat(chaos.cutsAt(110)).isTrue();
        assertThat(chaos.cutsAt(110)).isFalse();
        assertThat(chaos.cutsAt(131)).isTrue();
    }

    @Test
    void nothingNamedIsNothingAsked() {
        chaos.change(fields("{\"delay_ms\":5,\"reject_share\":1,\"disconnect_every_s\":7}"));
        assertThat(chaos.words()).isPresent();

        assertThat(chaos.change(fields("{}")).body())
                .isEqualTo("{\"available\":true,\"delay_ms\":0,\"reject_share\":\"0\","
                        + "\"disconnect_every_s\":0}");
        assertThat(chaos.words()).isEmpty();
        assertThat(command().toCompletableFuture().join().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"delay_ms\":30001}",
                "{\"delay_ms\":-1}",
                "{\"reject_share\":1.01}",
                "{\"reject_share\":\"x\"}",
                "{\"disconnect_every_s\":3601}",
                "{\"other\":1}"
            })
    void whatIsOutOfBoundsIsRefusedAndChangesNothing(String body) {
        assertThatThrownBy(() -> chaos.change(fields(body))).isInstanceOf(InvalidFields.class);
        assertThat(chaos.words()).isEmpty();
    }
}
