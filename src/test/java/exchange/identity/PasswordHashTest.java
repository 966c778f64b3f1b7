package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private final PasswordHash hashes = new PasswordHash(64, 1);

    @Test
    void knownHashOfTheReferenceImplementationVerifies() {
        // echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -e, from the reference's tests.
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(hashes.matches("password", reference)).isTrue();
        assertThat(hashes.matches("Password", reference)).isFalse();
    }

    @Test
    void samePasswordHashesDifferentlyEachTime() {
        String one = hashes.hash("pässwörd");
        String two = hashes.hash("pässwörd");

        assertThat(one).isNotEqualTo(two).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(hashes.matches("pässwörd", one)).isTrue();
        assertThat(hashes.matches("pässwörd", two)).isTrue();
        assertThat(hashes.isOutdated(one)).isFalse();
        assertThat(new PasswordHash(128, 1).isOutdated(one)).isTrue();
    }

    @Test
    void brokenHashInTheTableIsABugNotAWrongPassword() {
        assertThatThrownBy(() -> hashes.matches("x", "plain"))
                .isInstanceOf(IllegalStateException.class);
    }
}
