package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.audit.Audit;
import exchange.audit.AuditReport;
import exchange.audit.LiabilityProofs;
import exchange.testkit.PgBouncer;
import exchange.testkit.TestNode;
import exchange.testkit.TestNode.User;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole exchange behind Debian's PgBouncer, from the empty database to the audit. */
final class PgBouncerTest {
    @Test
    void exchangeMigratesTradesAndIsAuditedBehindAPoolerOfTransactions() throws Exception {
        Optional<Path> program = PgBouncer.program();
        Assumptions.assumeTrue(
                program.isPresent(), "skipped: there is no pgbouncer (apt-get install pgbouncer)");

        try (PgBouncer bouncer = new PgBouncer(program.get(), TestPostgres.emptyDatabase())) {
            Map<String, String> settings =
                    Map.of("POSTGRES_POOLER", "transaction", "POSTGRES_SSLMODE", "disable");
            try (TestNode node = TestNode.startAgain(bouncer.database(), settings)) {
                User ann = node.newUser();
                User bob = node.newUser();
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    JsonNode order = node.place(
                            i % 2 == 0 ? ann : bob, """
                            {"side":"%s","order_type":"LIMIT","price":60000,"quantity":0.01,
                             "client_order_id":"o%d"}""".formatted(i % 2 == 0 ? "SELL" : "BUY", i));
                    ids.add(order.get("id").asText());
                }

                assertThat(ids).doesNotHaveDuplicates().hasSize(50);
                assertThat(node.get("/api/v1/markets/BTC-USD/trades", "").body().toString())
                        .contains("60000");
                assertThat(node.get("/health/ready", "")
                                .body()
                                .at("/checks/writes")
                                .asText())
                        .isEqualTo("writes");
            }
            AuditReport report = Audit.run(bouncer.database(), progress -> {});
            assertThat(report.isClean()).as("%s", report).isTrue();
            assertThat(LiabilityProofs.make(
                            bouncer.database(), 1, progress -> {}, new StringWriter()))
                    .isInstanceOf(LiabilityProofs.Made.Proof.class);
        }
    }
}
