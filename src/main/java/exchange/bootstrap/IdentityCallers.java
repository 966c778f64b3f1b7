package exchange.bootstrap;

import exchange.identity.Caller;
import exchange.identity.Identity;
import exchange.ws.Callers;

import java.util.Optional;

/** Who speaks on a socket, as the node's identity says. */
record IdentityCallers(Identity identity) implements Callers {
    @Override
    public Optional<Caller> verify(String accessToken) {
        return identity.verify(accessToken);
    }

    @Override
    public boolean isValid(Caller caller) {
        return identity.isValid(caller);
    }
}
