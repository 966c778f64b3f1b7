package exchange.api;

import exchange.identity.RankedUsers;
import exchange.market.Asset;
import exchange.portfolio.Keeper;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Accounts by their return, the best first; equal ones by age.
 *
 * @param madeAt epoch milliseconds, 0 for never
 * @param pending accounts whose past is not read to the end yet; they come later
 */
record Ranking(long madeAt, Asset quote, int pending, List<Row> rows) {
    static final Ranking NONE = new Ranking(0, new Asset("NONE", 0), 0, List.of());

    private static final Comparator<Entry> BEST_FIRST = (a, b) -> {
        BigInteger left = a.standing().profit().multiply(b.standing().totals().paidIn());
        BigInteger right = b.standing().profit().multiply(a.standing().totals().paidIn());
        int byReturn = right.compareTo(left);
        return byReturn != 0
                ? byReturn
                : Long.compare(a.user().account(), b.user().account());
    };

    Ranking {
        rows = List.copyOf(rows);
    }

    /** One account and what it has gained. */
    record Entry(RankedUsers.Ranked user, Keeper.Standing standing) {
        /** Who has not traded has not played, and a return on nothing is none. */
        boolean counts() {
            return standing.totals().trades() > 0 && standing.totals().paidIn().signum() > 0;
        }
    }

    record Row(int rank, long account, String name, boolean isDemo, Keeper.Standing standing) {}

    static Ranking of(long madeAt, Asset quote, int pending, List<Entry> entries) {
        List<Entry> sorted =
                entries.stream().filter(Entry::counts).sorted(BEST_FIRST).toList();
        List<Row> rows = new ArrayList<>();
        for (Entry each : sorted) {
            RankedUsers.Ranked user = each.user();
            rows.add(new Row(
                    rows.size() + 1, user.account(), user.name(), user.isDemo(), each.standing()));
        }
        return new Ranking(madeAt, quote, pending, rows);
    }

    Ranking without(long account) {
        return new Ranking(
                madeAt,
                quote,
                pending,
                rows.stream().filter(row -> row.account() != account).toList());
    }
}
