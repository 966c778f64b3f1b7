package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import exchange.ops.CannotStart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

class TokenCodecTest {
    private static final byte[] SECRET = "x".repeat(64).getBytes(UTF_8);
    private static final UserIds IDS = new UserIds(
            account -> new UUID(0, account),
            text -> Optional.of(UUID.fromString(text).getLeastSignificantBits()));
    private static final User ANN = new User(7, "ann@example.org", "Ann", Role.ADMIN);
    private static final UUID LOGIN = new UUID(1, 2);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TokenCodec codec = new TokenCodec(SECRET, "HS256", IDS);

    @Test
    void accessTokenHoldsWhatTheBaseClientDecodes() throws Exception {
        String token = codec.access(ANN, LOGIN, NOW, NOW.plusSeconds(60));

        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("ann@example.org");
        assertThat(claims.getStringClaim("user_id")).isEqualTo(new UUID(0, 7).toString());
        assertThat(claims.getStringClaim("user_type")).isEqualTo("admin");
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(60)));
        assertThat(codec.readAccess(token))
                .contains(new Caller(
                        7,
                        "ann@example.org",
                        Role.ADMIN,
                        LOGIN,
                        NOW.plusSeconds(60).toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void everyAllowedAlgorithmRoundTrips(String algorithm) {
        var own = new TokenCodec(SECRET, algorithm, IDS);

        assertThat(own.readAccess(own.access(ANN, LOGIN, NOW, NOW))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS384", "HS512"})
    void otherAlgorithmThanThePinnedOneIsRefusedEvenWithTheRightSecret(String algorithm) {
        var other = new TokenCodec(SECRET, algorithm, IDS);

        assertThat(codec.readAccess(other.access(ANN, LOGIN, NOW, NOW))).isEmpty();
    }

    @Test
    void unsignedTokenIsRefused() {
        String payload = codec.access(ANN, LOGIN, NOW, NOW).split("\\.")[1];
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(UTF_8));

        assertThat(codec.readAccess(none + "." + payload + ".")).isEmpty();
        assertThat(codec.readAccess(none + "." + payload + ".c2ln")).isEmpty();
    }

    @Test
    void everyChangedCharacterBreaksTheToken() {
        String token = codec.access(ANN, LOGIN, NOW, NOW.plusSeconds(60));

        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(codec.readAccess(changed)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "null", "Bearer x", "\u0000", "é.é.é"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(codec.readAccess(text)).isEmpty();
        assertThat(codec.readRefresh(text)).isEmpty();
    }

    @Test
    void hugeTextIsRefusedUnread() {
        assertThat(codec.readAccess("e30".repeat(100_000))).isEmpty();
    }

    @Test
    void tokenSignedByUsWithMissingClaimsIsRefused() throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder().subject("x").claim("typ", "access").build());
        jwt.sign(new MACSigner(SECRET));

        assertThat(codec.readAccess(jwt.serialize())).isEmpty();
    }

    @Test
    void sameRefreshTokenIsMadeAgainFromTheSameFacts() {
        String id = codec.successorOf("first");

        assertThat(codec.refresh(ANN, LOGIN, id, NOW, NOW.plusSeconds(9)))
                .isEqualTo(codec.refresh(ANN, LOGIN, id, NOW, NOW.plusSeconds(9)));
        assertThat(codec.successorOf("second")).isNotEqualTo(id);
        assertThat(codec.readRefresh(codec.refresh(ANN, LOGIN, id, NOW, NOW)))
                .contains(new RefreshClaims(id, LOGIN, 7));
    }

    @Test
    void shortSecretStopsTheStartWithoutBeingShown() {
        assertThatThrownBy(() -> new TokenCodec("short-secret".getBytes(UTF_8), "HS256", IDS))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("JWT_SECRET_KEY has 12 bytes")
                .hasMessageNotContaining("short-secret");
    }
}
