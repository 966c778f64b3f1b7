package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The clients in examples/ do what they are there for. */
@ExtendWith(ApiServer.class)
class SignedClientsTest {
    private static final String MY_ORDERS = "/api/v1/orders/my-orders?active_only=true";

    private static ApiServer.User owner;

    @TempDir
    Path directory;

    private record Done(int exitCode, String output) {}

    @BeforeAll
    static void makeUser() {
        owner = ApiServer.newUser();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh examples/signed-client.sh",
                "node examples/signed-client.mjs",
                "python3 examples/signed_client.py"
            })
    void clientTradesWithAnHmacKey(String command) throws Exception {
        requirePrograms(command);
        Reply made = owner.post(
                "/api/v1/account/api-keys",
                "{\"label\":\"c\",\"type\":\"HMAC\",\"scopes\":[\"read\",\"trade\"]}");
        trade(
                command,
                Map.of(
                        "API_KEY", made.json().path("api_key").asText(),
                        "API_SECRET", made.json().path("secret").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh examples/signed-client.sh", "node examples/signed-client.mjs"})
    void clientTradesWithAnEd25519Key(String command) throws Exception {
        requirePrograms(command);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path file = directory.resolve("private.pem");
        Files.writeString(file, pem("PRIVATE", pair.getPrivate().getEncoded()));
        Reply made = owner.post(
                "/api/v1/account/api-keys",
                "{\"label\":\"c\",\"type\":\"ED25519\",\"scopes\":[\"read\",\"trade\"],"
                        + "\"public_key\":\""
                        + pem("PUBLIC", pair.getPublic().getEncoded()).replace("\n", "\\n")
                        + "\"}");
        trade(
                command,
                Map.of(
                        "API_KEY", made.json().path("api_key").asText(),
                        "API_PRIVATE_KEY", file.toString()));
    }

    private static void trade(String command, Map<String, String> key) throws Exception {
        Done placed = run(
                command,
                key,
                "POST",
                "/api/v1/orders/place",
                "{\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"price\":100,\"quantity\":0.01}");
        assertThat(placed.output()).contains("\"order_executed\":false");
        assertThat(placed.exitCode()).isZero();
        assertThat(run(command, key, "GET", MY_ORDERS).output()).contains("\"status\":\"OPEN\"");
        assertThat(run(command, key, "DELETE", "/api/v1/orders/my-orders").exitCode())
                .isZero();
        assertThat(run(command, key, "GET", MY_ORDERS).output().strip()).isEqualTo("[]");

        Map<String, String> wrong = new HashMap<>(key);
        wrong.put("API_KEY", "A".repeat(32));
        Done refused = run(command, wrong, "GET", MY_ORDERS);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("INVALID_API_KEY");
    }

    private static Done run(String command, Map<String, String> key, String... arguments)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(key);
        builder.environment().put("EXCHANGE_URL", ApiServer.uri().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Done(process.exitValue(), output);
    }

    private static void requirePrograms(String command) {
        List<String> programs = command.startsWith("sh ")
                ? List.of("curl", "openssl")
                : List.of(command.substring(0, command.indexOf(' ')));
        for (String program : programs) {
            boolean isHere = isHere(program);
            if (!isHere) {
                System.out.println(program + " is not here, so its example is not tried");
            }
            assumeTrue(isHere);
        }
    }

    private static boolean isHere(String program) {
        try {
            String version = program.equals("openssl") ? "version" : "--version";
            Process process = new ProcessBuilder(program, version)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END " + kind + " KEY-----\n";
    }
}
