package exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import exchange.testkit.ExchangeProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The web app in a real browser, served by a real exchange: one trader's and one admin's way,
 * and the pages of one's own money.
 */
class BrowserTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path MODULES = Path.of("frontend/node_modules/playwright-core");
    /** In this order: the first one needs an exchange without other orders. */
    private static final List<String> SCRIPTS = List.of("trade.e2e.mjs", "money.e2e.mjs");

    private static final String CREDIT = "USD=100000,USDT=100000,BTC=10,ETH=100";

    @TempDir
    private Path folder;

    @Test
    void usersFindTheirWayThroughTheWebApp() throws Exception {
        assumeTrue(Files.isExecutable(BROWSER), "skipped: no " + BROWSER);
        assumeTrue(Files.exists(MODULES), "skipped: the web app's packages are not installed");
        assumeTrue(
                BrowserTest.class.getResource("/web/index.html") != null,
                "skipped: the web app is not built");
        try (ExchangeProcess exchange = new ExchangeProcess(folder.resolve("data"), CREDIT)) {
            exchange.start();
            for (String script : SCRIPTS) {
                passes(script, exchange);
            }
        }
    }

    private void passes(String name, ExchangeProcess exchange) throws Exception {
        Path output = folder.resolve(name + ".txt");
        ProcessBuilder script = new ProcessBuilder("node", "frontend/e2e/" + name);
        script.environment()
                .putAll(Map.of(
                        "EXCHANGE_URL", exchange.uri().toString(),
                        "ADMIN_EMAIL", ExchangeProcess.ADMIN_EMAIL,
                        "ADMIN_PASSWORD", ExchangeProcess.ADMIN_PASSWORD));
        Process running =
                script.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = running.waitFor(3, TimeUnit.MINUTES);
        running.destroy();

        assertThat(ended).as("%s", Files.readString(output)).isTrue();
        assertThat(running.exitValue()).as("%s", Files.readString(output)).isZero();
    }
}
