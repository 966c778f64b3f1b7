package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;

/**
 * Every path and method of docs/openapi.yaml is a route of ours, and answers a stranger, a user and
 * an admin as it says there.
 */
@ExtendWith(ApiServer.class)
class OpenApiTest {
    private static ApiServer.User user;

    @BeforeAll
    static void start() throws Exception {
        user = ApiServer.newUser();
    }

    static Stream<OpenApi.Operation> operations() {
        return OpenApi.DOCUMENT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void describedOperationIsARouteAndAnswersAsDescribed(OpenApi.Operation operation)
            throws Exception {
        String path = operation
                .path()
                .replace("{order_id}", "00000000-0000-4000-8000-000000000000")
                .replace("{client_order_id}", "a%2Fb")
                .replace("{api_key}", "none")
                .replace("{reference}", "none")
                .replace("{withdrawal_id}", "none")
                .replace("{adjustment_id}", "none")
                .replace("{symbol}", "BTC-USD")
                .replace("{user_id}", user.get("/api/v1/auth/me").data("user_id"));
        for (ApiServer.User caller :
                new ApiServer.User[] {ApiServer.nobody(), user, ApiServer.admin()}) {
            Reply reply =
                    caller.send(operation.method(), path, BodyPublishers.ofString("{\"x\":1}"));

            boolean isOfAnOrder = path.contains("0000") || path.contains("a%2Fb");
            boolean isOfNone = path.contains("/none");
            assertThat(reply.status()).isNotEqualTo(405);
            assertThat(reply.status() == 404)
                    .isEqualTo(caller != ApiServer.nobody()
                            && (isOfAnOrder && reply.error().equals("UNKNOWN_ORDER")
                                    || isOfNone && reply.error().equals("NOT_FOUND")));
        }
    }
}
