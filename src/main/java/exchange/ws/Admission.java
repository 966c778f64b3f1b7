package exchange.ws;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Whether limits hold for one socket: free by its address or by its account's tier, which is asked
 * when the account is known. Until the answer comes, and without one, the limits hold.
 */
final class Admission {
    private final AccountTiers tiers;
    private final SocketQuota<Long> accounts;
    private final Runnable waker;
    private Optional<Long> account = Optional.empty();
    private Optional<CompletableFuture<Boolean>> tier = Optional.empty();
    private boolean isFree;
    private boolean isCounted;

    /** @param waker is run when there is something for {@link #decide} */
    Admission(AccountTiers tiers, SocketQuota<Long> accounts, boolean isFree, Runnable waker) {
        this.tiers = tiers;
        this.accounts = accounts;
        this.isFree = isFree;
        this.waker = waker;
    }

    boolean isFree() {
        return isFree;
    }

    /** What becomes of a socket. */
    enum Decision {
        NONE,
        FREE,
        LIMITED,
        REFUSED
    }

    void ask(long newAccount) {
        if (isFree || account.isPresent()) {
            return;
        }
        account = Optional.of(newAccount);
        CompletableFuture<Boolean> answer =
                tiers.isUnlimited(newAccount).exceptionally(failure -> false).toCompletableFuture();
        tier = Optional.of(answer);
        answer.thenRun(waker);
    }

    /** Something else than NONE once, when it is known. */
    Decision decide() {
        if (tier.filter(CompletableFuture::isDone).isEmpty()) {
            return Decision.NONE;
        }
        isFree = tier.get().join();
        tier = Optional.empty();
        if (isFree) {
            return Decision.FREE;
        }
        isCounted = accounts.enter(account.orElseThrow());
        return isCounted ? Decision.LIMITED : Decision.REFUSED;
    }

    void end() {
        if (isCounted) {
            accounts.leave(account.orElseThrow());
            isCounted = false;
        }
    }
}
