package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What random streams were made of, so that a proof that proves nothing shows. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();
    private long commands;
    private long changes;
    private long trades;

    void count(BookItem item, List<BookFact> facts, MarketState state) {
        commands++;
        changes += facts.stream().anyMatch(BookFact::changesBook) ? 1 : 0;
        trades += facts.stream().anyMatch(BookFact.Traded.class::isInstance) ? 1 : 0;
        add(state);
        add(item.getClass().getSimpleName());
        for (BookFact fact : facts) {
            add(fact.getClass().getSimpleName());
            if (fact instanceof BookFact.Accepted accepted) {
                add(accepted.type());
                add(accepted.timeInForce());
                add(accepted.selfTradePrevention());
                if (accepted.conditions().listId() != 0) {
                    add("Listed");
                }
            }
            if (fact instanceof BookFact.Refused refused) {
                add(refused.reason());
            }
            if (fact instanceof BookFact.Ended ended) {
                add(ended.reason());
                if (ended.moved() > 0) {
                    add(ended.reason() == EndReason.ONE_CANCELS_OTHER ? "MovedInList" : "Moved");
                }
            }
        }
    }

    private void add(Object what) {
        counts.merge(what.toString(), 1L, Long::sum);
    }

    /** Every type, lifetime, wish, state and outcome occurred, and enough of it mattered. */
    void check() {
        System.out.println(commands + " commands, " + changes + " changed the book, " + trades
                + " traded: " + counts);
        List<Object> expected = new ArrayList<>(List.of(
                "Triggered",
                "Trailed",
                "Refilled",
                "Decremented",
                "Amended",
                "AmendRefused",
                "MassCanceled",
                "Replace",
                "Moved",
                "MovedInList",
                "PlaceList",
                "Listed",
                EndReason.ONE_CANCELS_OTHER,
                EndReason.EXPIRED,
                EndReason.SELF_TRADE,
                EndReason.TOO_MANY_FILLS,
                EndReason.FOK_NOT_FILLABLE));
        expected.add(RejectReason.PRICE_OUTSIDE_BAND);
        expected.addAll(List.of(OrderType.values()));
        expected.addAll(List.of(TimeInForce.values()));
        expected.addAll(List.of(SelfTradePrevention.values()));
        expected.addAll(List.of(MarketState.values()));
        for (Object what : expected) {
            assertThat(counts).containsKey(what.toString());
        }
        assertThat(commands).isGreaterThanOrEqualTo(Long.getLong("exchange.test.commands", 0));
        assertThat(changes).isGreaterThan(commands * 3 / 10);
        assertThat(trades).isGreaterThan(commands / 10);
    }
}
