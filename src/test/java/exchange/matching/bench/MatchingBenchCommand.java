package exchange.matching.bench;

import exchange.matching.bench.MatchingBench.Engine;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * {@code ./exchange bench matching}: the pure matching beside exchange-core's, by turns, on the
 * same streams. Exits with 1 when they trade differently or ours is the slower one.
 */
@Command(
        name = "exchange bench matching",
        mixinStandardHelpOptions = true,
        description = "Measures the pure matching engine beside exchange-core's order book (JMH).")
final class MatchingBenchCommand implements Callable<Integer> {
    @Option(names = "--forks", defaultValue = "5", description = "default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(
            names = "--warmup",
            defaultValue = "3",
            description = "seconds a fork warms up; default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "that a fork measures, each is one sample; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--load", description = "${COMPLETION-CANDIDATES}; default: all")
    private Set<Load> loads = EnumSet.allOf(Load.class);

    @Option(names = "--engine", description = "${COMPLETION-CANDIDATES}; default: both")
    private Set<Engine> engines = EnumSet.allOf(Engine.class);

    @Option(
            names = "--gc",
            defaultValue = "Parallel",
            description = "Parallel, which the exchange runs with, G1, Serial or Z")
    private String gc = "Parallel";

    @Option(names = "--profile", description = "a profiler of JMH, as it names it")
    private List<String> profilers = List.of();

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new MatchingBenchCommand());
        System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        boolean well = true;
        for (Load load : Load.values()) {
            if (loads.contains(load) && !load.isPresent()) {
                System.out.println(load.title + ": skipped, its recording is not here");
                loads.remove(load);
            }
        }
        for (Load load : loads) {
            well &= tradesAlike(load);
        }
        if (!well) {
            return 1;
        }
        Map<Load, Map<Engine, Samples>> samples = new EnumMap<>(Load.class);
        for (int fork = 1; fork <= forks; fork++) {
            for (Load load : loads) {
                for (Engine engine : engines) {
                    Samples of = samples.computeIfAbsent(load, l -> new EnumMap<>(Engine.class))
                            .computeIfAbsent(engine, e -> new Samples());
                    of.add(run(load, engine));
                    System.out.printf(
                            Locale.ROOT,
                            "fork %d of %d, %s, %s: %.2f M/s%n",
                            fork,
                            forks,
                            load,
                            engine,
                            of.lastFork() / 1e6);
                }
            }
        }
        return report(samples) ? 0 : 1;
    }

    private static boolean tradesAlike(Load load) {
        Commands commands = load.commands();
        Map<Engine, Contender.Totals> totals = new EnumMap<>(Engine.class);
        for (Engine engine : Engine.values()) {
            Contender contender = engine.contender();
            contender.play(commands, 0, commands.count);
            totals.put(engine, contender.takeTotals());
        }
        boolean alike = Set.copyOf(totals.values()).size() == 1;
        System.out.printf(
                Locale.ROOT,
                "%s: %,d commands, %s%n",
                load.title,
                commands.count,
                alike ? totals.get(Engine.OURS) : "NOT THE SAME: " + totals);
        return alike;
    }

    private RunResult run(Load load, Engine engine) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(MatchingBench.class.getName() + ".play")
                .param("load", load.name())
                .param("engine", engine.name())
                .forks(1)
                .warmupIterations(warmup)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs(
                        "-Xms2g",
                        "-Xmx2g",
                        "-XX:+Use" + gc + "GC",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--sun-misc-unsafe-memory-access=allow")
                .addProfiler(GCProfiler.class);
        profilers.forEach(options::addProfiler);
        return new Runner(options.build()).runSingle();
    }

    private boolean report(Map<Load, Map<Engine, Samples>> samples) {
        boolean ahead = true;
        System.out.printf(
                "%nJava %s, %s GC, %d cores; median of %d forks, ± half the 99.9 %% interval of"
                        + " the mean over their samples, %d of a second each after %d s%n%n",
                Runtime.version(),
                gc,
                Runtime.getRuntime().availableProcessors(),
                forks,
                seconds,
                warmup);
        System.out.println("| load | engine | commands/s | bytes a command | ours is |");
        System.out.println("| --- | --- | ---: | ---: | ---: |");
        for (Load load : loads) {
            Map<Engine, Samples> of = samples.get(load);
            double times = 0;
            if (of.size() == Engine.values().length) {
                times = of.get(Engine.OURS).median()
                        / of.get(Engine.EXCHANGE_CORE).median();
                ahead &= times >= 1;
            }
            for (Map.Entry<Engine, Samples> each : of.entrySet()) {
                boolean tellsTimes = times > 0 && each.getKey() == Engine.OURS;
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %s |%n",
                        load.title,
                        each.getKey().title,
                        each.getValue().text(),
                        tellsTimes ? "%.1f times as fast".formatted(times) : "");
            }
        }
        return ahead;
    }
}
