package exchange.ws;

import java.util.concurrent.CompletionStage;

/** Which accounts no limits hold for. */
public interface AccountTiers {
    CompletionStage<Boolean> isUnlimited(long account);
}
