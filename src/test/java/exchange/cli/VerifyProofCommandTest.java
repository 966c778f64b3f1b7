package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class VerifyProofCommandTest {
    private static final String GOOD = """
            {"kind":"inclusion","proof":1,"made_at":"2026-03-01T00:00:00.000Z","asset":"BTC",
             "scale":2,"root":"%s","total":"1.5","leaves":1,
             "user_id":"00000000-0000-0000-0000-000000000007","amount":"1.5","salt":"%s","path":[]}
            """.formatted(hash(), "ab".repeat(32));

    @TempDir
    Path directory;

    private record Outcome(int exitCode, String output) {}

    @Test
    void goodProofSaysWhatItProves() throws Exception {
        Outcome outcome = verify(GOOD);

        assertThat(outcome.output())
                .startsWith("good: 1.5 BTC of user 00000000-0000-0000-0000-000000000007 are in the"
                        + " total of 1.5 BTC");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void badProofIsCalledBad() throws Exception {
        for (String bad : new String[] {
            GOOD.replace("\"amount\":\"1.5\"", "\"amount\":\"2.5\""),
            GOOD.replace("\"amount\":\"1.5\"", "\"amount\":\"-1.5\""),
            "{}"
        }) {
            Outcome outcome = verify(bad);
            assertThat(outcome.output()).startsWith("BAD: ");
            assertThat(outcome.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void fileThatIsNotThereIsSaid() {
        Outcome outcome = run(directory.resolve("missing"));

        assertThat(outcome.output()).contains("cannot read").contains("missing");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    private Outcome verify(String text) throws Exception {
        return run(Files.writeString(directory.resolve("proof.json"), text));
    }

    private static Outcome run(Path file) {
        StringWriter text = new StringWriter();
        CommandLine command = ExchangeCommand.commandLine(new VerifyProofCommand())
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true));
        return new Outcome(command.execute(file.toString()), text.toString());
    }

    private static String hash() {
        try {
            byte[] text = ("leaf\n00000000-0000-0000-0000-000000000007\nBTC\n150\n"
                            + "ab".repeat(32))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(text));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
