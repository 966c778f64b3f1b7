package exchange.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of one JSON object, or of a query string, read one by one by name and type. Every
 * mistake is collected with the field's place; {@link #done} throws them together, unknown fields
 * too. Until then a wrong field reads as a harmless stand-in, so call done before using anything.
 * Not safe for several threads.
 *
 * <pre>
 * Fields body = Json.object(bytes, "body");
 * String email = body.text("email", 254);
 * Side side = body.oneOf("side", Side.class);
 * body.done();
 * </pre>
 */
public final class Fields {
    private static final int WHOLE_DIGITS_MAX = 18;
    private static final int TIME_LENGTH_MAX = 40;

    private final List<String> path;
    private final List<String> names;
    private final List<JsonValue> values;
    private final List<FieldError> errors;
    private final boolean isQuery;
    private long read;

    private Fields(
            List<String> path,
            List<String> names,
            List<JsonValue> values,
            List<FieldError> errors,
            boolean isQuery) {
        this.path = path;
        this.names = names;
        this.values = values;
        this.errors = errors;
        this.isQuery = isQuery;
    }

    /** @throws InvalidFields when the value is no object */
    public static Fields of(JsonValue value, String root) {
        if (value instanceof JsonValue.Entries object) {
            return new Fields(
                    List.of(root), object.names(), object.values(), new ArrayList<>(0), false);
        }
        throw InvalidFields.one(List.of(root), "wrong_type", "must be a JSON object");
    }

    /**
     * Query parameters: everything is text there, so numbers and flags are read from text; unknown
     * ones are let be, but none may be given twice.
     */
    public static Fields ofQuery(Map<String, List<String>> parameters) {
        List<String> names = List.copyOf(parameters.keySet());
        List<JsonValue> values = new ArrayList<>(names.size());
        names.forEach(name -> values.add(new JsonValue.Text(parameters.get(name).getFirst())));
        Fields query = new Fields(List.of("query"), names, values, new ArrayList<>(0), true);
        for (String name : names) {
            if (parameters.get(name).size() > 1) {
                query.wrong(Shown.name(name), "duplicate_field", "is given twice");
            }
        }
        return query;
    }

    /** The same fields as if nobody had read them yet. */
    public Fields unread() {
        return new Fields(path, names, values, new ArrayList<>(0), isQuery);
    }

    /** Required text of 1 to {@code lengthMax} characters. */
    public String text(String name, int lengthMax) {
        return required(name, optionalText(name, lengthMax), "");
    }

    public Optional<String> optionalText(String name, int lengthMax) {
        JsonValue value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof JsonValue.Text text)) {
            return wrong(name, "wrong_type", "must be a string");
        }
        int length = text.value().codePointCount(0, text.value().length());
        if (length == 0 || length > lengthMax) {
            return wrong(name, "invalid_length", "must have 1 to " + lengthMax + " characters");
        }
        if (isQuery && !Shown.isClean(text.value())) {
            return wrong(name, "invalid_value", "has a character that is not allowed");
        }
        return Optional.of(text.value());
    }

    /**
     * Required, exact and not negative: a JSON number or a string, as plain text such as
     * "0.00000001".
     */
    public String decimal(String name) {
        return required(name, optionalDecimal(name), "0");
    }

    public Optional<String> optionalDecimal(String name) {
        JsonValue value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<String> plain = switch (value) {
            case JsonValue.Number number -> PlainDecimal.ofNumber(number.digits());
            case JsonValue.Text text -> PlainDecimal.ofText(text.value());
            case JsonValue.Flag f -> Optional.empty();
            case JsonValue.Nothing n -> Optional.empty();
            case JsonValue.Array a -> Optional.empty();
            case JsonValue.Entries o -> Optional.empty();
        };
        if (plain.isEmpty()) {
            wrong(
                    name,
                    "invalid_decimal",
                    "must be a decimal number, not negative, of at most 18 digits before and 18"
                            + " after the point");
        }
        return plain;
    }

    /** Required whole number within the bounds. */
    public long whole(String name, long min, long max) {
        return whole(name, min, max, true).orElse(min);
    }

    public OptionalLong optionalWhole(String name, long min, long max) {
        return whole(name, min, max, false);
    }

    private OptionalLong whole(String name, long min, long max, boolean isRequired) {
        JsonValue value = take(name);
        if (value == null) {
            if (isRequired) {
                missing(name);
            }
            return OptionalLong.empty();
        }
        String digits =
                value instanceof JsonValue.Number number ? number.digits() : queryText(value);
        if (!isWhole(digits)) {
            wrong(name, "wrong_type", "must be a whole number");
            return OptionalLong.empty();
        }
        long found = Long.parseLong(digits);
        if (found < min || found > max) {
            wrong(name, "out_of_range", "must be " + min + " to " + max);
            return OptionalLong.empty();
        }
        return OptionalLong.of(found);
    }

    /** A time like 2026-01-31T23:59:59.042Z in epoch milliseconds; 0 when there is none. */
    public long optionalTime(String name) {
        Optional<String> text = optionalText(name, TIME_LENGTH_MAX);
        try {
            return text.map(found -> Instant.parse(found).toEpochMilli()).orElse(0L);
        } catch (DateTimeException | ArithmeticException e) {
            wrong(name, "wrong_type", "must be a time like 2026-01-31T23:59:59.042Z");
            return 0;
        }
    }

    /** Required constant of an enum, by its exact name. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        return required(name, optionalOneOf(name, type), type.getEnumConstants()[0]);
    }

    public <E extends Enum<E>> Optional<E> optionalOneOf(String name, Class<E> type) {
        JsonValue value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonValue.Text text) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text.value())) {
                    return Optional.of(constant);
                }
            }
        }
        return wrong(name, "not_a_choice", "must be one of " + List.of(type.getEnumConstants()));
    }

    /** Text that is one of a few. */
    public String choice(String name, List<String> choices) {
        return required(name, optionalChoice(name, choices), choices.get(0));
    }

    public Optional<String> optionalChoice(String name, List<String> choices) {
        JsonValue value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof JsonValue.Text text && choices.contains(text.value())
                ? Optional.of(text.value())
                : wrong(name, "not_a_choice", "must be one of " + choices);
    }

    public Optional<Boolean> optionalFlag(String name) {
        JsonValue value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonValue.Flag flag) {
            return Optional.of(flag.value());
        }
        return switch (queryText(value)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> wrong(name, "wrong_type", "must be true or false");
        };
    }

    /**
     * A required object inside this one. Its mistakes are reported by this one's done, but call its
     * own noOthers.
     */
    public Fields object(String name) {
        return optionalObject(name).orElseGet(() -> {
            if (!has(name)) {
                missing(name);
            }
            return new Fields(place(name), List.of(), List.of(), new ArrayList<>(0), false);
        });
    }

    public Optional<Fields> optionalObject(String name) {
        JsonValue value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof JsonValue.Entries object
                ? Optional.of(
                        new Fields(place(name), object.names(), object.values(), errors, false))
                : wrong(name, "wrong_type", "must be a JSON object");
    }

    /**
     * Required list of 1 to {@code max} objects. Each reports its own mistakes, so call its own
     * done.
     */
    public List<Fields> objects(String name, int max) {
        JsonValue value = take(name);
        if (value == null) {
            missing(name);
            return List.of();
        }
        if (!(value instanceof JsonValue.Array array)
                || array.items().isEmpty()
                || array.items().size() > max) {
            wrong(name, "invalid_length", "must be a list of 1 to " + max + " objects");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonValue item : array.items()) {
            List<String> place = place(name);
            place.add(Integer.toString(objects.size()));
            if (item instanceof JsonValue.Entries object) {
                objects.add(new Fields(
                        place, object.names(), object.values(), new ArrayList<>(0), false));
            } else {
                wrong(name, "wrong_type", "must be a list of 1 to " + max + " objects");
                return List.of();
            }
        }
        return objects;
    }

    /** Required list of at most {@code max} texts of 1 to {@code lengthMax} characters each. */
    public List<String> texts(String name, int max, int lengthMax) {
        JsonValue value = take(name);
        if (value == null) {
            missing(name);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonValue.Array array && array.items().size() <= max) {
            for (JsonValue item : array.items()) {
                if (item instanceof JsonValue.Text text
                        && !text.value().isEmpty()
                        && text.value().length() <= lengthMax) {
                    texts.add(text.value());
                }
            }
            if (texts.size() == array.items().size()) {
                return texts;
            }
        }
        wrong(
                name,
                "wrong_type",
                "must be a list of at most " + max + " strings of 1 to " + lengthMax
                        + " characters");
        return List.of();
    }

    /** Whether the field was sent with a value other than null. Does not count as reading it. */
    public boolean has(String name) {
        int at = names.indexOf(name);
        return at >= 0 && !(values.get(at) instanceof JsonValue.Nothing);
    }

    /** Reports a mistake that only the caller can see, with a code of its own. */
    public void reject(String name, String code, String message) {
        errors.add(new FieldError(place(name), code, code.toLowerCase(Locale.ROOT), message));
    }

    /** Reports every field that nobody read. */
    public Fields noOthers() {
        for (int i = 0; i < names.size() && !isQuery; i++) {
            if ((read & 1L << i) == 0) {
                wrong(Shown.name(names.get(i)), "unknown_field", "is not a field of this request");
            }
        }
        return this;
    }

    /** @throws InvalidFields when anything was wrong, fields nobody read included */
    public void done() {
        noOthers();
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
    }

    /**
     * The field's value, marked as read; null for one that is absent or null, which are the same to
     * a client.
     */
    private JsonValue take(String name) {
        int at = names.indexOf(name);
        if (at < 0) {
            return null;
        }
        read |= 1L << at;
        JsonValue value = values.get(at);
        return value instanceof JsonValue.Nothing ? null : value;
    }

    private <T> T required(String name, Optional<T> found, T standIn) {
        if (found.isEmpty() && !has(name)) {
            missing(name);
        }
        return found.orElse(standIn);
    }

    private void missing(String name) {
        wrong(name, "missing", "is required");
    }

    private <T> Optional<T> wrong(String name, String type, String message) {
        errors.add(
                new FieldError(place(name), FieldError.INVALID_FIELD, type, name + " " + message));
        return Optional.empty();
    }

    private List<String> place(String name) {
        List<String> place = new ArrayList<>(path);
        place.add(name);
        return place;
    }

    private String queryText(JsonValue value) {
        return isQuery && value instanceof JsonValue.Text text ? text.value() : "";
    }

    private static boolean isWhole(String digits) {
        int from = digits.startsWith("-") ? 1 : 0;
        for (int i = from; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return digits.length() > from && digits.length() - from <= WHOLE_DIGITS_MAX;
    }
}
