package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpRequest.BodyPublishers;

/** What holds for an account as a whole, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class AccountSettingsTest {
    private static final String SETTINGS = "/api/v1/account/settings";

    @Test
    void adminsSetTheTierOfAUserWhoSeesIt() throws Exception {
        ApiServer.User user = ApiServer.newStandardUser();
        String tier = tierOf(user);

        Reply before = ApiServer.admin().get(tier);
        Reply set = put(ApiServer.admin(), tier, "unlimited");
        Reply settings = user.get(SETTINGS);
        Reply back = put(ApiServer.admin(), tier, "standard");

        assertThat(before.json().path("tier").asText()).isEqualTo("standard");
        assertThat(set.json().path("tier").asText()).isEqualTo("unlimited");
        assertThat(tier).contains(set.json().path("user_id").asText());
        assertThat(settings.json().path("tier").asText()).isEqualTo("unlimited");
        assertThat(back.json().path("tier").asText()).isEqualTo("standard");
    }

    @Test
    void onlyAdminsSetTiersAndOnlyThoseThereAreOfUsersThereAre() throws Exception {
        ApiServer.User user = ApiServer.newStandardUser();

        assertThat(put(ApiServer.nobody(), tierOf(user), "unlimited").status()).isEqualTo(401);
        assertThat(put(user, tierOf(user), "unlimited").status()).isEqualTo(403);
        assertThat(user.get(tierOf(user)).status()).isEqualTo(403);
        assertThat(put(ApiServer.admin(), tierOf(user), "golden").status()).isEqualTo(422);
        assertThat(put(
                                ApiServer.admin(),
                                "/api/v1/admin/users/75736572-2121-8000-8000-1000000000ff/tier",
                                "unlimited")
                        .status())
                .isEqualTo(404);
        assertThat(put(ApiServer.admin(), "/api/v1/admin/users/nobody/tier", "unlimited")
                        .status())
                .isEqualTo(404);
        assertThat(user.get(SETTINGS).json().path("tier").asText()).isEqualTo("standard");
    }

    private static String tierOf(ApiServer.User user) throws Exception {
        String id = user.get("/api/v1/auth/me").data("user_id");
        return "/api/v1/admin/users/" + id + "/tier";
    }

    private static Reply put(ApiServer.User by, String path, String tier) throws Exception {
        return by.send("PUT", path, BodyPublishers.ofString("{\"tier\":\"" + tier + "\"}"));
    }
}
