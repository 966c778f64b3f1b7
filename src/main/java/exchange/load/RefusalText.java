package exchange.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an answer of the socket says in words, for people. Builds trees: for few answers only. */
public final class RefusalText {
    private static final int RAW_CHARS_MAX = 200;

    private RefusalText() {}

    /** The message of the answer with that id in one message of the socket, else how it begins. */
    public static String of(ByteBuffer json, long id) {
        String text = StandardCharsets.UTF_8.decode(json.duplicate().rewind()).toString();
        try {
            JsonNode root = RestClient.JSON.readTree(text);
            for (JsonNode answer : root.isArray() ? root : List.of(root)) {
                String message = answer.at("/result/message").asText();
                if (answer.path("id").asLong(-1) == id && !message.isEmpty()) {
                    return message;
                }
            }
        } catch (JsonProcessingException e) {
            // then it is shown as it came
        }
        return text.substring(0, Math.min(text.length(), RAW_CHARS_MAX));
    }
}
