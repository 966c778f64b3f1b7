package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.MarketRules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All open orders of an account, in every market. */
final class AllOrders {
    private final LedgerClient ledgers;
    private final Markets markets;

    /**
     * What became of them.
     *
     * @param count how many have ended
     * @param problem the answer of a market that did not do it; the others did
     */
    record Canceled(long count, Optional<Answer> problem) {}

    AllOrders(LedgerClient ledgers, Markets markets) {
        this.ledgers = ledgers;
        this.markets = markets;
    }

    /** Completes when all that the account had have ended. */
    CompletionStage<Canceled> cancel(long account, long deadline) {
        List<CompletableFuture<LedgerReply>> asked = new ArrayList<>();
        for (MarketRules market : markets.all()) {
            var all = new LedgerCommand.MassCancel(account, market.symbol(), true, true);
            asked.add(ledgers.ask(all, deadline).toCompletableFuture());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> sum(asked));
    }

    private static Canceled sum(List<CompletableFuture<LedgerReply>> answered) {
        long count = 0;
        Optional<Answer> problem = Optional.empty();
        for (CompletableFuture<LedgerReply> each : answered) {
            if (each.join() instanceof LedgerReply.MassCanceled canceled) {
                count += canceled.orders();
            } else {
                problem = Optional.of(OrderAnswers.refusal(each.join()));
            }
        }
        return new Canceled(count, problem);
    }
}
