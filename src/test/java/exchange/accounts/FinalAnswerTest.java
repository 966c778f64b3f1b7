package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which answers to questions about orders must never turn out to be wrong. */
final class FinalAnswerTest {
    private final LedgerDesk desk = LedgerDesk.open(1_000_000 * LOT);

    private boolean isFinal(LedgerCommand query, long time) {
        return desk.logic().isFinal(query, time);
    }

    @Test
    void onlyThatAnOrderCanNoLongerComeToBe() {
        long until = desk.time + 10;
        desk.place(buy(5).at(100).as("a").before(until));
        LedgerCommand unknown = new LedgerCommand.GetOrderByClientId(ANN, "b", until);

        assertThat(isFinal(unknown, until)).isFalse();
        assertThat(isFinal(unknown, until + 1)).isTrue();
        assertThat(isFinal(new LedgerCommand.GetOrderByClientId(ANN, "a", until), until + 1))
                .isFalse();
        assertThat(isFinal(new LedgerCommand.GetOrderByClientId(ANN, "b", 0), until + 1))
                .isFalse();
        assertThat(isFinal(new LedgerCommand.GetBalances(ANN), until + 1)).isFalse();
    }
}
