package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers are found where they stand, and nothing else is taken for one. */
final class AnswerScanTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\":7,\"status\":200,\"result\":{}} | 7=200",
                "[{\"id\":1,\"status\":200,\"result\":{}},{\"id\":2,\"status\":429}] | 1=200 2=429",
                "{\"id\":7,\"status\":200,\"result\":{\"id\":8,\"status\":9}} | 7=200",
                "[{\"id\":7,\"status\":200,\"result\":[{\"id\":8,\"status\":9}]}] | 7=200",
                "{\"id\":7,\"status\":400,\"result\":\"}],{\\\"id\\\":1,\\\"status\\\":2\"} | 7=400",
                "{\"op\":\"auth\",\"id\":null,\"status\":200} | ",
                "{\"id\":\"a\",\"status\":200} | ",
                "{\"id\":7} | ",
                "[] | ",
            })
    void answersAreFound(String json, String expected) {
        List<String> found = new ArrayList<>();
        AnswerScan.each(
                ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)),
                (id, status) -> found.add(id + "=" + status));

        assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected);
    }
}
