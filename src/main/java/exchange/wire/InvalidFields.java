package exchange.wire;

import java.util.List;

/**
 * The request is wrong in these fields; the edges answer 422. Carries no stack trace: it is a
 * refusal, not a fault.
 */
public final class InvalidFields extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidFields(List<FieldError> errors) {
        super(errors.size() + " wrong fields", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public static InvalidFields one(List<String> loc, String type, String message) {
        return new InvalidFields(
                List.of(new FieldError(loc, FieldError.INVALID_FIELD, type, message)));
    }

    /** At least one, in the order found. */
    public List<FieldError> errors() {
        return errors;
    }
}
