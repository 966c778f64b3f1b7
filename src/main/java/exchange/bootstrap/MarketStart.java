package exchange.bootstrap;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.api.Books;
import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.ops.CannotStart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Creates the configured assets and markets that do not exist yet. For those that do, the journal
 * wins: other units refuse to start, every other difference is told and not applied. A book or
 * ledger that is in trouble is asked again; it does not keep a node from starting when what it was
 * asked for was defined by an earlier start, because the others have work.
 */
final class MarketStart {
    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = ONE_TRY.plusSeconds(1);
    private static final long PAUSE_MILLIS = 200;

    /** Asks every ledger; who has not answered then is Unknown. */
    interface AllLedgers {
        CompletionStage<List<LedgerReply>> ask(LedgerCommand command, Duration within);
    }

    private final Books books;
    private final AllLedgers ledgers;
    private final Supplier<Set<String>> defined;
    private final List<String> notices = new ArrayList<>();
    private Duration patience;

    /**
     * @param defined reads the names of the assets and markets that earlier starts have defined
     * @param patience how long who is in trouble is asked again
     */
    MarketStart(Books books, AllLedgers ledgers, Supplier<Set<String>> defined, Duration patience) {
        this.books = books;
        this.ledgers = ledgers;
        this.defined = defined;
        this.patience = patience;
    }

    /**
     * Returns what the operator should know, one sentence each: what the configuration says
     * otherwise than the journal, and who did not answer.
     */
    List<String> define(ConfiguredMarkets configured) {
        for (Asset asset : configured.assets()) {
            String what = "asset " + asset.name();
            tellLedgers(new LedgerCommand.DefineAsset(asset), what, Set.of(asset.name()));
        }
        for (MarketRules rules : configured.markets()) {
            defineBook(rules).ifPresent(actual -> {
                tellLedgers(
                        new LedgerCommand.DefineMarket(actual),
                        "market " + rules.symbol(),
                        Set.of(rules.symbol()));
                compare(rules, actual);
            });
        }
        List<String> assets = configured.assets().stream().map(Asset::name).toList();
        tellLedgers(new LedgerCommand.MeetLedgers(), "the way from ledger to ledger", assets);
        return List.copyOf(notices);
    }

    /** Empty when the book is in trouble, and the ledgers know the market already. */
    private Optional<MarketRules> defineBook(MarketRules rules) {
        String symbol = rules.symbol();
        BookReply reply = untilAnswered(
                () -> books.ask(symbol, new BookCommand.DefineMarket(rules))
                        .exceptionally(failure -> new BookReply.Refused(
                                RejectReason.UNAVAILABLE, failure.toString())),
                answer ->
                        answer instanceof BookReply.Refused refused && !isWrong(refused.reason()));
        return switch (reply) {
            case BookReply.Rules known -> Optional.of(known.rules());
            case BookReply.Refused refused -> {
                String what = "market " + symbol;
                if (isWrong(refused.reason())) {
                    throw new CannotStart(
                            CannotStart.Reason.CONFIGURATION,
                            what + " cannot be opened: " + refused.text());
                }
                doWithout(what, "its book says " + refused.text(), Set.of(symbol));
                yield Optional.empty();
            }
            case BookReply.Depth other -> throw unexpected(other);
            case BookReply.Auction other -> throw unexpected(other);
            case BookReply.Snapshot other -> throw unexpected(other);
            case BookReply.Queues other -> throw unexpected(other);
            case BookReply.Orders other -> throw unexpected(other);
            case BookReply.Health other -> throw unexpected(other);
            case BookReply.StateHash other -> throw unexpected(other);
        };
    }

    private static IllegalStateException unexpected(BookReply reply) {
        return new IllegalStateException("a book answered a definition with " + reply);
    }

    private void tellLedgers(LedgerCommand command, String what, Collection<String> names) {
        List<LedgerReply> replies = untilAnswered(
                () -> ledgers.ask(command, ONE_TRY),
                answers -> !answers.stream().allMatch(LedgerReply.Done.class::isInstance)
                        && answers.stream().noneMatch(MarketStart::isWrong));
        replies.stream().filter(MarketStart::isWrong).findFirst().ifPresent(wrong -> {
            throw new CannotStart(
                    CannotStart.Reason.CONFIGURATION,
                    what + " is defined otherwise in the journal than in the configuration: "
                            + wrong);
        });
        List<String> away = IntStream.range(0, replies.size())
                .filter(each -> !(replies.get(each) instanceof LedgerReply.Done))
                .mapToObj(each -> "ledger " + each + " says " + words(replies.get(each)))
                .toList();
        if (!away.isEmpty()) {
            doWithout(what, String.join(", ", away), names);
        }
    }

    private static String words(LedgerReply reply) {
        return reply instanceof LedgerReply.Refused refused ? refused.reason().name() : "nothing";
    }

    private static boolean isWrong(LedgerReply reply) {
        return reply instanceof LedgerReply.Refused refused && isWrong(refused.reason());
    }

    /** What stays so however often it is asked; the rest goes by. */
    private static boolean isWrong(RejectReason reason) {
        return reason == RejectReason.INVALID_FIELD;
    }

    /** Asks again while the answer is that of somebody in trouble and there is patience. */
    private <T> T untilAnswered(Supplier<CompletionStage<T>> question, Predicate<T> isTrouble) {
        long giveUp = System.nanoTime() + patience.toNanos();
        T answer = await(question.get());
        while (isTrouble.test(answer) && System.nanoTime() < giveUp) {
            Pause.millis(PAUSE_MILLIS);
            answer = await(question.get());
        }
        return answer;
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart(CannotStart.Reason.FAULT, "interrupted during the start", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("a book or ledger could not be asked", e);
        }
    }

    /** Who was waited for in vain is not waited for again with the next asset or market. */
    private void doWithout(String what, String trouble, Collection<String> names) {
        if (!defined.get().containsAll(names)) {
            throw new CannotStart(
                    CannotStart.Reason.FAULT, what + " cannot be defined: " + trouble);
        }
        patience = Duration.ZERO;
        notices.add(what + " was defined by an earlier start and is not compared: " + trouble);
    }

    private void compare(MarketRules configured, MarketRules actual) {
        if (!configured.withState(actual.state()).equals(actual)) {
            notices.add("market " + actual.symbol()
                    + " differs from the configuration and stays as it is: " + actual
                    + " instead of " + configured);
        }
    }
}
