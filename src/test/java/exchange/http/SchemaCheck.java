package exchange.http;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Whether JSON is what a schema of OpenAPI 3.0 says: the part of the language that our description
 * uses. A word that it does not know is a problem, so that nothing is passed over. Objects must not
 * have fields that no schema names.
 */
final class SchemaCheck {
    private static final List<String> KNOWN = List.of(
            "type",
            "nullable",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "enum",
            "allOf",
            "oneOf",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "minItems",
            "minLength",
            "maxLength",
            "description",
            "example",
            "default");

    private final UnaryOperator<JsonNode> resolve;

    /** @param resolve follows $ref */
    SchemaCheck(UnaryOperator<JsonNode> resolve) {
        this.resolve = resolve;
    }

    List<String> problems(JsonNode schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check("$", schema, value, problems);
        return problems;
    }

    private void check(String at, JsonNode schema, JsonNode value, List<String> problems) {
        checkPart(at, schema, value, problems);
        List<String> named = fields(schema);
        if (value.isObject() && !named.isEmpty()) {
            value.fieldNames().forEachRemaining(name -> {
                if (!named.contains(name)) {
                    problems.add(at + "." + name + " is not described");
                }
            });
        }
    }

    /** Names of all fields that an object of this schema may have. */
    private List<String> fields(JsonNode unresolved) {
        JsonNode schema = resolve.apply(unresolved);
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> names.addAll(fields(part)));
        return names;
    }

    /** All but that every field is named, which only the whole schema of a value can tell. */
    private void checkPart(String at, JsonNode unresolved, JsonNode value, List<String> problems) {
        JsonNode schema = resolve.apply(unresolved);
        schema.fieldNames().forEachRemaining(word -> {
            if (!KNOWN.contains(word)) {
                problems.add(at + ": the check does not know " + word);
            }
        });
        if (value.isMissingNode() || value.isNull()) {
            if (!schema.path("nullable").asBoolean()) {
                problems.add(at + " must not be null");
            }
            return;
        }
        schema.path("allOf").forEach(part -> checkPart(at, part, value, problems));
        checkType(at, schema.path("type").asText(""), value, problems);
        checkText(at, schema, value, problems);
        checkNumber(at, schema, value, problems);
        checkItems(at, schema, value, problems);
        checkFields(at, schema, value, problems);
    }

    private static void checkType(String at, String type, JsonNode value, List<String> problems) {
        boolean right = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
        if (!right) {
            problems.add(at + " must be a " + type + ", is " + value);
        }
    }

    private static void checkText(String at, JsonNode schema, JsonNode value, List<String> wrong) {
        String text = value.asText();
        if (schema.has("pattern") && !text.matches(schema.path("pattern").asText())) {
            wrong.add(at + " does not match " + schema.path("pattern").asText() + ": " + text);
        }
        if (schema.has("enum") && !isOneOf(schema.path("enum"), text)) {
            wrong.add(at + " is not one of " + schema.path("enum") + ": " + text);
        }
        boolean right = switch (schema.path("format").asText("")) {
            case "uuid" -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            case "date-time" -> isTime(text);
            default -> true;
        };
        if (!right) {
            wrong.add(at + " is no " + schema.path("format").asText() + ": " + text);
        }
    }

    private static boolean isTime(String text) {
        return text.length() == 24
                && Instant.parse(text).toString().startsWith(text.substring(0, 19));
    }

    private static boolean isOneOf(JsonNode choices, String text) {
        for (JsonNode choice : choices) {
            if (choice.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static void checkNumber(
            String at, JsonNode schema, JsonNode value, List<String> wrong) {
        boolean low = schema.has("minimum")
                && value.decimalValue().compareTo(schema.path("minimum").decimalValue()) < 0;
        boolean high = schema.has("maximum")
                && value.decimalValue().compareTo(schema.path("maximum").decimalValue()) > 0;
        if (low || high) {
            wrong.add(at + " is out of range: " + value);
        }
    }

    private void checkItems(String at, JsonNode schema, JsonNode value, List<String> problems) {
        if (value.size() < schema.path("minItems").asInt(0)) {
            problems.add(at + " has too few items");
        }
        if (schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(at + "[" + i + "]", schema.path("items"), value.path(i), problems);
            }
        }
    }

    private void checkFields(String at, JsonNode schema, JsonNode value, List<String> problems) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                problems.add(at + "." + name.asText() + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            if (value.has(field.getKey())) {
                String here = at + "." + field.getKey();
                check(here, field.getValue(), value.path(field.getKey()), problems);
            }
        }
        JsonNode rest = schema.path("additionalProperties");
        if (rest.isObject()) {
            value.properties()
                    .forEach(field ->
                            check(at + "." + field.getKey(), rest, field.getValue(), problems));
        }
    }
}
