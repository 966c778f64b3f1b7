package exchange.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a new user's email, name and password must look like. Emails follow the rule of browsers
 * for {@code <input type=email>} and need a dot in the domain. Nobody signs up with an email
 * of paper accounts. Passwords have a length and no other rule; none of this is asked of somebody
 * who logs in.
 */
public final class SignUpRules {
    public static final int EMAIL_LENGTH_MAX = 254;
    public static final int NAME_LENGTH_MAX = 100;

    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private final int passwordLengthMin;
    private final int passwordLengthMax;

    SignUpRules(int passwordLengthMin, int passwordLengthMax) {
        this.passwordLengthMin = passwordLengthMin;
        this.passwordLengthMax = passwordLengthMax;
    }

    /** The email as it is kept and shown: the domain in lower case, the rest as given. */
    public Optional<String> email(String given) {
        if (given.length() > EMAIL_LENGTH_MAX || !EMAIL.matcher(given).matches()) {
            return Optional.empty();
        }
        int at = given.indexOf('@');
        String domain = given.substring(at).toLowerCase(Locale.ROOT);
        return domain.equals(PaperName.DOMAIN)
                ? Optional.empty()
                : Optional.of(given.substring(0, at) + domain);
    }

    /** The name as it is kept: composed, without blanks at its ends. */
    public Optional<String> name(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        int length = name.codePointCount(0, name.length());
        boolean isPrintable = name.codePoints().noneMatch(SignUpRules::isControl);
        return length >= 1 && length <= NAME_LENGTH_MAX && isPrintable
                ? Optional.of(name)
                : Optional.empty();
    }

    public boolean allowsPassword(String given) {
        int length = given.codePointCount(0, given.length());
        return length >= passwordLengthMin && length <= passwordLengthMax;
    }

    /** What makes two emails the same user. */
    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Also the marks that turn text around: a name in an admin's list must not lie. */
    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
