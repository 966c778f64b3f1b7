package exchange.identity;

/** Why identity said no: a stable name that clients see as the error code, and one sentence. */
public enum IdentityRefusal {
    INVALID_EMAIL("must be an email address of at most 254 characters"),
    INVALID_NAME("must have 1 to 100 characters, none of them a control character"),
    INVALID_PASSWORD("must have 8 to 128 characters"),
    DUPLICATE_EMAIL("this email is taken"),
    WRONG_CREDENTIALS("wrong email or password"),
    WRONG_PASSWORD("the current password is wrong"),
    INVALID_REFRESH_TOKEN("the refresh token is not valid, log in again"),
    TOO_MANY_FAILURES("too many failed logins, try again later"),
    LAST_ADMIN("this is the only admin, make another one first"),
    TOO_MANY_KEYS("this account has as many API keys as it may have, delete one"),
    TOO_MANY_LOGINS("too many logins at this moment, try again"),
    TOO_MANY_ACCOUNTS("as many paper accounts as an hour allows were made, try again later");

    private final String text;

    IdentityRefusal(String text) {
        this.text = text;
    }

    /** For a person, lower case, no secrets. */
    public String text() {
        return text;
    }
}
