package exchange.cli;

import exchange.drill.CyclesResult;
import exchange.drill.Drill;
import exchange.drill.DrillRun;
import exchange.drill.Drills;
import exchange.drill.Stage;
import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Breaks a cluster of its own on purpose, under load, and checks that every promise was kept. */
@Command(
        name = "drill",
        description = "Starts three nodes and a PostgreSQL in a scratch folder, loads them, breaks"
                + " something again and again, and checks that nothing was lost and nothing"
                + " happened twice (docs/drills.md). Without a name it lists what can be broken.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No promise was broken and the goal was reached; or it cannot run here.",
            "1:A promise was broken, or the goal was missed."
        })
final class DrillCommand implements Callable<Integer> {
    private static final int BAD = 1;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which one.")
    private Optional<String> name;

    @Option(names = "--cycles", description = "How often (default: as in docs/drills.md).")
    private Optional<Integer> cycles;

    @Option(names = "--seed", description = "Makes the same choices again.")
    private Optional<Long> seed;

    @Option(names = "--events", description = "Fills the journal with so many events before.")
    private Optional<Long> events;

    @Option(names = "--minutes", description = "How long the drill busy goes on (default 30).")
    private Optional<Integer> minutes;

    @Option(
            names = "--results",
            defaultValue = "target/drills.jsonl",
            description = "Gets a line of JSON (default: ${DEFAULT-VALUE}).")
    private Path results;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isEmpty()) {
            Drills.all()
                    .forEach(each -> out.printf(
                            "%-13s %s; %s%n",
                            each.name(), each.how(), each.goal().text()));
            out.flush();
            return 0;
        }
        Drill drill = Drills.named(name.get(), minutes)
                .orElseThrow(() -> new CannotStart(
                        Reason.CONFIGURATION,
                        "there is no drill " + name.get() + "; ./exchange drill lists them"));
        if (drill.obstacle().isPresent()) {
            out.println(drill.name() + " skipped: " + drill.obstacle().get());
            out.flush();
            return 0;
        }
        return run(drill, out);
    }

    private int run(Drill drill, PrintWriter out)
            throws IOException, InterruptedException, TimeoutException {
        Stage stage = events.map(drill.stage()::withEvents).orElse(drill.stage());
        DrillRun run = new DrillRun(
                drill, stage, seed.orElseGet(System::nanoTime), JournalFill::fill, words -> {
                    out.println(words);
                    out.flush();
                });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run), "stop"));
        CyclesResult result = run.run(cycles.orElse(drill.onceCycles()));
        result.append(results);
        result.table().forEach(out::println);
        out.flush();
        return result.isPassed() ? 0 : BAD;
    }

    private static void end(DrillRun run) {
        try {
            run.close();
        } catch (IOException e) {
            throw new IllegalStateException("the drill did not end in order", e);
        }
    }
}
