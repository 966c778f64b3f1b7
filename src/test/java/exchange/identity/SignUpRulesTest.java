package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpRulesTest {
    private final SignUpRules rules = new SignUpRules(8, 128);

    @ParameterizedTest
    @ValueSource(strings = {"a@b.co", "first.last+tag@sub.example.org", "o'brien@x-y.com", "1@2.3"})
    void ordinaryEmailsAreTaken(String email) {
        assertThat(rules.email(email)).contains(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b.co",
                "a@",
                "a@b",
                "a@b..co",
                "a@-b.co",
                "a@b-.co",
                "a b@c.de",
                " a@b.co",
                "a@b.co ",
                "a@b.co\n",
                "a@@b.co",
                "a@b.co@c.de",
                "é@b.co",
                "a@é.co",
                "<a>@b.co",
                "\"a\"@b.co",
                "a@[127.0.0.1]",
                "a\u0000@b.co"
            })
    void otherTextIsNoEmail(String email) {
        assertThat(rules.email(email)).isEmpty();
    }

    @Test
    void lengthsOfEmailsAreBounded() {
        String domain = ("d".repeat(60) + ".").repeat(3) + "org";

        assertThat(rules.email("a".repeat(64) + "@b.co")).isPresent();
        assertThat(rules.email("a".repeat(65) + "@b.co")).isEmpty();
        assertThat(rules.email("a".repeat(64) + "@" + domain + ".dd")).isPresent();
        assertThat(rules.email("a".repeat(64) + "@" + domain + ".ddd")).isEmpty();
    }

    @Test
    void namesAreStrippedComposedAndPrintable() {
        assertThat(rules.name("  Rene\u0301 ")).contains("Ren\u00e9");
        assertThat(rules.name("王小明")).contains("王小明");
        assertThat(rules.name("x".repeat(100))).isPresent();
        assertThat(rules.name("x".repeat(101))).isEmpty();
        assertThat(rules.name("   ")).isEmpty();
        assertThat(rules.name("a\tb")).isEmpty();
        assertThat(rules.name("a\u202eb")).as("turns text around").isEmpty();
        assertThat(rules.name("a\u2028b")).isEmpty();
    }

    @Test
    void passwordsHaveALengthAndNoOtherRule() {
        assertThat(rules.allowsPassword("1234567")).isFalse();
        assertThat(rules.allowsPassword("12345678")).isTrue();
        assertThat(rules.allowsPassword("        ")).isTrue();
        assertThat(rules.allowsPassword("é".repeat(128))).isTrue();
        assertThat(rules.allowsPassword("x".repeat(129))).isFalse();
    }
}
