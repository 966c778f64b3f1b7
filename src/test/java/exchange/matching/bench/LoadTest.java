package exchange.matching.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import exchange.market.Side;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bench's streams are what they say, and both engines make the same of them. */
final class LoadTest {

    @ParameterizedTest
    @EnumSource(Load.class)
    void enginesTradeTheSameAndEndEmpty(Load load) {
        assumeTrue(load.isPresent(), "skipped: its recording is not here");
        Commands commands = small(load);
        Contender ours = new OurBook();
        Contender peer = new ExchangeCoreBook();

        for (int from = 0; from < commands.count; from += 1_000) {
            int to = Math.min(from + 1_000, commands.count);
            ours.play(commands, from, to);
            peer.play(commands, from, to);
            assertThat(ours.resting()).isEqualTo(peer.resting());
        }

        assertThat(ours.resting()).isZero();
        Contender.Totals totals = ours.takeTotals();
        assertThat(totals.trades()).isPositive();
        assertThat(totals).isEqualTo(peer.takeTotals());
    }

    @Test
    void movesAreMixedAsPromisedAroundAThousandOrders() {
        Commands commands = Load.moves(100_000);

        int[] kinds = kinds(commands, 1_100, 99_000);
        assertThat(percent(kinds, Commands.MOVE)).isCloseTo(71, within(1.0));
        assertThat(percent(kinds, Commands.PLACE)).isCloseTo(13, within(1.0));
        assertThat(percent(kinds, Commands.CANCEL)).isCloseTo(7, within(1.0));
        assertThat(percent(kinds, Commands.REDUCE)).isCloseTo(7, within(1.0));
        assertThat(percent(kinds, Commands.IOC)).isCloseTo(2, within(1.0));
        OurBook book = new OurBook();
        for (int from = 10_000; from < 100_000; from += 10_000) {
            book.play(commands, from - 10_000, from);
            assertThat(book.resting()).isBetween(900, 1_100);
        }
    }

    @Test
    void deepBookStaysDeep() {
        Commands commands = Load.deep(100_000, 100_000);
        OurBook book = new OurBook();

        book.play(commands, 0, 200_000);

        assertThat(book.resting()).isCloseTo(100_000, within(5_000));
        assertThat(levels(book)).isBetween(4_900, 5_000);
    }

    @Test
    void everySweepTakesTwentyMakers() {
        Commands commands = Load.sweeps(1);
        OurBook book = new OurBook();

        int sweeps = 0;
        for (int i = 0; i < commands.count; i++) {
            book.play(commands, i, i + 1);
            boolean sweep = commands.kinds[i] == Commands.IOC;
            sweeps += sweep ? 1 : 0;
            assertThat(book.takeTotals().trades()).isEqualTo(sweep ? 20 : 0);
        }

        assertThat(sweeps).isEqualTo(1_000);
    }

    private static Commands small(Load load) {
        return switch (load) {
            case MOVES -> Load.moves(50_000);
            case BITSTAMP -> load.commands();
            case DEEP -> Load.deep(20_000, 50_000);
            case SWEEPS -> Load.sweeps(2);
        };
    }

    private static int levels(OurBook book) {
        return book.book().levelCount(Side.BUY) + book.book().levelCount(Side.SELL);
    }

    private static int[] kinds(Commands commands, int from, int to) {
        int[] kinds = new int[Commands.KINDS];
        for (int i = from; i < to; i++) {
            kinds[commands.kinds[i]]++;
        }
        return kinds;
    }

    private static double percent(int[] kinds, byte kind) {
        double all = 0;
        for (int each : kinds) {
            all += each;
        }
        return 100 * kinds[kind] / all;
    }
}
