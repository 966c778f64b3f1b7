package exchange.api;

import exchange.accounts.FeeCommand;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.Asset;
import exchange.market.FeeLevel;
import exchange.readside.TradedVolumes;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts what everybody traded in the thirty days up to one day, and tells the ledgers each
 * account's level. Counted again it comes to the same, and changes nothing: so any node may do it,
 * and more than one. Blocking.
 */
public final class FeeCount {
    public static final int DAYS = 30;
    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Accounts told at once. */
    private static final int AT_ONCE = 1_000;

    private final FeeSchedule schedule;
    private final TradedVolumes volumes;
    private final Markets markets;
    private final Ledgers ledgers;
    private final Clock clock;

    /** Asks the ledger of the command's account, until a deadline in epoch milliseconds. */
    public interface Ledgers {
        CompletionStage<LedgerReply> ask(LedgerCommand command, long deadline);
    }

    /**
     * What one count came to.
     *
     * @param day days since 1970
     * @param accounts that were told their level
     */
    public record Counted(long day, int accounts) {
        /** The day as people write it. */
        public String date() {
            return LocalDate.ofEpochDay(day).toString();
        }
    }

    public FeeCount(
            FeeSchedule schedule,
            TradedVolumes volumes,
            Markets markets,
            Ledgers ledgers,
            Clock clock) {
        this.schedule = schedule;
        this.volumes = volumes;
        this.markets = markets;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** The last day that is over. */
    public long yesterday() {
        return clock.millis() / DAY_MILLIS - 1;
    }

    /**
     * Counts up to the end of that day, which must be over and in the tables.
     *
     * @param by who asked for it
     */
    public Counted count(long day, String by) {
        Map<Long, BigDecimal> byAccount = new TreeMap<>();
        volumes.withLevel().forEach(account -> byAccount.put(account, BigDecimal.ZERO));
        if (!schedule.levels().isEmpty()) {
            byAccount.putAll(traded(day));
        }
        List<FeeCommand> commands = new ArrayList<>();
        byAccount.forEach((account, volume) -> commands.add(new FeeCommand.SetFeeLevel(
                account, schedule.level(volume), day, text(volume), by)));
        for (int from = 0; from < commands.size(); from += AT_ONCE) {
            tell(commands.subList(from, Math.min(commands.size(), from + AT_ONCE)));
        }
        return new Counted(day, commands.size());
    }

    private String text(BigDecimal volume) {
        return volume.toPlainString() + " " + schedule.volumeAsset();
    }

    private Map<Long, BigDecimal> traded(long day) {
        long until = (day + 1) * DAY_MILLIS;
        Map<Long, List<TradedVolumes.Traded>> rows = new HashMap<>();
        for (TradedVolumes.Traded each : volumes.ofAll(until - DAYS * DAY_MILLIS, until)) {
            rows.computeIfAbsent(each.account(), account -> new ArrayList<>()).add(each);
        }
        VolumeRates rates = rates(volumes, until);
        Map<Long, BigDecimal> traded = new HashMap<>();
        rows.forEach((account, ofAccount) -> {
            BigDecimal volume = rates.sum(ofAccount);
            // Who has no level and reaches none need not be told.
            if (!schedule.level(volume).equals(FeeLevel.STANDARD)) {
                traded.put(account, volume);
            }
        });
        return traded;
    }

    private VolumeRates rates(TradedVolumes tables, long before) {
        Asset asset = markets.asset(schedule.volumeAsset())
                .orElseThrow(() -> new IllegalStateException(
                        "exchange.fees.volume-asset is no asset: " + schedule.volumeAsset()));
        return new VolumeRates(asset, markets.all(), tables.lastPrices(before));
    }

    /** What one account traded in the thirty days up to now. */
    BigDecimal volume(TradedVolumes tables, long account) {
        long now = clock.millis();
        return rates(tables, now).sum(tables.of(account, now - DAYS * DAY_MILLIS, now));
    }

    FeeSchedule schedule() {
        return schedule;
    }

    private void tell(List<FeeCommand> commands) {
        long deadline = clock.millis() + PATIENCE.toMillis();
        List<CompletableFuture<LedgerReply>> answers = commands.stream()
                .map(each -> ledgers.ask(each, deadline).toCompletableFuture())
                .toList();
        for (CompletableFuture<LedgerReply> answer : answers) {
            LedgerReply reply = answer.join();
            if (!(reply instanceof LedgerReply.Fees)) {
                throw new IllegalStateException("a level of fees was answered with " + reply);
            }
        }
    }
}
