package exchange.cli;

import exchange.audit.InclusionProof;
import exchange.audit.LiabilityList;
import exchange.audit.ProofJson;
import exchange.audit.PublishedRoot;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Checks a proof of liabilities from its file alone: a user's own part, or the whole. */
@Command(
        name = "verify-proof",
        description = "Checks a file of GET /api/v1/account/proof or of ./exchange proof, without"
                + " any database. Compare the root it prints with the published one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The file proves what it says.",
            "1:It does not.",
            "2:The file cannot be read."
        })
final class VerifyProofCommand implements Callable<Integer> {
    private static final int BAD = 1;
    private static final int NOT_READ = 2;

    @Parameters(index = "0", paramLabel = "FILE", description = "the proof")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Optional<String> mistake = check(ProofJson.read(Files.readAllBytes(file)), out);
            mistake.ifPresent(why -> out.println("BAD: " + why));
            out.flush();
            return mistake.isEmpty() ? 0 : BAD;
        } catch (ProofJson.NoProof e) {
            out.println("BAD: " + e.getMessage());
            out.flush();
            return BAD;
        } catch (IOException e) {
            spec.commandLine().getErr().println("exchange: cannot read " + file);
            return NOT_READ;
        }
    }

    private static Optional<String> check(ProofJson.Content content, PrintWriter out) {
        return switch (content) {
            case ProofJson.Content.OfUser user -> {
                Optional<String> mistake = user.proof().mistake();
                if (mistake.isEmpty()) {
                    say(user.proof(), out);
                }
                yield mistake;
            }
            case ProofJson.Content.Whole whole -> check(whole.lists(), out);
        };
    }

    private static Optional<String> check(List<LiabilityList> lists, PrintWriter out) {
        if (lists.isEmpty()) {
            return Optional.of("there is no asset in it");
        }
        for (LiabilityList list : lists) {
            Optional<String> mistake = list.mistake();
            if (mistake.isPresent()) {
                return mistake;
            }
            PublishedRoot root = list.root();
            out.printf(
                    "good: %d users are owed %s %s in all, root %s%n",
                    root.leaves(),
                    ProofJson.amount(root.total(), root.scale()),
                    root.asset(),
                    root.hash());
        }
        return Optional.empty();
    }

    private static void say(InclusionProof proof, PrintWriter out) {
        PublishedRoot root = proof.root();
        out.printf(
                "good: %s %s of user %s are in the total of %s %s, proof %d of %s, root %s%n",
                ProofJson.amount(proof.leaf().units(), root.scale()),
                root.asset(),
                proof.leaf().user(),
                ProofJson.amount(root.total(), root.scale()),
                root.asset(),
                root.proof(),
                Instant.ofEpochMilli(root.madeAt()),
                root.hash());
    }
}
