package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.FeeLevel;
import exchange.market.RejectReason;
import exchange.sequencer.BookItem;
import exchange.sequencer.EntityState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Which rates an order is stamped with. The markets' own are 0.1 % and 0.2 %. */
final class FeeTest {
    private static final FeeLevel LEVEL = new FeeLevel(1, 800_000, 333_333);

    private final LedgerDesk desk = LedgerDesk.open(1_000_000_000_000L);

    @AfterEach
    void stateIsWhatItsJournalLeadsTo() {
        byte[] live = desk.stateHash();
        assertThat(desk.replayed().stateHash()).isEqualTo(live);
        assertThat(EntityState.of(desk.snapshot(), desk.newLogic()).stateHash()).isEqualTo(live);
    }

    private List<Integer> rates(long account, String symbol) {
        int peer = symbol.equals("BTC-USD") ? 0 : 1;
        desk.place(buy(1).at(100).in(symbol).by(account));
        long number = desk.logic().links().to(peer).made();
        BookItem.Place sent = (BookItem.Place) desk.sent(peer, number).get(0);
        return List.of(sent.makerFee(), sent.takerFee());
    }

    private Object level(FeeLevel level, long day) {
        return desk.ask(new FeeCommand.SetFeeLevel(ANN, level, day, "7 USD", "daily"));
    }

    private Object override(String symbol, int maker, int taker, long expiresAt) {
        return desk.ask(new FeeCommand.OverrideFees(
                ANN, new FeeOverride(symbol, maker, taker, expiresAt), "admin", "deal"));
    }

    @Test
    void levelIsAShareOfTheMarketsRatesRoundedUp() {
        assertThat(rates(ANN, "BTC-USD")).containsExactly(1_000, 2_000);

        level(LEVEL, 20_000);

        assertThat(desk.lastFact())
                .isEqualTo(new FeeFact.FeeLevelSet(ANN, 5, LEVEL, 20_000, "7 USD", "daily"));
        assertThat(rates(ANN, "BTC-USD")).containsExactly(800, 667);
        assertThat(rates(BOB, "BTC-USD")).containsExactly(1_000, 2_000);
    }

    @Test
    void levelIsSetOncePerDay() {
        level(LEVEL, 20_000);
        int facts = desk.facts().size();

        level(LEVEL, 20_001);
        level(FeeLevel.STANDARD, 20_000);
        Object terms = level(FeeLevel.STANDARD, 19_999);

        assertThat(desk.facts()).hasSize(facts);
        assertThat(terms)
                .isEqualTo(new LedgerReply.Fees(new FeeTerms(LEVEL, 20_000, List.of()), 4));
        level(FeeLevel.STANDARD, 20_001);
        assertThat(rates(ANN, "BTC-USD")).containsExactly(1_000, 2_000);
    }

    @Test
    void ratesOfAMarketGoBeforeThoseOfAllAndTheseBeforeTheLevel() {
        level(LEVEL, 20_000);
        override("", 30, 40, 0);
        override("BTC-USD", 10, 20, START + 1_000);

        assertThat(rates(ANN, "BTC-USD")).containsExactly(10, 20);
        assertThat(rates(ANN, "ETH-USD")).containsExactly(30, 40);
        desk.advance(1_000);
        assertThat(rates(ANN, "BTC-USD")).containsExactly(30, 40);
        desk.ask(new FeeCommand.EndFeeOverride(ANN, "", "admin", "over"));
        assertThat(rates(ANN, "ETH-USD")).containsExactly(800, 667);
    }

    @Test
    void ratesAreSetWithAReasonAndWithinBounds() {
        assertThat(refusal("BTC-USD", -1, 0, 0, "why")).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(refusal("BTC-USD", 0, 100_001, 0, "why")).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(refusal("XRP-USD", 0, 0, 0, "why")).isEqualTo(RejectReason.UNKNOWN_MARKET);
        assertThat(refusal("", 0, 0, START, "why")).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(refusal("", 0, 0, 0, " ")).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(new FeeCommand.EndFeeOverride(ANN, "", "admin", "")))
                .isEqualTo(RejectReason.INVALID_FIELD);
    }

    private RejectReason refusal(
            String symbol, int maker, int taker, long expiresAt, String reason) {
        FeeOverride override = new FeeOverride(symbol, maker, taker, expiresAt);
        return desk.refusal(new FeeCommand.OverrideFees(ANN, override, "admin", reason));
    }

    @Test
    void whatChangesNothingLeavesNoFact() {
        override("", 30, 40, 0);
        int facts = desk.facts().size();

        override("", 30, 40, 0);
        desk.ask(new FeeCommand.EndFeeOverride(ANN, "BTC-USD", "admin", "none there"));

        assertThat(desk.facts()).hasSize(facts);
        assertThat(desk.ask(new LedgerCommand.GetFees(ANN)))
                .isEqualTo(new LedgerReply.Fees(
                        new FeeTerms(FeeLevel.STANDARD, 0, List.of(new FeeOverride("", 30, 40, 0))),
                        4));
    }
}
