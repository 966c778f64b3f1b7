package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

class RefusalTextTest {
    private static String of(String json, long id) {
        return RefusalText.of(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), id);
    }

    @Test
    void messageOfTheRefusedOneIsFoundAmongAnswers() {
        String json = """
                [{"id":7,"status":200,"result":{"message":"order placed"}},
                 {"id":8,"status":400,"result":{"message":"not enough funds are available"}}]""";

        assertThat(of(json, 8)).isEqualTo("not enough funds are available");
        assertThat(of("{\"id\":8,\"result\":{\"message\":\"busy\"}}", 8)).isEqualTo("busy");
    }

    @Test
    void whatIsNotUnderstoodIsShownAsItBegins() {
        assertThat(of("nonsense " + "x".repeat(400), 8))
                .startsWith("nonsense x")
                .hasSize(200);
        assertThat(of("{\"id\":9}", 8)).isEqualTo("{\"id\":9}");
    }
}
