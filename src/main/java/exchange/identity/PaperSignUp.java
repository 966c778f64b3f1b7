package exchange.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Makes paper accounts: each a new user with a made-up name and password, logged in. Blocking. */
final class PaperSignUp {
    private final Users users;
    private final Logins logins;
    private final PasswordHash hashes;
    private final SecureRandom random = new SecureRandom();

    PaperSignUp(Users users, Logins logins, PasswordHash hashes) {
        this.users = users;
        this.logins = logins;
        this.hashes = hashes;
    }

    PaperLogin make(Instant now) {
        String password = Identity.makeUpPassword();
        String hash = hashes.hash(password);
        Optional<User> made = Optional.empty();
        while (made.isEmpty()) {
            PaperName name = PaperName.random(random);
            made = users.insert(name.email(), name.name(), Role.TRADER, hash, false);
        }
        User user = made.get();
        return logins.open(user, hash, now)
                .map(tokens -> new PaperLogin(user, tokens, password))
                .orElseThrow(() -> new IllegalStateException(
                        "account " + user.account() + " was just made and cannot log in"));
    }
}
