package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said about the images and the composition without a Docker engine. */
class ContainersTest {
    private static final Pattern COPIED =
            Pattern.compile("^COPY (?!--from)(.+) \\S+$", Pattern.MULTILINE);

    @Test
    void compositionPublishesTheContractsPortsOnThisMachineOnly() throws IOException {
        JsonNode services = compose().get("services");

        assertThat(services.fieldNames())
                .toIterable()
                .containsExactly("postgres", "exchange", "frontend");
        assertThat(services.at("/exchange/ports/0").asText()).isEqualTo("127.0.0.1:8000:8000");
        assertThat(services.at("/frontend/ports/0").asText()).isEqualTo("127.0.0.1:5173:5173");
        assertThat(services.at("/postgres/ports").isMissingNode()).isTrue();
    }

    @Test
    void compositionSetsOnlyNamesThatTheExchangeReads() throws IOException {
        Set<String> known = new HashSet<>(Environment.KEYS.keySet());
        known.add("EXCHANGE_JAVA_OPTS");

        assertThat(compose().at("/services/exchange/environment").fieldNames())
                .toIterable()
                .isSubsetOf(known);
    }

    @Test
    void clusterHasThreeNodesThatKnowEachOther() throws IOException {
        Map<?, ?> services = (Map<?, ?>) cluster().get("services");
        List<String> nodes = List.of("exchange-1", "exchange-2", "exchange-3");
        String seeds = nodes.stream().map(each -> each + ":2551").collect(joining(","));
        Set<String> known = new HashSet<>(Environment.KEYS.keySet());
        known.add("EXCHANGE_JAVA_OPTS");

        for (String name : nodes) {
            Map<?, ?> node = (Map<?, ?>) services.get(name);
            Map<?, ?> settings = (Map<?, ?>) node.get("environment");
            assertThat(settings.get("CLUSTER_HOST")).isEqualTo(name);
            assertThat(settings.get("CLUSTER_PORT")).isEqualTo("2551");
            assertThat(settings.get("CLUSTER_SEEDS")).isEqualTo(seeds);
            assertThat(settings.keySet()).allMatch(known::contains);
            assertThat((List<?>) node.get("ports"))
                    .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
        }
        assertThat(services.get("postgres")).asString().doesNotContain("ports");
    }

    /** By a reader that knows the merges of YAML. */
    private static Map<String, Object> cluster() throws IOException {
        return new Yaml().load(Files.readString(Path.of("docker-compose.cluster.yml")));
    }

    @Test
    void everyFileThatAnImageCopiesIsThere() throws IOException {
        assertCopiedFilesExist(Path.of("."));
        assertCopiedFilesExist(Path.of("frontend"));
    }

    @Test
    void imageAndLauncherAndTestsRunTheJvmWithTheSameFlags() throws IOException {
        Pattern flag = Pattern.compile("--(sun|enable|add)[-a-z]+=[\\w./=-]+");

        assertThat(flags(flag, "src/main/docker/entrypoint"))
                .isEqualTo(flags(flag, "exchange"))
                .isEqualTo(flags(flag, "pom.xml"))
                .hasSize(3);
    }

    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(Path.of("docker-compose.yml").toFile());
    }

    private static void assertCopiedFilesExist(Path context) throws IOException {
        Matcher matcher = COPIED.matcher(Files.readString(context.resolve("Dockerfile")));
        while (matcher.find()) {
            for (String file : matcher.group(1).split(" ")) {
                assertThat(context.resolve(file)).exists();
            }
        }
    }

    private static Set<String> flags(Pattern flag, String file) throws IOException {
        Set<String> found = new HashSet<>();
        flag.matcher(Files.readString(Path.of(file)))
                .results()
                .forEach(match -> found.add(match.group()));
        return found;
    }
}
