package exchange.ws;

import exchange.identity.Caller;

import java.util.Optional;

/** Whom an access token speaks for. Answers from memory, at once; safe for threads. */
public interface Callers {
    Optional<Caller> verify(String accessToken);

    /** Whether what was verified once still holds: in time and not revoked. */
    boolean isValid(Caller caller);
}
