package exchange.drill;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.LoadFailed;
import exchange.load.RestClient;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the clients were told against what the journal says, once nothing is on its way any more:
 * what was acknowledged is there exactly once, what was refused is not, every fill was told once,
 * and no number is missing.
 */
final class Checks {
    private static final long EARS_SECONDS = 30;
    private static final long LOOK_MILLIS = 100;
    private static final int SAID_MAX = 10;
    private static final int LEVELS = 1_000;
    private static final long ALIKE_SECONDS = 10;

    private final Load load;
    private final DrillJournal journal;
    private final List<String> found = new ArrayList<>();

    private Checks(Load load, DrillJournal journal) {
        this.load = load;
        this.journal = journal;
    }

    /** What is not as it must be, in words; a settled load. */
    static List<String> run(Load load, DrillJournal journal)
            throws SQLException, InterruptedException {
        Checks checks = new Checks(load, journal);
        journal.refresh();
        checks.awaitEars();
        checks.found.addAll(journal.takeViolations());
        load.traders().forEach(checks::orders);
        load.accounts().forEach(checks::fills);
        load.marketEars().forEach(checks::trades);
        checks.nodesAnswerAlike();
        if (checks.found.size() <= SAID_MAX) {
            return checks.found;
        }
        List<String> some = new ArrayList<>(checks.found.subList(0, SAID_MAX));
        some.add("and " + (checks.found.size() - SAID_MAX) + " more");
        return some;
    }

    /** Who listens may be a little behind who orders. */
    private void awaitEars() throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(EARS_SECONDS).toNanos();
        while (!hasHeardAll() && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean hasHeardAll() {
        return load.accounts().stream()
                        .allMatch(each -> each.fills().equals(journal.fills(each.account())))
                && load.marketEars().stream()
                        .allMatch(each ->
                                each.hasAll() && each.lastTrade() == journal.trades(each.symbol()));
    }

    private void orders(Trader trader) {
        for (Asked asked : trader.all()) {
            List<Long> held = journal.held(trader.account(), asked.clientOrderId());
            if (held.size() > 1) {
                found.add(asked + ": " + held.size() + " orders were made of it");
            } else if (asked.state() == Asked.State.ACKNOWLEDGED) {
                acknowledged(asked, held);
            } else if (asked.isPlace() && !held.isEmpty()) {
                notAcknowledged(asked, journal.accepted(held.getFirst()));
            }
        }
    }

    private void acknowledged(Asked asked, List<Long> held) {
        if (held.isEmpty()) {
            found.add(asked + ": the journal does not have it");
            return;
        }
        long order = held.getFirst();
        int times = asked.isPlace() ? journal.accepted(order) : journal.canceled(order);
        if (times != 1) {
            found.add(asked + ": the journal has it " + times + " times");
        }
        if (asked.orderId() != order) {
            found.add(asked + ": it was told order " + asked.orderId() + ", the journal has "
                    + order);
        }
    }

    private void notAcknowledged(Asked asked, int accepted) {
        if (accepted != 0) {
            found.add(asked + ": yet a book has accepted it");
        }
    }

    private void fills(AccountEar ear) {
        found.addAll(ear.takeViolations());
        Map<Fill, Integer> expected = journal.fills(ear.account());
        Map<Fill, Integer> told = ear.fills();
        expected.forEach((fill, times) -> {
            int heard = told.getOrDefault(fill, 0);
            if (heard != 1 || times != 1) {
                found.add("account " + ear.account() + " was told " + heard + " times of " + fill
                        + ", the journal has it " + times + " times");
            }
        });
        told.keySet().stream()
                .filter(fill -> !expected.containsKey(fill))
                .forEach(fill -> found.add("account " + ear.account() + " was told of " + fill
                        + ", which the journal does not have"));
    }

    private void trades(MarketEar ear) {
        found.addAll(ear.takeViolations());
        if (!ear.hasAll()) {
            found.add("who follows " + ear.symbol() + " was not given the trades it missed");
        }
        long expected = journal.trades(ear.symbol());
        if (ear.lastTrade() != expected) {
            found.add("who follows " + ear.symbol() + " has trade " + ear.lastTrade()
                    + " as the last, the journal has " + expected);
        }
    }

    /** After all is settled, whoever is asked says the same, and so does who has followed. */
    private void nodesAnswerAlike() throws InterruptedException {
        for (MarketEar ear : load.marketEars()) {
            String depth = "/api/v1/markets/" + ear.symbol() + "/depth?levels=" + LEVELS;
            alike(depth, "", MarketEar::depth, Optional.of(() -> ear.depth(LEVELS)));
            alike("/api/v1/markets/" + ear.symbol() + "/trades", "");
        }
        for (Trader trader : load.traders()) {
            alike("/api/v1/account", trader.token());
            alike("/api/v1/account/fills", trader.token());
        }
    }

    private void alike(String path, String token) throws InterruptedException {
        alike(path, token, JsonNode::toString, Optional.empty());
    }

    private void alike(
            String path,
            String token,
            Function<JsonNode, String> words,
            Optional<Supplier<String>> follower)
            throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(ALIKE_SECONDS).toNanos();
        while (true) {
            Set<String> answers = new LinkedHashSet<>();
            load.rests().forEach(rest -> answers.add(answer(rest, path, token, words)));
            follower.ifPresent(each -> answers.add(each.get()));
            if (answers.size() == 1) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                found.add("who is asked for " + path + " hears different things: "
                        + String.join(" OR ", answers));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Who is busy is asked again. */
    private static String answer(
            RestClient rest, String path, String token, Function<JsonNode, String> words) {
        try {
            return words.apply(rest.get(path, token));
        } catch (LoadFailed e) {
            return e.getMessage();
        }
    }
}
