package exchange.http;

import akka.Done;

import java.util.concurrent.CompletionStage;

/**
 * Gives a new account what it starts with. Idempotent; completes when that is committed, and fails
 * when it is not known to be.
 */
@FunctionalInterface
public interface SignupCredit {
    CompletionStage<Done> credit(long account);
}
