package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.TestNode;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a client says on the sockets, and how it reads what it hears. */
final class SocketTalk {
    private SocketTalk() {}

    static JsonNode ask(SocketClient socket, String operation) {
        return TestNode.json(socket.send(operation).next());
    }

    static JsonNode until(SocketClient socket, Predicate<JsonNode> wanted) {
        while (true) {
            JsonNode message = TestNode.json(socket.next());
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    static Predicate<JsonNode> is(String name, String value) {
        return message -> message.path(name).asText().equals(value);
    }

    static Map<Integer, JsonNode> answers(SocketClient socket, int count) {
        Map<Integer, JsonNode> all = new HashMap<>();
        while (all.size() < count) {
            flat(TestNode.json(socket.next()))
                    .forEach(each -> all.put(each.get("id").asInt(), each));
        }
        return all;
    }

    static Iterable<JsonNode> flat(JsonNode message) {
        Iterator<JsonNode> one = List.of(message).iterator();
        return message.isArray() ? message : () -> one;
    }

    static Integer[] range(int count) {
        Integer[] all = new Integer[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        return all;
    }

    static void assertStatus(
            JsonNode message, JsonNode order, String status, String filled, String remaining) {
        JsonNode data = message.get("data");
        assertThat(data.get("order_id")).isEqualTo(order.get("id"));
        assertThat(data.get("status").asText()).isEqualTo(status);
        assertThat(data.get("filled_quantity").isNumber()).isTrue();
        assertThat(data.get("filled_quantity").decimalValue()).isEqualByComparingTo(filled);
        assertThat(data.get("remaining_quantity").decimalValue()).isEqualByComparingTo(remaining);
        assertThat(message.get("timestamp").isTextual()).isTrue();
    }

    static String limit(String side, String price, String quantity) {
        return "{\"side\":\"%s\",\"order_type\":\"LIMIT\",\"price\":%s,\"quantity\":%s}"
                .formatted(side, price, quantity);
    }

    static String named(String side, String price, String quantity, String name) {
        return limit(side, price, quantity).replace("}", ",\"client_order_id\":\"" + name + "\"}");
    }

    static String place(int id, String order) {
        return "{\"op\":\"place\",\"id\":" + id + ",\"order\":" + order + "}";
    }
}
