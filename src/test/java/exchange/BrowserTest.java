package exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import exchange.testkit.ExchangeProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The web app in a real browser, served by a real exchange: what traders and admins do, on a screen
 * and on a phone, also while the exchange is killed and started again. Pictures of all pages are in
 * {@code target/browser} afterwards.
 */
class BrowserTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path MODULES = Path.of("frontend/node_modules/playwright-core");
    private static final Path PICTURES = Path.of("target/browser");
    private static final String CREDIT = "USD=100000,USDT=100000,BTC=10,ETH=100";
    private static final String RESTART = "e2e: restart the exchange";

    @TempDir
    private Path folder;

    @Test
    void peopleFindTheirWayThroughTheWebApp() throws Exception {
        assumeTrue(Files.isExecutable(BROWSER), "skipped: no " + BROWSER);
        assumeTrue(Files.exists(MODULES), "skipped: the web app's packages are not installed");
        assumeTrue(
                BrowserTest.class.getResource("/web/index.html") != null,
                "skipped: the web app is not built");
        try (ExchangeProcess exchange = new ExchangeProcess(folder.resolve("data"), CREDIT)) {
            exchange.start();
            ProcessBuilder scripts = new ProcessBuilder("node", "frontend/e2e/run.mjs");
            scripts.environment()
                    .putAll(Map.of(
                            "EXCHANGE_URL", exchange.uri().toString(),
                            "ADMIN_EMAIL", ExchangeProcess.ADMIN_EMAIL,
                            "ADMIN_PASSWORD", ExchangeProcess.ADMIN_PASSWORD,
                            "E2E_ARTIFACTS", PICTURES.toString(),
                            "PICTURES", PICTURES.toString()));
            Process running = scripts.redirectErrorStream(true).start();
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> attend(running, exchange));
            boolean ended = running.waitFor(4, TimeUnit.MINUTES);
            running.destroy();

            assertThat(ended).as("%s", output.get(1, TimeUnit.MINUTES)).isTrue();
            assertThat(running.exitValue())
                    .as("%s", output.get(1, TimeUnit.MINUTES))
                    .isZero();
        }
    }

    /** Collects what the scripts say, and restarts the exchange when they ask for it. */
    private static String attend(Process scripts, ExchangeProcess exchange) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = scripts.inputReader();
                Writer answers = scripts.outputWriter()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.equals(RESTART)) {
                    exchange.kill();
                    exchange.start();
                    answers.write("restarted\n");
                    answers.flush();
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        return said.toString();
    }
}
