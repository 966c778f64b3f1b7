package exchange.cli;

import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.persistence.DataDirectory;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fills in what a command on this machine can know about the exchange that runs here: where it is
 * reached and who its admin is. The load room itself knows the public API only, so that it can be
 * pointed at any exchange. What the user gives wins.
 */
final class RunningExchange implements IDefaultValueProvider {
    private Optional<Settings> settings = Optional.empty();

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        // No default here is null to picocli, which then takes the option's own.
        return switch (option.longestName()) {
            case "--url" -> url();
            case "--admin-email" -> settings().adminEmail();
            case "--admin-password" -> adminPassword().orElse(null);
            default -> null;
        };
    }

    private String url() {
        return DataDirectory.publishedUrl(settings().dataDirectory())
                .orElseGet(() -> "http://127.0.0.1:" + settings().port());
    }

    private Optional<String> adminPassword() {
        Path kept = settings().dataDirectory().resolve(Node.ADMIN_PASSWORD_FILE);
        return settings().adminPassword().or(() -> read(kept));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Settings settings() {
        if (settings.isEmpty()) {
            settings = Optional.of(Settings.load());
        }
        return settings.get();
    }
}
