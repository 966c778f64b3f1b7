package exchange.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one way JSON enters the exchange. Strict: UTF-8 only, bounded in depth, length, names and
 * fields, no duplicate keys, nothing after the value, no control or broken characters. Numbers are
 * kept as text. What breaks these rules is an {@link InvalidFields} that names the place where it
 * broke.
 */
public final class Json {
    public static final int DOCUMENT_BYTES_MAX = 256 * 1024;
    public static final int DEPTH_MAX = 16;
    public static final int TEXT_LENGTH_MAX = 4096;
    static final int NAME_LENGTH_MAX = 64;
    static final int FIELDS_MAX = 64;
    static final int NUMBER_LENGTH_MAX = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxDocumentLength(DOCUMENT_BYTES_MAX)
                    .maxStringLength(TEXT_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            // NaN and Infinity become numbers that no reader of a field takes, so the answer can
            // name the field.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private Json() {}

    /**
     * Parses one value.
     *
     * @param root the name of the whole document in error places, such as "body"
     */
    public static JsonValue parse(byte[] utf8, String root) {
        if (utf8.length > DOCUMENT_BYTES_MAX) {
            throw InvalidFields.one(
                    List.of(root), "too_long", "must be at most " + DOCUMENT_BYTES_MAX + " bytes");
        }
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return document(parser, root);
        } catch (IOException e) {
            throw invalid(List.of(root), "is not JSON");
        }
    }

    /** Parses one value from text, such as a WebSocket message. */
    public static JsonValue parse(String text, String root) {
        if (text.length() > DOCUMENT_BYTES_MAX) {
            throw InvalidFields.one(
                    List.of(root), "too_long", "must be at most " + DOCUMENT_BYTES_MAX + " bytes");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return document(parser, root);
        } catch (IOException e) {
            throw invalid(List.of(root), "is not JSON");
        }
    }

    /** Parses a document that must be an object, and opens its fields. */
    public static Fields object(byte[] utf8, String root) {
        return Fields.of(parse(utf8, root), root);
    }

    private static JsonValue document(JsonParser parser, String root) throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw invalid(List.of(root), "is empty, expected JSON");
            }
            JsonValue value = value(parser, root);
            if (parser.nextToken() != null) {
                throw invalid(List.of(root), "has text after the JSON value");
            }
            return value;
        } catch (IOException e) {
            // The parser's own message quotes the input, so it is neither sent nor logged.
            throw invalid(
                    field(parser, root), "is not JSON, or is too deep, too long or not UTF-8");
        }
    }

    private static JsonValue value(JsonParser parser, String root) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> entries(parser, root);
            case START_ARRAY -> array(parser, root);
            case VALUE_STRING -> new JsonValue.Text(clean(parser, root, parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(parser.getText());
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> new JsonValue.Nothing();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw invalid(place(parser, root), "is not JSON");
        };
    }

    private static JsonValue entries(JsonParser parser, String root) throws IOException {
        List<String> names = new ArrayList<>(12);
        List<JsonValue> values = new ArrayList<>(12);
        String name;
        while ((name = parser.nextFieldName()) != null) {
            clean(parser, root, name);
            if (names.contains(name)) {
                throw InvalidFields.one(place(parser, root), "duplicate_field", "is given twice");
            }
            if (names.size() == FIELDS_MAX) {
                throw invalid(
                        place(parser, root),
                        "is one field too many, at most " + FIELDS_MAX + " are allowed");
            }
            parser.nextToken();
            names.add(name);
            values.add(value(parser, root));
        }
        return new JsonValue.Entries(names, values);
    }

    private static JsonValue array(JsonParser parser, String root) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, root));
        }
        return new JsonValue.Array(items);
    }

    private static String clean(JsonParser parser, String root, String text) {
        if (!Shown.isClean(text)) {
            throw invalid(place(parser, root), "has a character that is not allowed");
        }
        return text;
    }

    private static List<String> place(JsonParser parser, String root) {
        String[] parts = new String[DEPTH_MAX + 2];
        int at = parts.length;
        for (JsonStreamContext c = parser.getParsingContext();
                c != null && !c.inRoot() && at > 1;
                c = c.getParent()) {
            if (c.inArray()) {
                parts[--at] = String.valueOf(c.getCurrentIndex());
            } else if (c.getCurrentName() != null) {
                parts[--at] = Shown.name(c.getCurrentName());
            }
        }
        parts[--at] = root;
        return Arrays.asList(parts).subList(at, parts.length);
    }

    /** The same up to the field, without the places in lists that it may hold. */
    private static List<String> field(JsonParser parser, String root) {
        List<String> place = place(parser, root);
        int length = place.size();
        for (JsonStreamContext c = parser.getParsingContext(); c.inArray(); c = c.getParent()) {
            length--;
        }
        return place.subList(0, Math.max(1, length));
    }

    private static InvalidFields invalid(List<String> loc, String message) {
        return InvalidFields.one(loc, "json_invalid", message);
    }
}
