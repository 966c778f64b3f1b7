package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.load.ReplayCommand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./exchange replay --engine}: its output, its files and its exit codes. */
final class EngineReplayCommandTest {
    private static final String HEADER =
            "msg_no,kind,command,order_id,side,price,quantity,expected_maker\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void dayThatTradesAsRecordedEndsWithZero() throws IOException {
        int code = replay("1,,place,1,sell,5,1,none\n2,,ioc,,buy,5,1,1\n");

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo("2 rows, 0 differ\n");
        assertThat(folder.resolve("trades")).hasContent("""
                msg_no,taker,maker,taker_side,price,quantity
                2,,1,buy,5,1
                """);
        assertThat(folder.resolve("bbo")).hasContent("""
                msg_no,best_bid,bid_quantity,best_ask,ask_quantity
                1,,,5,1
                2,,,,
                """);
    }

    @Test
    void dayThatDiffersEndsWithOne() throws IOException {
        int code = replay("1,,place,1,sell,5,1,7\n");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).endsWith("\n1 rows, 1 differ\n");
    }

    @Test
    void fileThatCannotBeReadEndsWithTwo() throws IOException {
        assertThat(replay("1,,place,1,sell,5,1\n")).isEqualTo(2);
        assertThat(err.toString()).contains("day.csv, line 2: expected 8 columns");

        assertThat(execute("--engine", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read or write");

        assertThat(execute("--trades", "x", folder.resolve("day.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--trades and --bbo need --engine");
    }

    private int replay(String rows) throws IOException {
        Path day = Files.writeString(folder.resolve("day.csv"), HEADER + rows);
        return execute(
                "--engine",
                day.toString(),
                "--trades",
                folder.resolve("trades").toString(),
                "--bbo",
                folder.resolve("bbo").toString());
    }

    private int execute(String... arguments) {
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
