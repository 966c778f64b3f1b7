package exchange.wire;

import java.util.List;

/**
 * One wrong field of a request: where it is (["body", "quantity"]), the stable error code, the kind
 * of mistake, and a sentence for a person. Never repeats what the client sent as a value.
 */
public record FieldError(List<String> loc, String code, String type, String message) {
    /** The code of every mistake that the reader itself finds. */
    public static final String INVALID_FIELD = "INVALID_FIELD";

    public FieldError {
        loc = List.copyOf(loc);
    }

    /** The field's own name: the last part of its place. */
    public String field() {
        return loc.getLast();
    }
}
