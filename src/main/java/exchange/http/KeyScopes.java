package exchange.http;

import exchange.identity.Scope;

import java.util.List;
import java.util.Optional;

/**
 * What an API key needs for a request. Reading needs read; orders and the settings for orders need
 * trade. All the rest is for who has logged in: making keys, passwords, everything of admins, and
 * whatever route is added later and not named here.
 */
final class KeyScopes {
    private static final List<String> NEVER =
            List.of("/api/v1/admin", "/api/v1/account/api-keys", "/api/v1/auth");
    private static final String WHO_AM_I = "/api/v1/auth/me";
    private static final List<String> TRADING =
            List.of("/api/v1/orders", "/api/v1/account/settings");

    private KeyScopes() {}

    /** Empty when no key can do it. */
    static Optional<Scope> needed(String method, String path) {
        boolean isNever = NEVER.stream().anyMatch(each -> isAtOrBelow(path, each));
        if (isNever && !isAtOrBelow(path, WHO_AM_I)) {
            return Optional.empty();
        }
        if (method.equals("GET") || method.equals("HEAD")) {
            return Optional.of(Scope.READ);
        }
        return TRADING.stream().anyMatch(each -> isAtOrBelow(path, each))
                ? Optional.of(Scope.TRADE)
                : Optional.empty();
    }

    private static boolean isAtOrBelow(String path, String top) {
        return path.startsWith(top)
                && (path.length() == top.length() || path.charAt(top.length()) == '/');
    }
}
