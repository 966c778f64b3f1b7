package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Tokens and logins: how long they live, and what ends them. */
final class RefreshTest extends IdentityFixture {
    @Test
    void accessTokenEndsInTime() {
        signUp("ann@example.org", "correct horse");
        String access = logIn("ann@example.org", "correct horse").tokens().access();

        clock.move(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(identity.verify(access)).isPresent();
        clock.move(Duration.ofSeconds(1));
        assertThat(identity.verify(access)).isEmpty();
    }

    @Test
    void refreshTokenIsNoAccessTokenNorTheOtherWayRound() {
        signUp("ann@example.org", "correct horse");
        Tokens tokens = logIn("ann@example.org", "correct horse").tokens();

        assertThat(identity.verify(tokens.refresh())).isEmpty();
        assertThat(refusal(identity.refresh(tokens.access())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void refreshTokenIsSpentByUseAndReuseEndsTheLogin() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();
        Tokens second = success(identity.refresh(first.refresh()));
        clock.move(Duration.ofSeconds(11));

        assertThat(refusal(identity.refresh(first.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);

        assertThat(refusal(identity.refresh(second.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
        assertThat(identity.verify(second.access())).isEmpty();
    }

    @Test
    void clientThatLostTheAnswerGetsTheSameSuccessorWithinTheGrace() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();
        Tokens lost = success(identity.refresh(first.refresh()));
        clock.move(Duration.ofSeconds(9));

        Tokens again = success(identity.refresh(first.refresh()));

        assertThat(again.refresh()).isEqualTo(lost.refresh());
        success(identity.refresh(again.refresh()));
        assertThat(refusal(identity.refresh(first.refresh())))
                .as("its successor is spent now")
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void refreshesAtTheSameMomentShareOneSuccessor() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();

        List<CompletionStage<Outcome<Tokens>>> tries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tries.add(identity.refresh(first.refresh()));
        }

        assertThat(tries.stream().map(t -> success(t).refresh()).distinct()).hasSize(1);
    }

    @Test
    void refreshTokenOutlivesTheAccessTokenByAWeek() {
        signUp("ann@example.org", "correct horse");
        Tokens first = logIn("ann@example.org", "correct horse").tokens();

        clock.move(Duration.ofDays(7).plusMinutes(59));
        Tokens second = success(identity.refresh(first.refresh()));
        clock.move(Duration.ofDays(7).plusMinutes(61));

        assertThat(refusal(identity.refresh(second.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
    }

    @Test
    void loggingOutEndsThisLoginOnly() {
        signUp("ann@example.org", "correct horse");
        Tokens phone = logIn("ann@example.org", "correct horse").tokens();
        Tokens desk = logIn("ann@example.org", "correct horse").tokens();

        success(identity.logOut(phone.refresh()));

        assertThat(identity.verify(phone.access())).isEmpty();
        assertThat(refusal(identity.refresh(phone.refresh())))
                .isEqualTo(IdentityRefusal.INVALID_REFRESH_TOKEN);
        assertThat(identity.verify(desk.access())).isPresent();
        success(identity.logOut(phone.refresh()));
    }

    @Test
    void newPasswordEndsAllLoginsButTheOneItOpens() {
        signUp("ann@example.org", "correct horse");
        Tokens phone = logIn("ann@example.org", "correct horse").tokens();
        Tokens desk = logIn("ann@example.org", "correct horse").tokens();
        Caller caller = identity.verify(desk.access()).orElseThrow();

        Tokens fresh =
                success(identity.changePassword(caller, "correct horse", "battery staple", HOME));

        assertThat(identity.verify(phone.access())).isEmpty();
        assertThat(identity.isValid(caller)).isFalse();
        assertThat(identity.verify(fresh.access())).isPresent();
        success(identity.refresh(fresh.refresh()));
        assertThat(refusal(identity.logIn("ann@example.org", "correct horse", HOME)))
                .isEqualTo(IdentityRefusal.WRONG_CREDENTIALS);
        logIn("ann@example.org", "battery staple");
    }

    @Test
    void wrongCurrentPasswordChangesNothingAndIsThrottled() {
        signUp("ann@example.org", "correct horse");
        Tokens tokens = logIn("ann@example.org", "correct horse").tokens();
        Caller caller = identity.verify(tokens.access()).orElseThrow();

        for (int i = 0; i < 5; i++) {
            assertThat(refusal(identity.changePassword(caller, "wrong", "battery staple", HOME)))
                    .isEqualTo(IdentityRefusal.WRONG_PASSWORD);
        }

        assertThat(refusal(identity.changePassword(caller, "correct horse", "battery s", HOME)))
                .isEqualTo(IdentityRefusal.TOO_MANY_FAILURES);
        assertThat(identity.verify(tokens.access())).isPresent();
    }

    @Test
    void otherNodeLearnsOfALogoutAndOfOneFromBeforeItStarted() throws Exception {
        signUp("ann@example.org", "correct horse");
        Tokens early = logIn("ann@example.org", "correct horse").tokens();
        Tokens late = logIn("ann@example.org", "correct horse").tokens();
        success(identity.logOut(early.refresh()));

        Identity other = node();
        assertThat(other.verify(early.access())).isEmpty();
        assertThat(other.verify(late.access())).isPresent();

        success(identity.logOut(late.refresh()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (other.verify(late.access()).isPresent() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(other.verify(late.access())).isEmpty();
    }
}
