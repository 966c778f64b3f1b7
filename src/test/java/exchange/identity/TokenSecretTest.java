package exchange.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.ops.CannotStart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

class TokenSecretTest {
    @TempDir
    Path directory;

    @Test
    void configuredSecretCountsAndNothingIsWritten() {
        assertThat(TokenSecret.find(config("from the environment"), Optional.of(directory)))
                .isEqualTo("from the environment".getBytes(UTF_8));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void secretIsMadeOnceAndOnlyItsOwnerMayReadIt() throws Exception {
        byte[] first = TokenSecret.find(config(""), Optional.of(directory));
        byte[] second = TokenSecret.find(config(""), Optional.of(directory));

        assertThat(second).isEqualTo(first).hasSizeGreaterThanOrEqualTo(64);
        try (var files = Files.list(directory)) {
            Path only = files.toList().getFirst();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void withoutADataDirectoryItMustBeConfigured() {
        assertThatThrownBy(() -> TokenSecret.find(config(""), Optional.empty()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("JWT_SECRET_KEY");
    }

    @Test
    void directoryThatCannotBeWrittenStopsTheStart() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> TokenSecret.find(config(""), Optional.of(missing)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("missing");
    }

    private static Config config(String secret) {
        return ConfigFactory.parseString("exchange.identity.token-secret = \"" + secret + "\"");
    }
}
