package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The open holds of an account, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class HoldsTest {
    private static final String HOLDS = "/api/v1/account/holds";

    @Test
    void holdsAreTheHeldBalance() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        for (int i = 0; i < 3; i++) {
            user.place("{'side':'BUY','order_type':'LIMIT','quantity':0.5,'price':10" + i + "}");
        }
        user.post(
                "/api/v1/account/withdrawals",
                "{\"asset\":\"USD\",\"amount\":7,\"address\":\"a\",\"client_withdrawal_id\":\"1\"}");

        List<JsonNode> holds = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = user.get(HOLDS + "?limit=1" + after).json();
            page.path("holds").forEach(holds::add);
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        user.delete("/api/v1/orders/my-orders");

        assertThat(holds)
                .extracting(each -> each.path("kind").asText())
                .containsExactly("ORDER", "ORDER", "ORDER", "WITHDRAWAL");
        assertThat(holds.stream()
                        .map(each -> new BigDecimal(each.path("amount").asText()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("158.5");
        assertThat(user.get(HOLDS).json().path("holds")).hasSize(1);
        assertThat(user.get(HOLDS + "?after=first").status()).isEqualTo(422);
        assertThat(ApiServer.nobody().get(HOLDS).status()).isEqualTo(401);
    }
}
