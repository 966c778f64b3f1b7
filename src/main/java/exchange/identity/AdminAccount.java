package exchange.identity;

import java.util.Optional;

/** The exchange's first admin, and the password when it was made up just now, to be shown once. */
public record AdminAccount(String email, Optional<String> generatedPassword) {
    @Override
    public String toString() {
        return "AdminAccount[" + email + "]";
    }
}
