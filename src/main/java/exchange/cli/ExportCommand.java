package exchange.cli;

import exchange.history.DayExport;
import exchange.persistence.Database;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Writes one market's day from its journal, beside a running exchange or without one. */
@Command(
        name = "export",
        description = "Writes a market's day for replay --engine; docs/replay-format.md",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The day is written.",
            "1:The day could not be read or written.",
            "2:There is no such market, no exchange here, or no database."
        })
final class ExportCommand implements Callable<Integer> {
    @Option(names = "--market", required = true, description = "such as BTC-USD")
    private String market;

    @Option(names = "--day", required = true, description = "in UTC, such as 2026-01-31")
    private LocalDate day;

    @Option(names = "--out", description = "the file; default: standard output")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return new OnDatabase(spec).run(this::export);
    }

    private int export(Database database) {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
                PrintWriter out = file == null
                        ? new PrintWriter(spec.commandLine().getOut())
                        : new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            connection.setAutoCommit(false);
            Optional<DayExport.Result> result = DayExport.write(connection, market, day, out);
            if (out.checkError()) {
                return cannot(OnDatabase.FAILED, "the rows could not be written");
            }
            return result.map(this::tell)
                    .orElseGet(() ->
                            cannot(OnDatabase.NOTHING_HERE, "no market " + market + " until then"));
        } catch (SQLException | IOException e) {
            return cannot(
                    OnDatabase.FAILED, "the day could not be read or written: " + e.getMessage());
        }
    }

    private int tell(DayExport.Result result) {
        spec.commandLine()
                .getErr()
                .println(result.rows() + " rows with " + result.trades() + " trades");
        return 0;
    }

    private int cannot(int exitCode, String why) {
        return new OnDatabase(spec).cannot(exitCode, why);
    }
}
