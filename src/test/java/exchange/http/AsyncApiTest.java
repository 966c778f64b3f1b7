package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * docs/asyncapi.yaml describes each message of the new socket, and nothing else: the examples of
 * docs/sockets.md, which other tests compare with what the socket says, are what it allows.
 */
final class AsyncApiTest {
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode root = read();
    private final SchemaCheck schemas = new SchemaCheck(this::resolved);

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("docs/asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    @Test
    void everyExampleIsAMessageThatIsDescribed() throws IOException {
        Map<String, String> examples = examples();
        JsonNode messages = root.at("/components/messages");

        assertThat(names(messages)).isEqualTo(examples.keySet());
        for (Map.Entry<String, String> example : examples.entrySet()) {
            JsonNode payload = messages.get(example.getKey()).get("payload");
            assertThat(schemas.problems(payload, json.readTree(example.getValue())))
                    .as(example.getKey())
                    .isEmpty();
        }
    }

    @Test
    void everyMessageIsSaidOrHeard() {
        Set<String> all = names(root.at("/components/messages"));
        List<String> used = new ArrayList<>();
        for (String operation : List.of("say", "hear")) {
            root.at("/operations/" + operation + "/messages").forEach(ref -> {
                JsonNode message = resolved(resolved(ref));
                assertThat(message.has("payload")).as(ref.toString()).isTrue();
                used.add(ref.get("$ref").asText().replaceFirst(".*/", ""));
            });
        }

        assertThat(names(root.at("/channels/socket/messages"))).isEqualTo(all);
        assertThat(used).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(used)).isEqualTo(all);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Those of the new socket. */
    private static Map<String, String> examples() throws IOException {
        String text = Files.readString(Path.of("docs/sockets.md"));
        Map<String, String> examples = new TreeMap<>();
        Pattern.compile("```json ([\\w-]+)\n(.*?)\n```", Pattern.DOTALL)
                .matcher(text.substring(text.indexOf("## The new socket\n")))
                .results()
                .forEach(match -> examples.put(
                        match.group(1),
                        match.group(2).replace("ORDER_ID", ID).replace("USER_ID", ID)));
        return examples;
    }
}
