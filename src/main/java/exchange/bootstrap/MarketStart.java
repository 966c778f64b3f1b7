package exchange.bootstrap;

import akka.actor.typed.ActorSystem;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.book.OrderBookActor;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.ops.CannotStart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Creates the configured assets and markets that do not exist yet. For those that do, the journal
 * wins: other units refuse to start, every other difference is told and not applied.
 */
final class MarketStart {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration ONE_TRY = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final LedgerClient ledgers;
    private final Clock clock;
    private final List<String> differences = new ArrayList<>();

    MarketStart(ActorSystem<?> system, LedgerClient ledgers, Clock clock) {
        this.system = system;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** Returns what the configuration says otherwise than the journal, one sentence each. */
    List<String> define(ConfiguredMarkets configured) {
        for (Asset asset : configured.assets()) {
            defineInLedgers(new LedgerCommand.DefineAsset(asset), "asset " + asset.name());
        }
        for (MarketRules rules : configured.markets()) {
            MarketRules actual = defineBook(rules);
            defineInLedgers(new LedgerCommand.DefineMarket(actual), "market " + rules.symbol());
            compare(rules, actual);
        }
        defineInLedgers(new LedgerCommand.MeetLedgers(), "each other");
        return List.copyOf(differences);
    }

    private MarketRules defineBook(MarketRules rules) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            BookReply reply;
            try {
                reply = await(OrderBookActor.ask(
                        system, rules.symbol(), new BookCommand.DefineMarket(rules), ONE_TRY));
            } catch (TimeoutException | CompletionException | ExecutionException e) {
                reply = new BookReply.Refused(RejectReason.UNAVAILABLE, e.toString());
            }
            switch (reply) {
                case BookReply.Rules defined -> {
                    return defined.rules();
                }
                case BookReply.Refused refused -> {
                    boolean wrong = refused.reason().category() == RejectReason.Category.INVALID
                            || refused.reason().category() == RejectReason.Category.STATE;
                    if (wrong || Instant.now().isAfter(giveUp)) {
                        throw new CannotStart(
                                CannotStart.Reason.CONFIGURATION,
                                "market " + rules.symbol() + " cannot be opened: "
                                        + refused.text());
                    }
                }
                case BookReply.Depth other -> throw unexpected(other);
                case BookReply.Auction other -> throw unexpected(other);
                case BookReply.Snapshot other -> throw unexpected(other);
                case BookReply.Queues other -> throw unexpected(other);
                case BookReply.Orders other -> throw unexpected(other);
                case BookReply.Health other -> throw unexpected(other);
                case BookReply.StateHash other -> throw unexpected(other);
            }
        }
    }

    private static IllegalStateException unexpected(BookReply reply) {
        return new IllegalStateException("a book answered a definition with " + reply);
    }

    private void defineInLedgers(LedgerCommand command, String what) {
        long deadline = clock.millis() + PATIENCE.toMillis();
        List<LedgerReply> replies;
        try {
            replies = await(ledgers.askAll(command, deadline));
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("the ledgers did not answer about " + what, e);
        }
        for (LedgerReply reply : replies) {
            if (!(reply instanceof LedgerReply.Done)) {
                throw new CannotStart(
                        CannotStart.Reason.CONFIGURATION,
                        what + " is defined otherwise in the journal than in the configuration: "
                                + reply);
            }
        }
    }

    private static <T> T await(CompletionStage<T> stage)
            throws TimeoutException, ExecutionException {
        try {
            return stage.toCompletableFuture()
                    .get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during the start", e);
        }
    }

    private void compare(MarketRules configured, MarketRules actual) {
        if (!configured.withState(actual.state()).equals(actual)) {
            differences.add("market " + actual.symbol()
                    + " differs from the configuration and stays as it is: " + actual
                    + " instead of " + configured);
        }
    }
}
