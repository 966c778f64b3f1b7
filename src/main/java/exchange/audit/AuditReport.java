package exchange.audit;

import java.util.List;
import java.util.Optional;

/** What an audit has looked at, and the first thing that is wrong, if anything is. */
public record AuditReport(
        List<Entity> entities,
        List<AssetTotals> totals,
        long trades,
        long itemsInFlight,
        Optional<Finding> finding) {

    public AuditReport {
        entities = List.copyOf(entities);
        totals = List.copyOf(totals);
    }

    /** One journal: its last batch, all its facts, and the time of the last, epoch milliseconds. */
    public record Entity(String persistenceId, long batches, long facts, long lastTime) {}

    /** Where all of one asset is, as decimal text, summed over all partitions. */
    public record AssetTotals(
            String asset,
            String usersAvailable,
            String usersHeld,
            String fees,
            String clearing,
            String overflow,
            String deposits,
            String withdrawals,
            String adjustments) {}

    public boolean isClean() {
        return finding.isEmpty();
    }

    public long batches() {
        return entities.stream().mapToLong(Entity::batches).sum();
    }

    public long facts() {
        return entities.stream().mapToLong(Entity::facts).sum();
    }
}
