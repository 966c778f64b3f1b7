package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.TestNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finding, changing and importing users by admins, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class UserAdminTest {
    private static final String USERS = "/api/v1/admin/users";

    @Test
    void usersAreFoundByPartsOfEmailAndNameAndById() throws Exception {
        csv("class-find", "email,name\nzoe_1@find.example,Zoë Unique\nzoeX1@find.example,Other");

        assertThat(emails("?query=zoe_1@find")).containsExactly("zoe_1@find.example");
        assertThat(emails("?query=UNIQUE")).containsExactly("zoe_1@find.example");
        String id = ApiServer.admin()
                .get(USERS + "?query=zoe_1@find")
                .json()
                .at("/users/0/user_id")
                .asText();
        assertThat(emails("?query=" + id)).containsExactly("zoe_1@find.example");
        assertThat(emails("?query=find.example%25")).isEmpty();
        assertThat(ApiServer.newUser().get(USERS).status()).isEqualTo(403);
        assertThat(ApiServer.nobody().get(USERS).status()).isEqualTo(401);
    }

    @Test
    void pagesFollowEachOtherWithoutGaps() throws Exception {
        csv("class-page", "email,name\np1@page.example,A\np2@page.example,B\np3@page.example,C");

        JsonNode first =
                ApiServer.admin().get(USERS + "?query=page.example&limit=2").json();
        String next = first.path("next").asText();

        assertThat(emails(first)).containsExactly("p3@page.example", "p2@page.example");
        assertThat(emails("?query=page.example&limit=2&before=" + next))
                .containsExactly("p1@page.example");
        assertThat(ApiServer.admin().get(USERS + "?before=x").mistakes())
                .containsExactly("query.before invalid_field");
    }

    @Test
    void importMakesGoodLinesAndNamesWhatIsWrongOfOthers() throws Exception {
        String file = """
                email,name,password,USD,BTC
                ann@import.example,Ann,correct horse,1000.50,0.25
                not an email,,short,1000,
                bob@import.example,Bob,,-5,1.00000000001
                ANN@import.example,Ann again,,,
                dora@import.example,Dora,correct horse,,
                """;

        JsonNode answer = csv("class-a", file).json();

        assertThat(results(answer))
                .containsExactly(
                        "2 CREATED ",
                        "3 REFUSED email INVALID_EMAIL, name INVALID_NAME, password INVALID_PASSWORD, ",
                        "4 REFUSED USD INVALID_FIELD, BTC INVALID_FIELD, ",
                        "5 REFUSED email DUPLICATE_EMAIL, ",
                        "6 CREATED ");
        assertThat(answer.path("created").asInt()).isEqualTo(2);
        assertThat(answer.path("refused").asInt()).isEqualTo(3);
        assertThat(balances(logIn("ann@import.example", "correct horse")))
                .isEqualTo("BTC 0.25, USD 1000.5, ");
        assertThat(balances(logIn("dora@import.example", "correct horse"))).isEmpty();
    }

    @Test
    void sameFileAgainGivesNothingTwice() throws Exception {
        String file = "email;name;USD\ncarl@again.example;Carl;70\n";
        JsonNode first = csv("class-b", file).json();
        String password = first.at("/rows/0/password").asText();

        JsonNode again = csv("class-b", file).json();
        JsonNode other = csv("class-b", file.replace("70", "80")).json();
        csv("class-c", file);

        assertThat(results(first)).containsExactly("2 CREATED ");
        assertThat(password).hasSize(20);
        assertThat(results(again)).containsExactly("2 EXISTED ");
        assertThat(again.at("/rows/0/password").isMissingNode()).isTrue();
        assertThat(results(other)).containsExactly("2 FAILED USD DUPLICATE_REFERENCE, ");
        assertThat(balances(logIn("carl@again.example", password))).isEqualTo("USD 140, ");
    }

    @Test
    void fileThatCannotBeReadIsRefusedAsAWhole() throws Exception {
        assertThat(csv("x", "email,name,EURO\na@b.example,A,1").mistakes())
                .containsExactly("body.EURO extra");
        assertThat(csv("x", "name\nA").mistakes()).containsExactly("body.email missing");
        assertThat(csv("x", "email,name").status()).isEqualTo(422);
        assertThat(csv("x", "email,name\na@b.example" + ",A".repeat(40_000)).status())
                .isEqualTo(413);
        assertThat(ApiServer.admin().post(USERS + "/import?class=x", "{}").status())
                .isEqualTo(415);
    }

    @Test
    void roleTakesEffectWithTheNextLogin() throws Exception {
        csv("class-r", "email,name,password\neve@role.example,Eve,correct horse");
        ApiServer.User eve = logIn("eve@role.example", "correct horse");
        String role = USERS + "/" + eve.get("/api/v1/auth/me").data("user_id") + "/role";
        assertThat(eve.get(USERS).status()).isEqualTo(403);

        Reply made = put(ApiServer.admin(), role, "admin");

        assertThat(made.json().path("user_type").asText()).isEqualTo("admin");
        assertThat(eve.get("/api/v1/auth/me").status()).isEqualTo(401);
        ApiServer.User admin = logIn("eve@role.example", "correct horse");
        assertThat(admin.get(USERS).status()).isEqualTo(200);
        assertThat(put(admin, role, "trader").status()).isEqualTo(200);
        assertThat(admin.get(USERS).status()).isEqualTo(401);
        assertThat(put(ApiServer.admin(), USERS + "/none/role", "admin").status())
                .isEqualTo(404);
        assertThat(put(ApiServer.admin(), role, "king").status()).isEqualTo(422);
    }

    @Test
    void onlyAdminStaysOne() throws Exception {
        // Of its own: others make admins on the shared one, and it would not be the only one there.
        try (TestNode node = TestNode.start(Map.of())) {
            String token = node.adminToken();
            String id = node.get("/api/v1/auth/me", token)
                    .body()
                    .at("/data/user_id")
                    .asText();

            TestNode.Answer refused =
                    node.put(USERS + "/" + id + "/role", token, "{\"user_type\":\"trader\"}");

            assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
            assertThat(refused.body().path("error").asText()).isEqualTo("LAST_ADMIN");
            assertThat(node.get(USERS, token).status()).isEqualTo(200);
        }
    }

    @Test
    void healthIsForAdmins() throws Exception {
        Reply health = ApiServer.admin().get("/api/v1/admin/health");

        assertThat(health.json().path("checks").path("database").asText()).isNotEmpty();
        assertThat(health.json().path("samples").isArray()).isTrue();
        assertThat(ApiServer.admin()
                        .get("/api/v1/admin/health?after=9999-01-01T00:00:00.000Z")
                        .json()
                        .path("samples"))
                .isEmpty();
    }

    private static Reply csv(String name, String file) throws Exception {
        return ApiServer.admin()
                .send(
                        "POST",
                        USERS + "/import?class=" + name,
                        BodyPublishers.ofString(file),
                        "Content-Type",
                        "text/csv");
    }

    private static Reply put(ApiServer.User caller, String path, String role) throws Exception {
        return caller.send(
                "PUT", path, BodyPublishers.ofString("{\"user_type\":\"" + role + "\"}"));
    }

    private static ApiServer.User logIn(String email, String password) throws Exception {
        Reply in = ApiServer.nobody()
                .post(
                        "/api/v1/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
        return new ApiServer.User(in.data("access_token"));
    }

    private static List<String> emails(String query) throws Exception {
        return emails(ApiServer.admin().get(USERS + query).json());
    }

    private static List<String> emails(JsonNode page) {
        List<String> emails = new ArrayList<>();
        page.path("users").forEach(user -> emails.add(user.path("email").asText()));
        return emails;
    }

    private static List<String> results(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode row : answer.path("rows")) {
            StringBuilder line = new StringBuilder(row.path("line").asText() + " ");
            line.append(row.path("result").asText()).append(' ');
            row.path("errors")
                    .forEach(each -> line.append(each.path("field").asText())
                            .append(' ')
                            .append(each.path("error").asText())
                            .append(", "));
            lines.add(line.toString());
        }
        return lines;
    }

    private static String balances(ApiServer.User user) throws Exception {
        StringBuilder text = new StringBuilder();
        for (JsonNode each : user.get("/api/v1/account").json().path("balances")) {
            if (!each.path("total").asText().equals("0")) {
                text.append(each.path("asset").asText()).append(' ');
                text.append(each.path("total").asText()).append(", ");
            }
        }
        return text.toString();
    }
}
