package exchange.matching.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/**
 * Commands a second of one engine on one stream, looped: one operation is one command. After each
 * pass the book must be empty and the pass must have traded what every pass trades.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MatchingBench {
    private static final int CHUNK = 10_000;

    /** Who plays. */
    public enum Engine {
        OURS("ours"),
        EXCHANGE_CORE("exchange-core");

        final String title;

        Engine(String title) {
            this.title = title;
        }

        Contender contender() {
            return switch (this) {
                case OURS -> new OurBook();
                case EXCHANGE_CORE -> new ExchangeCoreBook();
            };
        }
    }

    @Param({"MOVES", "BITSTAMP", "DEEP", "SWEEPS"})
    public String load = "";

    @Param({"OURS", "EXCHANGE_CORE"})
    public Engine engine = Engine.OURS;

    private Commands commands = new Commands();
    private Contender contender = new OurBook();
    private Contender.Totals expected = new Contender.Totals(0, 0, 0);
    private int at;

    /** Makes the stream and plays it once, which tells what a pass trades. */
    @Setup
    public void prepare() {
        commands = Load.valueOf(load).commands();
        contender = engine.contender();
        contender.play(commands, 0, commands.count);
        expected = contender.takeTotals();
    }

    @Benchmark
    @OperationsPerInvocation(CHUNK)
    public int play() {
        int left = CHUNK;
        while (left > 0) {
            int to = Math.min(at + left, commands.count);
            contender.play(commands, at, to);
            left -= to - at;
            at = to;
            if (at == commands.count) {
                at = 0;
                check();
            }
        }
        return at;
    }

    private void check() {
        Contender.Totals totals = contender.takeTotals();
        if (!totals.equals(expected) || contender.resting() != 0) {
            throw new IllegalStateException("a pass of " + load + " came to " + totals + " and "
                    + contender.resting() + " orders, expected " + expected + " and none");
        }
    }
}
