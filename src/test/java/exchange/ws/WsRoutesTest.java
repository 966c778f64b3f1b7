package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Who may open a socket at all, and how many. */
final class WsRoutesTest extends WsFixture {
    @Test
    void pagesOfOtherHostsMayNotOpenASocket() {
        Map<String, Boolean> origins = Map.of(
                "http://localhost:5173",
                true,
                server.uri("").replace("ws://", "http://"),
                true,
                "http://evil.example",
                false,
                "http://localhost:5174",
                false,
                "null",
                false);

        origins.forEach((origin, allowed) -> {
            for (String path : List.of("/api/v1/ws", "/api/v1/ws/update?token=alice")) {
                if (allowed) {
                    SocketClient.connect(server.uri(path), Map.of("Origin", origin), true)
                            .abort();
                } else {
                    assertThat(handshakeStatus(path, Map.of("Origin", origin))).isEqualTo(403);
                }
            }
        });
    }

    @Test
    void plainRequestIsToldToUpgrade() throws Exception {
        URI uri = URI.create(server.uri("/api/v1/ws").replace("ws://", "http://"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(answer.body())
                .isEqualTo("{\"message\":\"this address speaks WebSocket only\",\"error\":"
                        + "\"UPGRADE_REQUIRED\",\"detail\":\"this address speaks"
                        + " WebSocket only\"}");
    }

    @Test
    void oneSocketTooManyIsToldToTryAgain() throws Exception {
        List<SocketClient> open = List.of(greeted("alice"), greeted("alice"), greeted("bob"));

        assertThat(handshakeStatus("/api/v1/ws", Map.of())).isEqualTo(503);

        open.getFirst().close(1000, "");
        while (routes.openCount() == 3) {
            Thread.sleep(5);
        }
        assertThat(greeted("bob")).isNotNull();
    }
}
