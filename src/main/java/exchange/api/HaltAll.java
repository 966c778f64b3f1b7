package exchange.api;

import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Halts all markets that are not delisted, all at once: no market waits for a slow one. */
final class HaltAll {
    private final Books books;
    private final Markets markets;

    HaltAll(Books books, Markets markets) {
        this.books = books;
        this.markets = markets;
    }

    private record Halting(String symbol, CompletableFuture<BookReply> reply) {
        private boolean failed() {
            return !(reply.join() instanceof BookReply.Rules);
        }
    }

    CompletionStage<Answer> halt(BookCommand.ChangeState halt) {
        List<Halting> all = markets.all().stream()
                .filter(rules -> rules.state() != MarketState.DELISTED)
                .map(MarketRules::symbol)
                .map(symbol -> new Halting(symbol, books.ask(symbol, halt).toCompletableFuture()))
                .toList();
        return CompletableFuture.allOf(
                        all.stream().map(Halting::reply).toArray(CompletableFuture[]::new))
                .thenCompose(done -> answer(all));
    }

    private CompletionStage<Answer> answer(List<Halting> all) {
        List<String> failed =
                all.stream().filter(Halting::failed).map(Halting::symbol).toList();
        if (!failed.isEmpty()) {
            return CompletableFuture.completedStage(Errors.answer(
                    503,
                    RejectReason.UNAVAILABLE.name(),
                    "not known to be halted, send it again: " + String.join(", ", failed)));
        }
        List<String> halted = all.stream().map(Halting::symbol).toList();
        return markets.until(() -> halted.stream().allMatch(this::isHalted))
                .thenApply(done -> Answer.ok(MarketsJson.halted(halted)));
    }

    private boolean isHalted(String symbol) {
        return markets.rules(symbol).state() == MarketState.HALTED;
    }
}
