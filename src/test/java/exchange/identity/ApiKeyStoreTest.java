package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of API keys and of signed requests, with a clock that is moved by hand. */
class ApiKeyStoreTest extends IdentityFixture {
    private User ann;
    private MadeApiKey key;

    @BeforeEach
    void makeKey() {
        ann = signUp("ann@example.org", "correct horse");
        key = make(ApiKey.Type.HMAC, Optional.empty());
        clock.move(Duration.ofMinutes(1));
    }

    @Test
    void secretIsNotInTheTable() throws Exception {
        byte[] secret = key.secret().orElseThrow().getBytes(UTF_8);

        String stored = query("SELECT encode(verifier, 'hex') FROM api_keys");

        assertThat(stored).isNotEmpty().doesNotContain(HexFormat.of().formatHex(secret));
        assertThat(query("SELECT string_agg(k::text, '') FROM api_keys k"))
                .doesNotContain(key.secret().orElseThrow());
        assertThat(new SecretBox(SECRET).open(ann.account() + "/" + key.key().id(), bytes(stored)))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(secret));
    }

    @Test
    void sealedSecretOpensForItsRowAndKeyOnly() throws Exception {
        byte[] stored = bytes(query("SELECT encode(verifier, 'hex') FROM api_keys"));
        String row = ann.account() + "/" + key.key().id();

        assertThat(new SecretBox(SECRET).open("2/" + key.key().id(), stored)).isEmpty();
        assertThat(new SecretBox("other".getBytes(UTF_8)).open(row, stored)).isEmpty();
        stored[stored.length - 1] ^= 1;
        assertThat(new SecretBox(SECRET).open(row, stored)).isEmpty();
    }

    @Test
    void secretOfARevokedKeyIsForgotten() throws Exception {
        success(identity.keys().revoke(ann.account(), key.key().id()));

        assertThat(query("SELECT length(verifier) FROM api_keys")).isEqualTo("0");
    }

    @Test
    void keyOfAnotherNodeWorksAndItsRevocationArrives() {
        Identity other = node();
        clock.move(Duration.ofMinutes(1));
        assertThat(check(other, time(0))).isInstanceOf(Verdict.Accepted.class);
        Caller caller = ((Verdict.Accepted) check(other, time(1))).caller();
        assertThat(other.isValid(caller)).isTrue();

        success(identity.keys().revoke(ann.account(), key.key().id()));
        long giveUp = System.nanoTime() + 20_000_000_000L;
        while (other.isValid(caller) && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }

        assertThat(other.isValid(caller)).isFalse();
        assertThat(check(other, time(2))).isEqualTo(Verdict.refused(KeyRefusal.INVALID_API_KEY));
    }

    @Test
    void windowIsFiveSecondsBehindAndOneAhead() {
        assertThat(check(identity, time(-5_001))).satisfies(ApiKeyStoreTest::isOutOfWindow);
        assertThat(check(identity, time(-5_000))).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(identity, time(1_000))).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(identity, time(1_001))).satisfies(ApiKeyStoreTest::isOutOfWindow);
    }

    @Test
    void requestIsNotAcceptedTwiceWhileItsTimeIsInTheWindow() {
        String[] times = {time(-5_000), time(-1), time(0), time(1_000)};
        for (String time : times) {
            assertThat(check(identity, time)).isInstanceOf(Verdict.Accepted.class);
        }
        for (int i = 0; i < 70; i++) {
            for (String time : times) {
                assertThat(check(identity, time)).isInstanceOf(Verdict.Refused.class);
            }
            clock.move(Duration.ofMillis(100));
        }
    }

    @Test
    void whatWasAcceptedBeforeARestartIsRefusedAfterIt() {
        String time = time(1_000);
        assertThat(check(identity, time)).isInstanceOf(Verdict.Accepted.class);

        Identity restarted = node();

        assertThat(check(restarted, time)).satisfies(ApiKeyStoreTest::isOutOfWindow);
        assertThat(check(restarted, time(1_000))).satisfies(ApiKeyStoreTest::isOutOfWindow);
        clock.move(Duration.ofMillis(1_001));
        assertThat(check(restarted, time(0))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void keysOfAnAccountHaveABound() {
        for (int i = 1; i < 50; i++) {
            make(ApiKey.Type.HMAC, Optional.empty());
        }

        assertThat(refusal(identity.keys().make(ann.account(), wanted(Optional.empty()))))
                .isEqualTo(IdentityRefusal.TOO_MANY_KEYS);
        success(identity.keys().revoke(ann.account(), key.key().id()));
        make(ApiKey.Type.HMAC, Optional.empty());
        assertThat(success(identity.keys().list(ann.account()))).hasSize(50);
    }

    @Test
    void lastUseIsKnownAtOnceHereAndOnOtherNodesWhenItIsWrittenDown() {
        Identity other = node();
        check(identity, time(0));

        assertThat(lastUse(identity)).contains(clock.instant());
        identity.keys().keepUses();
        assertThat(lastUse(other)).contains(clock.instant());
        assertThat(lastUse(identity)).contains(clock.instant());
    }

    private Optional<Instant> lastUse(Identity node) {
        return success(node.keys().list(ann.account())).stream()
                .filter(each -> each.key().id().equals(key.key().id()))
                .findFirst()
                .orElseThrow()
                .lastUsedAt();
    }

    @Test
    void memoryOfSeenRequestsTakesNoMoreWhenItIsFull() {
        SeenRequests seen = new SeenRequests(6_000, 2);
        byte[] text = {1};

        assertThat(seen.add("a", text, 10)).isEqualTo(SeenRequests.Seen.FIRST_TIME);
        assertThat(seen.add("a", text, 10)).isEqualTo(SeenRequests.Seen.BEFORE);
        assertThat(seen.add("b", text, 10)).isEqualTo(SeenRequests.Seen.FIRST_TIME);
        assertThat(seen.add("c", text, 10)).isEqualTo(SeenRequests.Seen.FULL);
        assertThat(seen.add("c", text, 6_010)).isEqualTo(SeenRequests.Seen.FIRST_TIME);
        assertThat(seen.add("a", text, 20_000)).isEqualTo(SeenRequests.Seen.FIRST_TIME);
        assertThat(seen.add("a", text, 10)).isEqualTo(SeenRequests.Seen.BEFORE);
    }

    @Test
    void publicKeyIsTakenInEveryUsualForm() throws Exception {
        byte[] der = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        byte[] raw = java.util.Arrays.copyOfRange(der, der.length - 32, der.length);

        for (String text : List.of(
                base64,
                "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n",
                Base64.getEncoder().encodeToString(raw),
                HexFormat.of().formatHex(raw))) {
            assertThat(PublicKeyText.parse(text).orElseThrow().der()).isEqualTo(der);
        }
        assertThat(PublicKeyText.parse("junk")).isEmpty();
        byte[] rsa = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        assertThat(PublicKeyText.parse(Base64.getEncoder().encodeToString(rsa))).isEmpty();
    }

    private MadeApiKey make(ApiKey.Type type, Optional<PublicKeyText> publicKey) {
        return success(identity.keys().make(ann.account(), wanted(publicKey)));
    }

    private static NewApiKey wanted(Optional<PublicKeyText> publicKey) {
        ApiKey.Type type = publicKey.isPresent() ? ApiKey.Type.ED25519 : ApiKey.Type.HMAC;
        return new NewApiKey(
                "bot", type, Set.of(Scope.READ), publicKey, List.of(), Optional.empty());
    }

    private String time(long fromNow) {
        return Long.toString(clock.millis() + fromNow);
    }

    private Verdict check(Identity node, String timestamp) {
        SignedRequest unsigned = request(timestamp, "");
        return await(node.keys().check(request(timestamp, signature(unsigned.text()))));
    }

    private SignedRequest request(String timestamp, String signature) {
        return new SignedRequest(
                key.key().id(),
                timestamp,
                signature,
                "GET",
                "/x",
                new byte[0],
                InetAddress.getLoopbackAddress());
    }

    private String signature(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().orElseThrow().getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void isOutOfWindow(Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(KeyRefusal.TIMESTAMP_OUT_OF_WINDOW));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
