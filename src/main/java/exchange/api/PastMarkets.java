package exchange.api;

import exchange.history.Moment;
import exchange.history.PastBook;
import exchange.history.TimeMachine;
import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.marketdata.AuctionView;
import exchange.marketdata.BookView;
import exchange.wire.JsonWriter;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** What everybody may ask of the markets' past. */
public final class PastMarkets {
    private final TimeMachine machine;
    private final InstantSource clock;

    public PastMarkets(TimeMachine machine, InstantSource clock) {
        this.machine = machine;
        this.clock = clock;
    }

    /** Now, epoch milliseconds: what is later is no past. */
    public long now() {
        return clock.millis();
    }

    /** The best levels right after the change with that number. */
    public CompletionStage<Answer> bookAtSequence(MarketRules rules, long sequence, int levels) {
        return HistoryUnavailable.orFail(
                        machine.book(rules.symbol(), new Moment.AtSequence(sequence)))
                .thenApply(book -> book.sequence() < sequence
                        ? Errors.notFound("the book has come to " + book.sequence() + " so far")
                        : Answer.ok(json(book, rules, levels)));
    }

    /** The best levels as they were then. */
    public CompletionStage<Answer> bookAt(MarketRules rules, long time, int levels) {
        return HistoryUnavailable.orFail(machine.book(rules.symbol(), new Moment.AtTime(time)))
                .thenApply(book -> book.batch() == 0
                        ? Errors.notFound("there was no such market then")
                        : Answer.ok(json(book, rules, levels)));
    }

    private static String json(PastBook book, MarketRules rules, int levels) {
        BookView view = new BookView(
                rules.symbol(),
                book.levels(Side.BUY, levels),
                book.levels(Side.SELL, levels),
                book.lastPriceTicks(),
                book.tradeNumber(),
                book.sequence(),
                book.time(),
                book.state(),
                AuctionView.NOTHING);
        JsonWriter json = new JsonWriter(256 + 64 * view.bids().size())
                .beginObject()
                .text("symbol", view.symbol())
                .number("sequence", view.sequence())
                .time("time", view.time())
                .text("status", view.state().name())
                .number("orders", book.orderCount())
                .number("last_trade_id", view.tradeNumber());
        if (view.lastPriceTicks() == 0) {
            json.nothing("last_price");
        } else {
            json.text("last_price", rules.priceText(view.lastPriceTicks()));
        }
        MarketDataJson.levels(json.name("bids"), view.bids(), rules);
        MarketDataJson.levels(json.name("asks"), view.asks(), rules);
        return json.number("checksum", MarketDataJson.checksum(view, rules))
                .endObject()
                .toString();
    }
}
