package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How long closed orders and their client order ids stay known: here 3 orders or 100 ms, at most 6.
 */
final class WindowTest {
    private final LedgerDesk desk = new LedgerDesk(0, new ClosedOrders.Window(3, 100, 6));

    private int placed;

    WindowTest() {
        desk.define();
        desk.deposit(ANN, "USD", 1_000 * LOT, "r");
    }

    @Test
    void theLastFewStayHoweverOldTheyAre() {
        close(3);
        desk.advance(1_000_000);

        assertThat(known()).containsExactly("1", "2", "3");
    }

    @Test
    void moreStayWhileTheyAreYoung() {
        close(5);
        desk.advance(100);
        close(1);

        assertThat(known()).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void oldOnesGoOnceThereAreEnoughYoungerOnes() {
        close(2);
        desk.advance(101);
        close(2);

        assertThat(known()).containsExactly("2", "3", "4");
    }

    @Test
    void thereAreNeverMoreThanTheMost() {
        close(8);

        assertThat(known()).containsExactly("3", "4", "5", "6", "7", "8");
    }

    @Test
    void openOrdersStayAlways() {
        long open = desk.place(buy(1).at(1).as("open"));
        close(8);
        desk.advance(1_000_000);
        close(8);

        assertThat(desk.state().clientIds.find(new ClientId(ANN, "open")).orderId)
                .isEqualTo(open);
    }

    @Test
    void forgottenIdIsFree() {
        close(8);

        assertThat(desk.ask(buy(2).at(2).as("1").place())).isInstanceOf(Routed.Forwarded.class);
    }

    @Test
    void olderOrderThatGoesLeavesTheIdToItsSuccessor() {
        close(1);
        long successor = desk.place(buy(1).at(1).as("1").reusingClosed());
        close(7);

        assertThat(desk.state().order(1)).isNull();
        assertThat(desk.state().clientIds.find(new ClientId(ANN, "1")).orderId)
                .isEqualTo(successor);
    }

    @Test
    void restartKeepsTheSameWindow() {
        close(8);
        byte[] before = desk.stateHash();

        desk.restart();

        assertThat(known()).containsExactly("3", "4", "5", "6", "7", "8");
        assertThat(desk.stateHash()).isEqualTo(before);
        assertThat(desk.replayed().stateHash()).isEqualTo(before);
    }

    @Test
    void standardWindowIsThatOfTheDesign() {
        assertThat(ClosedOrders.Window.STANDARD)
                .isEqualTo(new ClosedOrders.Window(100_000, 900_000, 1_000_000));
    }

    /** Their deadlines are before those of other orders. */
    private void close(int orders) {
        for (int i = 0; i < orders; i++) {
            placed++;
            String name = Integer.toString(placed);
            long id = desk.place(buy(1).at(1).as(name).before(Long.MAX_VALUE - 1));
            desk.settle(
                    0,
                    new LedgerItem.Accepted(1, id, true, desk.time),
                    new LedgerItem.Ended(2, id, EndReason.USER_CANCELED, TICK_LOT, desk.time));
        }
    }

    private List<String> known() {
        return IntStream.rangeClosed(1, placed)
                .mapToObj(Integer::toString)
                .filter(id -> desk.state().clientIds.find(new ClientId(ANN, id)) != null)
                .toList();
    }
}
