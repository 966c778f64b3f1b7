package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountTier;
import exchange.market.SelfTradePrevention;
import exchange.sequencer.BookItem;

import org.junit.jupiter.api.Test;

/** The tier of an account: who has it, what is journaled of it, and what books hear. */
final class TierTest {
    private static final long RICH = 1_000_000_000_000L;
    private static final LedgerCommand UNLIMITED =
            new LedgerCommand.SetTier(ANN, AccountTier.UNLIMITED, "admin");

    private final LedgerDesk desk = LedgerDesk.open(RICH);

    @Test
    void tierIsJournaledOnceAndAnsweredAlways() {
        LedgerReply unlimited =
                new LedgerReply.Settings(SelfTradePrevention.NONE, AccountTier.UNLIMITED);

        assertThat(desk.ask(UNLIMITED)).isEqualTo(unlimited);
        long facts = desk.facts().size();
        assertThat(desk.lastFact())
                .isEqualTo(new LedgerFact.TierSet(
                        ANN,
                        desk.logic().state().nextSequence(ANN) - 1,
                        AccountTier.UNLIMITED,
                        "admin"));

        assertThat(desk.ask(UNLIMITED)).isEqualTo(unlimited);
        assertThat(desk.facts()).hasSize((int) facts);
        assertThat(desk.ask(new LedgerCommand.GetSettings(BOB)))
                .isEqualTo(
                        new LedgerReply.Settings(SelfTradePrevention.NONE, AccountTier.STANDARD));
    }

    @Test
    void booksHearTheTierWithEveryPlaceAndAmend() {
        desk.ask(UNLIMITED);

        long order = desk.place(buy(1).at(100).by(ANN));
        desk.place(buy(1).at(100).by(BOB));
        desk.ask(new LedgerCommand.Amend(ANN, order, "", "BTC-USD", 101, 0, Long.MAX_VALUE));
        desk.ask(new LedgerCommand.SetTier(ANN, AccountTier.STANDARD, "admin"));
        desk.place(buy(1).at(100).by(ANN));

        assertThat(desk.sent(0, 1).stream().map(TierTest::isUnlimited))
                .containsExactly(true, false, true, false);
    }

    private static boolean isUnlimited(BookItem item) {
        return switch (item) {
            case BookItem.Place place -> place.unlimited();
            case BookItem.Amend amend -> amend.unlimited();
            case BookItem.Replace replace -> replace.place().unlimited();
            case BookItem.PlaceList list -> list.first().unlimited();
            case BookItem.Cancel cancel -> throw new AssertionError(cancel);
            case BookItem.MassCancel cancel -> throw new AssertionError(cancel);
        };
    }
}
