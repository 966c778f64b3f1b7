package exchange.cli;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.LoadFailed;
import exchange.load.RestClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.util.concurrent.Callable;

/** Halts all markets of a running exchange, as an admin would over its API. */
@Command(
        name = "halt",
        description =
                "Halts all markets at once: places are refused, cancels are executed. They are"
                        + " opened again one by one, over the API.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All markets are halted.", "1:Not known to be halted: say it again."})
final class HaltCommand implements Callable<Integer> {
    private static final int NOT_HALTED = 1;

    @Option(names = "--reason", required = true, description = "Why; shown to everybody.")
    private String reason;

    @Option(names = "--url", description = "Where the exchange is reached (default: this one).")
    private URI url;

    @Option(names = "--admin-email", description = "The admin (default: ADMIN_EMAIL).")
    private String adminEmail;

    @Option(
            names = "--admin-password",
            description = "The admin's password (default: ADMIN_PASSWORD, or the one kept in"
                    + " DATA_DIR).")
    private String adminPassword;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            RestClient client = new RestClient(url);
            String token = client.login(adminEmail, adminPassword == null ? "" : adminPassword);
            for (JsonNode symbol : client.haltAll(token, reason)) {
                spec.commandLine().getOut().println("halted    " + symbol.asText());
            }
            return 0;
        } catch (LoadFailed e) {
            spec.commandLine().getErr().println("exchange: " + e.getMessage());
            return NOT_HALTED;
        }
    }
}
