package exchange.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.testkit.SharedData;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

final class EngineReplayTest {
    private static final String HEADER =
            "msg_no,kind,command,order_id,side,price,quantity,expected_maker\n";

    @TempDir
    private Path folder;

    /** What a day came to: the two outputs with their headers, the differences without. */
    private record Outcome(
            EngineReplay.Result result, String differences, String trades, String bestPrices) {}

    @Test
    void documentsExampleComesOutAsTheDocumentSays() throws IOException {
        String document = Files.readString(Path.of("docs/replay-format.md"));
        List<String> blocks = new ArrayList<>();
        Matcher csv = Pattern.compile("(?s)```csv\n(.*?)```").matcher(document);
        while (csv.find()) {
            blocks.add(csv.group(1));
        }

        Outcome outcome = play(blocks.get(0));

        EngineReplay.Result result = outcome.result();
        assertThat(document)
                .contains("```\n" + outcome.differences() + result.rows() + " rows, "
                        + result.differing() + " differ\n```");
        assertThat(outcome.trades()).isEqualTo(blocks.get(1));
        assertThat(outcome.bestPrices()).isEqualTo(blocks.get(2));
    }

    @Test
    void bitstampsDayIsTradedAsRecorded() throws IOException {
        List<String[]> commands = SharedData.bitstamp("commands.csv.gz");
        List<String[]> trades = SharedData.bitstamp("trades.csv");
        Map<String, String> firstMakers = new HashMap<>();
        trades.forEach(trade -> firstMakers.putIfAbsent(trade[1], trade[6]));
        StringBuilder day = new StringBuilder(HEADER);
        for (String[] row : commands) {
            boolean place = row[3].equals("place");
            String expected = place ? firstMakers.getOrDefault(row[0], "none") : "";
            day.append(String.join(
                    ",", row[0], row[3], row[3], row[4], row[5], row[6], row[7], expected + "\n"));
        }

        Outcome outcome = play(day.toString());

        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.result()).isEqualTo(new EngineReplay.Result(49_812, 0));
        assertThat(rows(outcome.trades()))
                .isEqualTo(trades.stream()
                        .map(t -> String.join(",", t[1], t[4], t[6], t[5], t[7], t[8]))
                        .toList());
        assertThat(rows(outcome.bestPrices())).isEqualTo(recordedBestPrices());
    }

    private static List<String> recordedBestPrices() {
        List<String> changes = new ArrayList<>();
        String last = ",,,";
        for (String[] row : SharedData.bitstamp("results.csv.gz")) {
            String now = String.join(",", Arrays.copyOfRange(row, 7, 11));
            if (!now.equals(last)) {
                changes.add(row[0] + "," + now);
            }
            last = now;
        }
        return changes;
    }

    @Test
    void everyWayToDifferIsTold() throws IOException {
        Outcome outcome = play(HEADER + """
                1,,place,1,sell,100,5,
                2,,place,2,sell,100,5,
                3,,place,3,sell,101,5,1
                4,,place,4,buy,100,1,none
                5,,ioc,5,buy,100,6,1
                6,,ioc,6,buy,,6,3
                7,,ioc,7,buy,,9,none
                8,,place,8,buy,100,1,none
                9,,ioc,9,sell,101,1,8
                """);

        assertThat(outcome.differences()).isEqualTo("""
                msg_no 3: expected the first trade with 1, found no trade
                msg_no 4: expected no trade, found 1 trade with 1
                msg_no 5: expected one trade with 1, found 2 trades, the first with 1
                msg_no 6: expected one trade with 3, found 2 trades, the first with 2
                msg_no 7: expected no trade, found 1 trade with 3
                msg_no 9: expected one trade with 8, found no trade
                """);
        assertThat(outcome.result()).isEqualTo(new EngineReplay.Result(9, 6));
    }

    @Test
    void placeMayTradeOnAfterItsExpectedMaker() throws IOException {
        Outcome outcome = play(HEADER + """
                1,,place,1,sell,100,5,none
                2,,place,2,sell,100,5,none
                3,,place,3,buy,100,10,1
                """);

        assertThat(outcome.result()).isEqualTo(new EngineReplay.Result(3, 0));
    }

    @Test
    void changesOfUnknownOrdersAreNoDifference() throws IOException {
        Outcome outcome = play(HEADER + "1,,cancel,1,,,,\n2,,reduce,2,,,5,\n");

        assertThat(outcome.result()).isEqualTo(new EngineReplay.Result(2, 0));
        assertThat(rows(outcome.bestPrices())).isEmpty();
    }

    @Test
    void orderReducedByAllItHasIsGone() throws IOException {
        Outcome outcome = play(HEADER + "1,,place,1,buy,9,5,\n2,,reduce,1,,,6,\n");

        assertThat(rows(outcome.bestPrices())).containsExactly("1,9,5,,", "2,,,,");
    }

    @Test
    void idsMayBeAnyText() throws IOException {
        Outcome outcome = play(HEADER + """
                1,,place,a-1,sell,100,5,
                2,,place,007,sell,100,5,
                3,,place,7,sell,100,5,
                4,,place,1234567890123456789012,sell,100,5,
                5,,ioc,b,buy,100,20,
                """);

        assertThat(rows(outcome.trades()))
                .containsExactly(
                        "5,b,a-1,buy,100,5",
                        "5,b,007,buy,100,5",
                        "5,b,7,buy,100,5",
                        "5,b,1234567890123456789012,buy,100,5");
    }

    @Test
    void pricesTimesQuantitiesMayPassALong() throws IOException {
        String large = Long.toString(Cells.NUMBER_MAX);
        Outcome outcome = play(HEADER
                + "1,,place,1,sell,%s,%s,\n2,,ioc,2,buy,,%s,1\n".formatted(large, large, large));

        assertThat(outcome.result().differing()).isZero();
        assertThat(rows(outcome.trades()))
                .containsExactly("2,2,1,buy,%s,%s".formatted(large, large));
    }

    @Test
    void gzipWindowsLinesAndAMissingLastLineEndAreRead() throws IOException {
        Path file = folder.resolve("day.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            String day = (HEADER + "1,,place,1,buy,9,5,\n2,,cancel,1,,,,").replace("\n", "\r\n");
            out.write(day.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(play(file).result()).isEqualTo(new EngineReplay.Result(2, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,,place,1,buy,9,5|: expected 8 columns, found \"1,,place,1,buy,9,5\"",
                "1,,place,1,buy,9,5,,|: expected 8 columns, found \"1,,place,1,buy,9,5,,\"",
                "x,,cancel,1,,,,|, column msg_no: expected a whole number from 0 to"
                        + " 9223372036854775799, found \"x\"",
                "1,,move,1,,,,|, column command: expected place, reduce, cancel or ioc, found \"move\"",
                "1,,cancel,,,,,|, column order_id: expected an order id, found \"\"",
                "1,,place,none,buy,9,5,|, column order_id: expected an order id, found \"none\"",
                "1,,place,1,Buy,9,5,|, column side: expected buy or sell, found \"Buy\"",
                "1,,place,1,buy,,5,|, column price: expected a whole number from 1 to"
                        + " 9223372036854775799, found \"\"",
                "1,,place,1,buy,9.5,5,|, column price: expected a whole number from 1 to"
                        + " 9223372036854775799, found \"9.5\"",
                "1,,place,1,buy,9,0,|, column quantity: expected a whole number from 1 to"
                        + " 9223372036854775799, found \"0\"",
                "1,,reduce,1,,,-1,|, column quantity: expected a whole number from 1 to"
                        + " 9223372036854775799, found \"-1\"",
                "1,,place,1,buy,9223372036854775800,5,|, column price: expected a whole number from 1"
                        + " to 9223372036854775799, found \"9223372036854775800\"",
                "1,,cancel,1,,,,2|, column expected_maker: expected nothing, as this command cannot"
                        + " trade, found \"2\"",
                "1,,place,0,buy,9,5,|, column order_id: order 0 rests already",
            })
    void whatIsNotInTheFormatIsNamed(String row, String complaint) {
        String day = HEADER + "0,,place,0,buy,9,5,\n" + row + "\n";

        assertThatThrownBy(() -> play(day))
                .isInstanceOf(MalformedDay.class)
                .hasMessage(folder.resolve("day.csv") + ", line 3" + complaint);
    }

    @Test
    void otherHeadersAndEndlessLinesAreRefused() {
        assertThatThrownBy(() -> play("msg_no,command\n"))
                .isInstanceOf(MalformedDay.class)
                .hasMessageEndingWith("line 1: the header must be \"" + HEADER.strip()
                        + "\", found \"msg_no,command\"");
        assertThatThrownBy(() -> play(""))
                .isInstanceOf(MalformedDay.class)
                .hasMessageEndingWith("found \"\"");
        assertThatThrownBy(() -> play(HEADER + "1,,place,1,buy,9,5,\n" + "x".repeat(100_000)))
                .isInstanceOf(MalformedDay.class)
                .hasMessageEndingWith("line 3: longer than 65536 bytes");
    }

    @Test
    void rowsAreReadAcrossTheBuffersBorders() throws IOException {
        StringBuilder day = new StringBuilder(HEADER);
        for (int i = 1; i <= 20_000; i++) {
            day.append(i).append(",,place,").append(i).append(",sell,100,1,none\n");
            day.append(i).append(",,ioc,,buy,100,1,").append(i).append('\n');
        }

        assertThat(play(day.toString()).result()).isEqualTo(new EngineReplay.Result(40_000, 0));
    }

    private Outcome play(String day) throws IOException {
        return play(Files.writeString(folder.resolve("day.csv"), day));
    }

    private static Outcome play(Path file) throws IOException {
        StringWriter differences = new StringWriter();
        StringWriter trades = new StringWriter();
        StringWriter bestPrices = new StringWriter();
        EngineReplay replay = new EngineReplay(
                new PrintWriter(differences), new PrintWriter(trades), new PrintWriter(bestPrices));
        EngineReplay.Result result = replay.play(file);
        return new Outcome(
                result, differences.toString(), trades.toString(), bestPrices.toString());
    }

    private static List<String> rows(String csv) {
        return csv.lines().skip(1).toList();
    }
}
