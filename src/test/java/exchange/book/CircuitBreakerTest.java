package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The price may move 10 % in 64 s; then the market halts for 5 s and opens by a 9 s auction. */
final class CircuitBreakerTest {
    private static final CircuitBreaker BREAKER = new CircuitBreaker(100_000, 64_000, 5_000, 9_000);
    private static final String TOO_FAST = "circuit breaker: the price moved too fast";
    private static final String EXCHANGE = "the exchange";

    private TestBook book;
    private long counter;

    @BeforeEach
    void openAndTradeAt1000() {
        open(BREAKER);
    }

    private void open(CircuitBreaker breaker) {
        book = TestBook.of(Orders.RULES.with(MarketState.OPEN, breaker));
        counter = 0;
        trade(1_000);
    }

    private void trade(long price) {
        place(sell(1).at(price));
        place(buy(1).at(price).ioc());
    }

    private List<BookFact> place(Orders order) {
        List<BookFact> facts = book.decide(order.place(++counter));
        book.commit();
        return facts;
    }

    private MarketState state() {
        return ((BookReply.Rules) book.ask(new BookCommand.GetRules())).rules().state();
    }

    private void at(long time) {
        book.setTime(time);
    }

    private List<BookFact> tickAt(long time) {
        at(time);
        List<BookFact> facts = book.tick();
        book.commit();
        return facts;
    }

    private BookFact stopped(MarketState state, long endsAt) {
        return new BookFact.MarketStateChanged(state, TOO_FAST, EXCHANGE, endsAt);
    }

    @Test
    void tradeThatMovesThePriceTooFarDoesNotHappenAndTheMarketHalts() {
        place(sell(1).at(1_100));
        place(sell(1).at(1_101));

        List<BookFact> facts = place(buy(3).at(1_200).ioc());

        assertThat(facts).hasSize(4);
        assertThat(((BookFact.Traded) facts.get(1)).priceTicks()).isEqualTo(1_100);
        assertThat(facts.get(2)).isEqualTo(stopped(MarketState.HALTED, 6_000));
        assertThat(((BookFact.Ended) facts.get(3)).reason()).isEqualTo(EndReason.MARKET_HALTED);
        assertThat(place(buy(1).at(1)).getFirst()).isInstanceOf(BookFact.Refused.class);
    }

    @Test
    void fallIsStoppedLikeARise() {
        place(buy(1).at(900));
        place(buy(1).at(899));

        assertThat(place(sell(2).at(1)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Accepted", "Traded", "MarketStateChanged", "Rested");
        assertThat(state()).isEqualTo(MarketState.HALTED);
    }

    @Test
    void marketOrderIsStoppedToo() {
        place(sell(1).at(1_090));
        place(sell(1).at(1_110));

        assertThat(place(buy(2)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Accepted", "Traded", "MarketStateChanged", "Ended");
    }

    @Test
    void marketThatHaltedOpensByAnAuctionAndThenMovesFreely() {
        place(sell(2).at(1_200));
        place(buy(1).at(1_200));
        assertThat(state()).isEqualTo(MarketState.HALTED);
        assertThat(book.logic.nextDeadline()).isEqualTo(6_000);

        assertThat(tickAt(6_000))
                .containsExactly(new BookFact.MarketStateChanged(
                        MarketState.AUCTION, "the halt is over", EXCHANGE, 15_000));
        assertThat(tickAt(15_000))
                .hasSize(2)
                .last()
                .isEqualTo(new BookFact.MarketStateChanged(
                        MarketState.OPEN, "the auction is over", EXCHANGE, 0));

        assertThat(place(buy(1).at(1_200)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Accepted", "Traded");
        assertThat(state()).isEqualTo(MarketState.OPEN);
    }

    @Test
    void withoutAHaltTheAuctionBeginsAtOnce() {
        open(new CircuitBreaker(100_000, 64_000, 0, 9_000));
        place(sell(1).at(1_101));

        assertThat(place(buy(1).at(1_101)).get(1)).isEqualTo(stopped(MarketState.AUCTION, 10_000));
        assertThat(book.ask(new BookCommand.GetAuction()))
                .isEqualTo(new BookReply.Auction(1_101, 1, 0));
    }

    @Test
    void slowMoveOfTheSameSizePasses() {
        at(60_000);
        trade(1_100);
        at(130_000);
        trade(1_200);
        assertThat(state()).isEqualTo(MarketState.OPEN);

        place(sell(1).at(1_211));
        place(buy(1).at(1_211));

        assertThat(state()).isEqualTo(MarketState.HALTED);
    }

    @Test
    void moveOverSeveralOrdersCountsAndSurvivesARestart() {
        trade(1_050);
        book = book.restored();
        trade(1_099);
        assertThat(state()).isEqualTo(MarketState.OPEN);
        book = book.restored();
        place(sell(1).at(1_101));
        place(buy(1).at(1_101));

        assertThat(state()).isEqualTo(MarketState.HALTED);
    }

    @Test
    void orderThatMustFillInFullIsRefusedInstead() {
        place(sell(1).at(1_100));
        place(sell(1).at(1_101));

        assertThat(place(buy(2).at(1_200).fok()))
                .containsExactly(new BookFact.Refused(
                        5, 5, 1, RejectReason.FOK_NOT_FILLABLE, 2 * 1_200 * 350));
        assertThat(state()).isEqualTo(MarketState.OPEN);
    }

    @Test
    void firstTradeOfAMarketIsBoundOnlyByTheBestPrice() {
        book = TestBook.of(Orders.RULES.with(MarketState.OPEN, BREAKER));
        counter = 0;
        place(sell(1).at(5_000));
        place(sell(1).at(5_501));

        assertThat(place(buy(2).at(9_000)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Accepted", "Traded", "MarketStateChanged", "Rested");
    }

    @Test
    void haltByAnAdminDoesNotEndByItself() {
        place(sell(1).at(1_200));
        place(buy(1).at(1_200));

        book.ask(new BookCommand.ChangeState(MarketState.HALTED, "let me look", "ann", 0));

        assertThat(book.logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void marketWithoutABreakerGoesAnywhere() {
        open(CircuitBreaker.OFF);
        place(sell(1).at(9_000));

        assertThat(book.send(buy(1).at(9_000).place(++counter)))
                .last()
                .isInstanceOf(LedgerItem.Fill.class);
    }

    @Test
    void breakerThatIsTurnedOnBeginsWithThePriceThatStands() {
        open(CircuitBreaker.OFF);
        book.ask(new BookCommand.ChangeRules(
                0, 0, 0, 0, Long.MAX_VALUE, BREAKER, AccountLimits.NONE, "ann"));
        place(sell(1).at(1_101));
        place(buy(1).at(1_101));

        assertThat(state()).isEqualTo(MarketState.HALTED);
    }
}
