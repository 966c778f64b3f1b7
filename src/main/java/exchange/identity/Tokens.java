package exchange.identity;

/** What a login is given. Its text form hides both, so that no log ever shows them. */
public record Tokens(String access, String refresh) {
    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
