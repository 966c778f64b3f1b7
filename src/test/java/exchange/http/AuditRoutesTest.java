package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.audit.LiabilityProofs;
import exchange.audit.ProofJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.StringWriter;

/** The audit and the proofs of a running exchange, over real HTTP. */
@ExtendWith(ApiServer.class)
class AuditRoutesTest {
    private static final String AUDIT = "/api/v1/admin/audit";

    @Test
    void adminAuditsTheRunningExchange() throws Exception {
        Reply started = ApiServer.admin().post(AUDIT, "");
        Reply last = ended();

        assertThat(started.status()).isIn(202, 409);
        assertThat(last.json().path("state").asText())
                .as(last.response().body())
                .isEqualTo("CLEAN");
        assertThat(last.json().path("facts").asLong()).isPositive();
        assertThat(last.json().path("totals")).isNotEmpty();
        assertThat(last.json().path("by").asText()).isEqualTo("admin@example.com");
    }

    @Test
    void onlyAdminsAudit() throws Exception {
        ApiServer.User user = ApiServer.newUser();

        assertThat(user.post(AUDIT, "").status()).isEqualTo(403);
        assertThat(user.get(AUDIT).status()).isEqualTo(403);
        assertThat(ApiServer.nobody().post(AUDIT, "").status()).isEqualTo(401);
    }

    @Test
    void userGetsAProofOfTheOwnBalance() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        assertThat(user.get("/api/v1/account/proof?asset=BTC").status()).isEqualTo(404);
        LiabilityProofs.make(
                ApiServer.database(), System.currentTimeMillis(), at -> {}, new StringWriter());

        Reply reply = user.get("/api/v1/account/proof?asset=BTC");
        JsonNode root = rootOf("BTC");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("amount").asText()).isEqualTo("10");
        assertThat(reply.json().path("root").asText())
                .isEqualTo(root.path("root").asText());
        ProofJson.Content.OfUser read = (ProofJson.Content.OfUser)
                ProofJson.read(reply.response().body().getBytes(UTF_8));
        assertThat(read.proof().mistake()).isEmpty();
        assertThat(user.get("/api/v1/account/proof?asset=USDT").status()).isEqualTo(404);
        assertThat(user.get("/api/v1/account/proof?asset=NONE").error()).isEqualTo("UNKNOWN_ASSET");
        assertThat(user.get("/api/v1/account/proof").status()).isEqualTo(422);
    }

    private static JsonNode rootOf(String asset) throws Exception {
        for (JsonNode root : ApiServer.nobody().get("/api/v1/proofs").json()) {
            if (root.path("asset").asText().equals(asset)) {
                return root;
            }
        }
        throw new AssertionError("no proof of " + asset);
    }

    private static Reply ended() throws Exception {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        Reply reply = ApiServer.admin().get(AUDIT);
        while (reply.json().path("state").asText().equals("RUNNING")
                && System.nanoTime() < giveUp) {
            reply = ApiServer.admin().get(AUDIT);
        }
        return reply;
    }
}
