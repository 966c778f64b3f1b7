package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.ops.CannotStart;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class IdentityTest extends IdentityFixture {
    @Test
    void whoSignedUpCanLogIn() {
        User ann = signUp("Ann@Example.ORG", "correct horse");

        LoggedIn login = logIn("aNN@example.org", "correct horse");

        assertThat(ann).isEqualTo(new User(1, "Ann@example.org", "Ann", Role.TRADER));
        assertThat(login.user()).isEqualTo(ann);
        assertThat(login.creditPending()).isTrue();
        Caller caller = identity.verify(login.tokens().access()).orElseThrow();
        assertThat(caller.account()).isEqualTo(1);
        assertThat(caller.role()).isEqualTo(Role.TRADER);
    }

    @Test
    void emailIsTakenHoweverItIsWritten() {
        signUp("ann@example.org", "correct horse");

        assertThat(refusal(identity.signUp("ANN@example.org", "other horse", "X", Role.TRADER)))
                .isEqualTo(IdentityRefusal.DUPLICATE_EMAIL);
    }

    @Test
    void manySignUpsOfOneEmailAtOnceMakeOneUser() {
        List<CompletionStage<Outcome<User>>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(identity.signUp("ann@example.org", "correct horse", "Ann", Role.TRADER));
        }

        assertThat(tries.stream().filter(t -> await(t) instanceof Outcome.Success))
                .hasSize(1);
    }

    @Test
    void wrongPasswordAndUnknownUserAreTheSameRefusal() {
        signUp("ann@example.org", "correct horse");

        assertThat(refusal(identity.logIn("ann@example.org", "wrong", HOME)))
                .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
        assertThat(refusal(identity.logIn("bob@example.org", "correct horse", HOME)))
                .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
    }

    @Test
    void fiveFailuresBlockTheAccountForAWhileEvenWithTheRightPassword() {
        signUp("ann@example.org", "correct horse");
        failToLogIn("ann@example.org", 5);

        assertThat(await(identity.logIn("ANN@example.org", "correct horse", HOME)))
                .isEqualTo(
                        Outcome.refused(IdentityRefusal.TOO_MANY_FAILURES, Duration.ofSeconds(2)));

        clock.move(Duration.ofSeconds(2));
        logIn("ann@example.org", "correct horse");
    }

    @Test
    void successfulLoginsAreNeverThrottled() {
        signUp("ann@example.org", "correct horse");

        for (int i = 0; i < 8; i++) {
            logIn("ann@example.org", "correct horse");
        }
    }

    @Test
    void morePasswordsThanTheQueueHoldsAreToldToComeBack() {
        List<CompletionStage<Outcome<User>>> tries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tries.add(identity.signUp("u" + i + "@example.org", "correct horse", "U", Role.TRADER));
        }

        List<Outcome<User>> answers = tries.stream().map(IdentityTest::await).toList();

        assertThat(answers)
                .contains(Outcome.refused(IdentityRefusal.TOO_MANY_LOGINS, Duration.ofSeconds(1)));
        assertThat(answers.stream().filter(Outcome.Success.class::isInstance))
                .hasSizeBetween(50, 59);
    }

    @Test
    void creditIsPendingUntilConfirmed() {
        User ann = signUp("ann@example.org", "correct horse");
        assertThat(success(identity.creditPending(ann.account()))).isTrue();

        success(identity.creditConfirmed(ann.account()));

        assertThat(success(identity.creditPending(ann.account()))).isFalse();
        assertThat(logIn("ann@example.org", "correct horse").creditPending()).isFalse();
    }

    @Test
    void firstAdminIsMadeOnceWithAPasswordShownOnce() {
        AdminAccount made = identity.ensureAdmin("Root@Example.org", Optional.empty());
        AdminAccount found = identity.ensureAdmin("other@example.org", Optional.of("x"));

        String password = made.generatedPassword().orElseThrow();
        assertThat(password).hasSize(20);
        assertThat(logIn("root@example.org", password).user().role()).isEqualTo(Role.ADMIN);
        assertThat(found).isEqualTo(new AdminAccount("Root@example.org", Optional.empty()));
        assertThat(made.toString()).doesNotContain(password);
    }

    @Test
    void operatorsPasswordForTheAdminNeedsNoLength() {
        AdminAccount made = identity.ensureAdmin("root@example.org", Optional.of("admin"));

        assertThat(made.generatedPassword()).isEmpty();
        logIn("root@example.org", "admin");
    }

    @Test
    void adminIsNeverMadeOfATrader() {
        signUp("ann@example.org", "correct horse");

        assertThatThrownBy(() -> identity.ensureAdmin("ann@example.org", Optional.of("admin")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("ADMIN_EMAIL");
    }

    @Test
    void oldHashIsReplacedAtLogin() throws SQLException {
        signUp("ann@example.org", "correct horse");
        String weak = new PasswordHash(64, 1).hash("correct horse");
        execute("UPDATE users SET password_hash = '" + weak + "'");

        logIn("ann@example.org", "correct horse");

        assertThat(query("SELECT password_hash FROM users")).startsWith("$argon2id$v=19$m=19456,");
        logIn("ann@example.org", "correct horse");
    }

    @Test
    void tablesHoldNeitherPasswordsNorTokens() throws SQLException {
        signUp("ann@example.org", "correct horse");
        Tokens tokens = logIn("ann@example.org", "correct horse").tokens();

        String everything = query("SELECT (SELECT string_agg(u::text, ' ') FROM users u)"
                + " || (SELECT string_agg(encode(token_hash, 'escape'), ' ') FROM refresh_tokens)"
                + " || (SELECT string_agg(l::text, ' ') FROM logins l)");

        assertThat(everything).doesNotContain("correct horse", tokens.refresh(), tokens.access());
        assertThat(tokens.toString()).doesNotContain(tokens.refresh(), tokens.access());
    }

    @Test
    void expiredLoginsAreDeleted() throws SQLException {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();
        success(identity.refresh(first.refresh()));

        clock.move(Duration.ofDays(8));
        node();

        assertThat(query("SELECT count(*) FROM logins")).isEqualTo("0");
        assertThat(query("SELECT count(*) FROM refresh_tokens")).isEqualTo("0");
    }
}
