package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import exchange.bootstrap.Engine;
import exchange.market.AccountIds;
import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Proofs of what a day of real trading left everybody with, and what is done to their files. */
class LiabilityProofsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NOW = 1_800_000_000_000L;

    private static Database day;
    private static List<PublishedRoot> roots;
    private static String whole;

    @BeforeAll
    static void trade() throws Exception {
        day = TestPostgres.freshDatabase();
        try (Engine engine = Engine.start(TestPostgres.config(day), day)) {
            AuditedDay.trade(engine, 1, 150);
        }
        StringWriter out = new StringWriter();
        roots = ((LiabilityProofs.Made.Proof) LiabilityProofs.make(day, NOW, progress -> {}, out))
                .roots();
        whole = out.toString();
    }

    @Test
    void totalsAreTheAuditedLiabilities() throws Exception {
        AuditReport report = Audit.run(day, progress -> {});

        for (AuditReport.AssetTotals each : report.totals()) {
            BigDecimal owed =
                    new BigDecimal(each.usersAvailable()).add(new BigDecimal(each.usersHeld()));
            PublishedRoot root = root(each.asset());
            assertThat(new BigDecimal(root.total(), root.scale())).isEqualByComparingTo(owed);
        }
        assertThat(root("BTC").leaves()).isEqualTo(AuditedDay.ACCOUNTS);
        assertThat(root("BTC").total()).isPositive();
    }

    @Test
    void everyUserIsIncluded() throws Exception {
        BigInteger sum = BigInteger.ZERO;
        for (long account = 1; account <= AuditedDay.ACCOUNTS; account++) {
            InclusionProof proof = reread(inclusion(day, account).orElseThrow());
            assertThat(proof.mistake()).isEmpty();
            assertThat(proof.leaf().user()).isEqualTo(AccountIds.toUuid(account));
            assertThat(proof.root()).isEqualTo(root("BTC"));
            sum = sum.add(proof.leaf().units());
        }
        assertThat(sum).isEqualTo(root("BTC").total());
        assertThat(inclusion(day, 999)).isEmpty();
    }

    @Test
    void wholeFileProvesItselfAndNamesNobody() {
        List<LiabilityList> lists = ((ProofJson.Content.Whole) read(whole)).lists();

        assertThat(lists).extracting(LiabilityList::root).isEqualTo(roots);
        assertThat(lists).allMatch(list -> list.mistake().isEmpty());
        for (long account = 1; account <= AuditedDay.ACCOUNTS; account++) {
            assertThat(whole).doesNotContain(AccountIds.toUuid(account).toString());
        }
    }

    @Test
    void changedLeafFails() throws Exception {
        ObjectNode user =
                (ObjectNode) JSON.readTree(ProofJson.text(inclusion(day, 1).get()));
        for (String field : List.of("amount", "user_id", "salt", "total", "root", "asset")) {
            ObjectNode changed = user.deepCopy();
            changed.put(field, changed(field, user.path(field).asText()));
            InclusionProof read = ((ProofJson.Content.OfUser) read(changed.toString())).proof();
            assertThat(read.mistake()).as(field).isPresent();
        }

        JsonNode all = JSON.readTree(whole);
        ArrayNode leaf = (ArrayNode) leaves(all).get(2);
        leaf.set(1, JSON.getNodeFactory().textNode("0.5"));
        assertThat(mistakeOfBtc(all)).contains("sum to");
    }

    @Test
    void droppedLeafFails() throws Exception {
        ObjectNode user =
                (ObjectNode) JSON.readTree(ProofJson.text(inclusion(day, 1).get()));
        ((ArrayNode) user.path("path")).remove(1);
        assertThat(((ProofJson.Content.OfUser) read(user.toString())).proof().mistake())
                .isPresent();

        JsonNode all = JSON.readTree(whole);
        leaves(all).remove(2);
        assertThat(mistakeOfBtc(all)).contains("leaves, not");
        ObjectNode btc = btc(all);
        btc.put("leaves", AuditedDay.ACCOUNTS - 1);
        assertThat(mistakeOfBtc(all)).contains("sum to");
        BigInteger left =
                leavesOf(all).stream().map(MerkleSum::sum).reduce(BigInteger.ZERO, BigInteger::add);
        btc.put("total", ProofJson.amount(left, btc.path("scale").asInt()));
        assertThat(mistakeOfBtc(all)).contains("lead to the root");
    }

    @Test
    void negativeLeafFails() throws Exception {
        JsonNode all = JSON.readTree(whole);
        ((ArrayNode) leaves(all).get(0)).set(1, JSON.getNodeFactory().textNode("-1"));
        ObjectNode user =
                (ObjectNode) JSON.readTree(ProofJson.text(inclusion(day, 1).get()));
        ((ObjectNode) user.path("path").get(0)).put("amount", "-1");

        for (JsonNode each : List.of(all, user)) {
            assertThatThrownBy(() -> read(each.toString()))
                    .isInstanceOf(ProofJson.NoProof.class)
                    .hasMessageContaining("negative");
        }
    }

    @Test
    void junkIsNoProof() {
        for (String text : List.of("", "[]", "{}", "{\"kind\":\"inclusion\"}", "x", "null")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(ProofJson.NoProof.class);
        }
    }

    @Test
    void oneIsMadeWhenItIsDueAndNoneWhenSomethingIsWrong() throws Exception {
        Database copy = AuditedDay.copy(day);
        Duration daily = Duration.ofHours(24);

        assertThat(LiabilityProofs.makeWhenDue(copy, NOW, daily))
                .isInstanceOf(LiabilityProofs.Made.Proof.class);
        assertThat(LiabilityProofs.makeWhenDue(copy, NOW + daily.toMillis() - 1, daily))
                .isInstanceOf(LiabilityProofs.Made.NotDue.class);
        AuditedDay.execute(
                copy,
                "DELETE FROM event_journal WHERE persistence_id = 'Ledger|0'"
                        + " AND sequence_number = 2");
        assertThat(LiabilityProofs.makeWhenDue(copy, NOW + daily.toMillis(), daily))
                .isInstanceOf(LiabilityProofs.Made.Bad.class);
    }

    @Test
    void onlyTheTreesOfNewProofsAreKept() throws Exception {
        Database copy = AuditedDay.copy(day);
        LiabilityProofs.make(copy, NOW, progress -> {}, new StringWriter());
        LiabilityProofs.make(copy, NOW + 1, progress -> {}, new StringWriter());

        try (Connection connection = TestPostgres.connect(copy)) {
            new ProofStore(connection).forgetTrees(1);
            assertThat(LiabilityProofs.roots(connection, 1)).allMatch(root -> root.proof() == 2);
            assertThat(LiabilityProofs.roots(connection, 5))
                    .extracting(PublishedRoot::proof)
                    .contains(1L, 2L);
        }
        assertThat(inclusion(copy, 1).orElseThrow().mistake()).isEmpty();
        AuditedDay.execute(copy, "DELETE FROM liability_leaves WHERE proof = 2");
        assertThat(inclusion(copy, 1)).isEmpty();
    }

    private static String changed(String field, String before) {
        return switch (field) {
            case "amount", "total" -> "9" + before;
            case "asset" -> "ETH";
            default -> before.replaceFirst("^.", before.startsWith("0") ? "1" : "0");
        };
    }

    private static Optional<InclusionProof> inclusion(Database database, long account)
            throws Exception {
        try (Connection connection = TestPostgres.connect(database)) {
            return LiabilityProofs.inclusion(connection, account, "BTC");
        }
    }

    private static InclusionProof reread(InclusionProof proof) {
        return ((ProofJson.Content.OfUser) read(ProofJson.text(proof))).proof();
    }

    private static ProofJson.Content read(String text) {
        return ProofJson.read(text.getBytes(UTF_8));
    }

    private static PublishedRoot root(String asset) {
        return roots.stream()
                .filter(each -> each.asset().equals(asset))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode btc(JsonNode all) {
        for (JsonNode each : all.path("assets")) {
            if (each.path("asset").asText().equals("BTC")) {
                return (ObjectNode) each;
            }
        }
        throw new AssertionError("no BTC");
    }

    private static ArrayNode leaves(JsonNode all) {
        return (ArrayNode) btc(all).path("leaf_hashes_and_amounts");
    }

    private static String mistakeOfBtc(JsonNode all) {
        return listOfBtc(all).mistake().orElse("");
    }

    private static List<MerkleSum> leavesOf(JsonNode all) {
        return listOfBtc(all).leaves();
    }

    private static LiabilityList listOfBtc(JsonNode all) {
        return ((ProofJson.Content.Whole) read(all.toString()))
                .lists().stream()
                        .filter(list -> list.root().asset().equals("BTC"))
                        .findFirst()
                        .orElseThrow();
    }
}
