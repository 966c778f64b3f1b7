package exchange.identity;

/** One user as others may see them: no password, no tokens. */
public record User(long account, String email, String name, Role role) {
    /** Whether the account was made at one click to try the exchange. */
    public boolean isOnPaper() {
        return email.endsWith(PaperName.DOMAIN);
    }
}
