package exchange.wire;

import java.util.List;

/** A parsed JSON value. Numbers stay the text that was sent: nothing here ever becomes a double. */
public sealed interface JsonValue {
    record Text(String value) implements JsonValue {}

    record Number(String digits) implements JsonValue {}

    record Flag(boolean value) implements JsonValue {}

    record Nothing() implements JsonValue {}

    record Array(List<JsonValue> items) implements JsonValue {}

    /**
     * Fields in the order sent; {@code names.get(i)} belongs to {@code values.get(i)}, names are
     * distinct.
     */
    record Entries(List<String> names, List<JsonValue> values) implements JsonValue {}
}
