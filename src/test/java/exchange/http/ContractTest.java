package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** The order rows of the base contract, over real HTTP and a real engine. */
class ContractTest {
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ApiServer(Optional.empty());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void restingOrderIsAnsweredOpenAndListed() throws Exception {
        ApiServer.User alice = server.newUser();

        Reply placed =
                alice.place("{'side':'BUY','order_type':'LIMIT','quantity':1.5,'price':100.25}");

        assertThat(placed.status()).isEqualTo(200);
        JsonNode order = placed.json().path("order");
        assertThat(alice.get("/api/v1/orders/my-orders").json()).containsExactly(order);
    }
}
