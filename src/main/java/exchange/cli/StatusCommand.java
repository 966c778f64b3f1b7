package exchange.cli;

import exchange.bootstrap.Settings;
import exchange.persistence.DataDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Says whether an exchange runs on the data directory, where it is reached and if it answers. */
@Command(
        name = "status",
        description = "Says whether an exchange runs on DATA_DIR and whether it answers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It runs and answers.",
            "1:It runs and does not answer.",
            "3:None is running."
        })
final class StatusCommand implements Callable<Integer> {
    private static final int SILENT = 1;
    private static final int NOT_RUNNING = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.load();
        PrintWriter out = spec.commandLine().getOut();
        Optional<ProcessHandle> owner = DataDirectory.owner(settings.dataDirectory());
        if (owner.isEmpty()) {
            out.println("no exchange is running on " + settings.dataDirectory());
            return NOT_RUNNING;
        }
        out.println("process   " + owner.get().pid() + since(owner.get()));
        out.println("data      " + settings.dataDirectory());
        Optional<String> url = DataDirectory.publishedUrl(settings.dataDirectory());
        if (url.isEmpty()) {
            out.println("health    starting, takes no orders yet");
            return SILENT;
        }
        out.println("url       " + url.get());
        String health = health(url.get());
        out.println("health    " + health);
        return health.equals("answers") ? 0 : SILENT;
    }

    private static String since(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> ", since " + start.truncatedTo(ChronoUnit.SECONDS) + " ("
                        + Duration.between(start, Instant.now()).toMinutes() + " min)")
                .orElse("");
    }

    private static String health(String url) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 ? "answers" : "answers with " + status;
        } catch (IOException e) {
            return "does not answer: " + e.getMessage();
        }
    }
}
