package exchange.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** docs/openapi.yaml, and whether an answer is one that it describes. */
final class OpenApi {
    static final OpenApi DOCUMENT = read(Path.of("docs/openapi.yaml"));
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final SchemaCheck schemas;

    /** One method of one path. */
    record Operation(String method, String path) {
        boolean matches(String otherMethod, String otherPath) {
            return method.equals(otherMethod)
                    && otherPath.matches(path.replaceAll("\\{[^}]+\\}", "[^/]+"));
        }

        boolean isLiteral() {
            return !path.contains("{");
        }
    }

    private OpenApi(JsonNode root) {
        this.root = root;
        this.schemas = new SchemaCheck(this::resolved);
    }

    private static OpenApi read(Path file) {
        try {
            return new OpenApi(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    all.add(new Operation(
                            method.toUpperCase(java.util.Locale.ROOT), path.getKey()));
                }
            }
        }
        return all;
    }

    /** Whether it needs to know who calls. */
    boolean isProtected(Operation operation) {
        JsonNode security = security(operation);
        return !security.isMissingNode() && !security.toString().contains("{}");
    }

    boolean takesKeys(Operation operation) {
        return security(operation).toString().contains("apiSignature");
    }

    private JsonNode security(Operation operation) {
        return root.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(java.util.Locale.ROOT))
                .path("security");
    }

    /** The operation that a request meets; a literal path wins. */
    Optional<Operation> operation(String method, URI uri) {
        String path = uri.getRawPath().replaceFirst("(?<=.)/$", "");
        List<Operation> found = operations().stream()
                .filter(operation -> operation.matches(method, path))
                .toList();
        return found.stream()
                .filter(Operation::isLiteral)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /**
     * What of an answer is not as described; paths and methods that are not described may answer
     * anything.
     */
    List<String> problems(String method, HttpResponse<String> response) {
        if (response.statusCode() == 405) {
            return List.of();
        }
        Optional<Operation> operation = operation(method, response.uri());
        if (operation.isEmpty()) {
            return List.of();
        }
        Operation found = operation.get();
        JsonNode responses = root.path("paths")
                .path(found.path())
                .path(found.method().toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        JsonNode described = resolved(responses.path(String.valueOf(response.statusCode())));
        if (described.isMissingNode()) {
            return List.of(response.statusCode() + " is not described, only " + names(responses)
                    + ": " + response.body());
        }
        List<String> problems = new ArrayList<>(headerProblems(described, response));
        problems.addAll(bodyProblems(described, response));
        return problems;
    }

    private List<String> headerProblems(JsonNode described, HttpResponse<String> response) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
            boolean required = resolved(header.getValue()).path("required").asBoolean();
            if (required && response.headers().firstValue(header.getKey()).isEmpty()) {
                problems.add("the header " + header.getKey() + " is missing");
            }
        }
        return problems;
    }

    private List<String> bodyProblems(JsonNode described, HttpResponse<String> response) {
        String type =
                response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = described.path("content");
        if (!content.has(type)) {
            return List.of("the type " + type + " is not one of " + names(content));
        }
        if (!type.equals("application/json")) {
            return List.of();
        }
        try {
            JsonNode body = JSON.readTree(response.body());
            return schemas.problems(content.path(type).path("schema"), body);
        } catch (IOException e) {
            return List.of("the body is not JSON: " + response.body());
        }
    }

    private static TreeSet<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.path("$ref").asText().substring(1))) : node;
    }
}
