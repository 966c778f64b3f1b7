package exchange.api;

import exchange.identity.Outcome;
import exchange.identity.RankedUsers;
import exchange.market.Asset;
import exchange.portfolio.Keeper;
import exchange.portfolio.Listing;
import exchange.portfolio.PriceSource;
import exchange.portfolio.StoredPrices;
import exchange.readside.AccountPast;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Makes rankings, on a thread of its own. Reads of each account what is new since the last time,
 * and of all together not for long: what is left is read the next time.
 */
public final class Ranker implements AutoCloseable {
    private static final int ACCOUNTS_MAX = 10_000;
    private static final long PATIENCE_MILLIS = 5_000;

    private final AccountPast tables;
    private final RankedUsers users;
    private final Markets markets;
    private final InstantSource clock;
    private final Keeper keeper;
    private final Map<Long, Keeper.Standing> standings = new HashMap<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(work -> PortfolioDesk.daemon(work, "leaderboard"));

    public Ranker(AccountPast tables, RankedUsers users, Markets markets, InstantSource clock) {
        this.tables = tables;
        this.users = users;
        this.markets = markets;
        this.clock = clock;
        keeper = new Keeper(tables, ACCOUNTS_MAX, false);
    }

    CompletionStage<Ranking> rank() {
        return users.shown(ACCOUNTS_MAX).thenCompose(found -> switch (found) {
            case Outcome.Success<List<RankedUsers.Ranked>> all ->
                CompletableFuture.supplyAsync(() -> rank(all.value()), worker);
            case Outcome.Refused<List<RankedUsers.Ranked>> refused ->
                CompletableFuture.failedStage(
                        new IllegalStateException(refused.reason().text()));
        });
    }

    private Ranking rank(List<RankedUsers.Ranked> all) {
        Asset quote = markets.defaultMarket().quote();
        Listing listing = PortfolioDesk.listing(markets);
        PriceSource now = StoredPrices.ofNow(tables);
        long time = clock.millis();
        long giveUp = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        List<Ranking.Entry> entries = new ArrayList<>();
        int pending = 0;
        for (RankedUsers.Ranked user : all) {
            long left = (giveUp - System.nanoTime()) / 1_000_000;
            Optional<Keeper.Standing> standing = left > 0
                    ? standing(user.account(), quote, listing, now, time, left)
                    : Optional.ofNullable(standings.get(user.account()));
            standing.ifPresent(found -> entries.add(new Ranking.Entry(user, found)));
            pending += standing.isPresent() ? 0 : 1;
        }
        standings.keySet().retainAll(keptOf(all));
        return Ranking.of(time, quote, pending, entries);
    }

    private static Set<Long> keptOf(List<RankedUsers.Ranked> all) {
        return all.stream().map(RankedUsers.Ranked::account).collect(Collectors.toSet());
    }

    private Optional<Keeper.Standing> standing(
            long account, Asset quote, Listing listing, PriceSource now, long time, long patience) {
        try {
            Keeper.Standing found = keeper.standing(account, quote, listing, now, time, patience);
            standings.put(account, found);
            return Optional.of(found);
        } catch (Keeper.StillReading e) {
            return Optional.ofNullable(standings.get(account));
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
