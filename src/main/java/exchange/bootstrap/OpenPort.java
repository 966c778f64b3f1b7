package exchange.bootstrap;

import akka.http.javadsl.ServerBinding;

import exchange.http.HttpSettings;
import exchange.ops.CannotStart;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for a port to open. */
final class OpenPort {

    private OpenPort() {}

    /** Fails in the operator's words when it is taken. */
    static ServerBinding await(HttpSettings http, CompletionStage<ServerBinding> opening) {
        try {
            return opening.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new CannotStart(
                    CannotStart.Reason.PORT_BUSY,
                    "cannot listen on " + http.host() + ":" + http.port() + " ("
                            + e.getCause().getMessage() + ")",
                    e);
        }
    }
}
