package exchange.cli;

import exchange.faults.Campaign;
import exchange.faults.PlantedBug;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs small exchanges in a simulated world where everything fails, one seed after the other. Needs
 * no database and no network.
 */
@Command(
        name = "simulate-faults",
        description = "Runs the rules of ledgers, books and links while everything around them"
                + " fails, and checks every promise after every commit (docs/simulate-faults.md).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No promise was broken, and everything that can fail has failed.",
            "1:A seed broke a promise; its history is printed. Or something never happened."
        })
final class SimulateFaultsCommand implements Callable<Integer> {
    private static final int BAD = 1;

    @Option(names = "--seeds", defaultValue = "2000", description = "How many (default 2000).")
    private long seeds;

    @Option(names = "--minutes", description = "Goes on for so long, however many seeds that are.")
    private Optional<Integer> minutes;

    @Option(names = "--seed", defaultValue = "1", description = "The first one (default 1).")
    private long seed;

    @Option(
            names = "--plant",
            defaultValue = "none",
            description = "Makes this mistake on purpose: ${COMPLETION-CANDIDATES}.")
    private PlantedBug bug;

    @Option(names = "--planted", description = "Looks for every such mistake in that many seeds.")
    private boolean planted;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean good = planted
                ? Campaign.findPlanted(seed, seeds, out::println)
                : run(new Campaign(bug, out::println)).isGood();
        out.flush();
        return good ? 0 : BAD;
    }

    private Campaign.Report run(Campaign campaign) {
        return minutes.isPresent()
                ? campaign.run(seed, Integer.MAX_VALUE, Duration.ofMinutes(minutes.get()))
                : campaign.run(seed, seeds);
    }
}
