package exchange.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.util.concurrent.TimeUnit;

/**
 * What one order book or ledger tells the operator: how big its batches are, how long a commit
 * takes, how many commands wait, and whether it lives. Written by the entity's front, a few times
 * per batch and never per order. Outlives the entity's incarnations.
 */
public final class EntityMeters {
    private static final int FAILURES_SAID = 3;
    /** Longer than a front waits between two incarnations. */
    private static final long FAILURES_SAID_MILLIS = 30_000;

    private final String type;
    private final String name;
    private final Timer commitTime;
    private final DistributionSummary inputs;
    private final Counter commits;
    private final Counter journaledBytes;
    private final Counter failures;
    private volatile Condition condition = Condition.STARTING;
    private volatile long heardMillis;
    private volatile long waiting;
    private volatile int failuresInRow;
    private volatile long failedMillis;
    private long batchBeganNanos;

    /** How an entity is, as seen from the node it lives on. */
    enum Condition {
        STARTING,
        AT_WORK,
        HALTED,
        /** It was handed over to another node, or stopped in order. */
        LEFT
    }

    EntityMeters(MeterRegistry registry, String type, String name) {
        this.type = type;
        this.name = name;
        Tags byType = Tags.of("entity_type", type);
        Tags each = byType.and("entity", name);
        commitTime = Timer.builder("batch_commit")
                .description("From the decision to take a batch to its commit")
                .tags(byType)
                .serviceLevelObjectives(Buckets.commits())
                .register(registry);
        inputs = DistributionSummary.builder("batch_inputs")
                .description("Commands and messages of peers in one batch")
                .tags(byType)
                .serviceLevelObjectives(Buckets.batchSizes())
                .register(registry);
        commits = counter(registry, "commits", "Journal rows committed", each);
        journaledBytes = counter(registry, "journaled_bytes", "Bytes in committed rows", each);
        failures = counter(
                registry,
                "journal_failures",
                "Incarnations that ended by a failed commit, replay or decision",
                each);
        Gauge.builder("queue_length", this, meters -> meters.waiting)
                .description("Commands that wait for the next batch")
                .tags(each)
                .register(registry);
        Gauge.builder("entity_halted", this, meters -> meters.isHalted() ? 1 : 0)
                .description("1 when the entity has stopped until a person has looked")
                .tags(each)
                .register(registry);
    }

    /** A batch goes to the child now. */
    public void batchBegan() {
        batchBeganNanos = System.nanoTime();
    }

    /** The batch that began last is done; byteCount is 0 when it needed no journal row. */
    public void batchDone(int inputCount, int byteCount, long nowMillis) {
        heard(nowMillis);
        failuresInRow = 0;
        if (byteCount > 0) {
            commitTime.record(System.nanoTime() - batchBeganNanos, TimeUnit.NANOSECONDS);
            inputs.record(inputCount);
            commits.increment();
            journaledBytes.increment(byteCount);
        }
    }

    /** The entity works and answers. */
    public void heard(long nowMillis) {
        heardMillis = nowMillis;
        condition = Condition.AT_WORK;
    }

    public void waiting(int commands) {
        waiting = commands;
    }

    /** An incarnation ended and another will replay. */
    public void failed(long nowMillis) {
        failures.increment();
        failuresInRow++;
        failedMillis = nowMillis;
    }

    /** Whether no batch was decided between the last incarnations, which all ended lately. */
    boolean keepsFailing(long nowMillis) {
        return failuresInRow >= FAILURES_SAID && nowMillis - failedMillis < FAILURES_SAID_MILLIS;
    }

    public void halted() {
        condition = Condition.HALTED;
    }

    /** The entity is not here any more, in good order. */
    public void left() {
        condition = Condition.LEFT;
        waiting = 0;
    }

    boolean isHalted() {
        return condition == Condition.HALTED;
    }

    Condition condition() {
        return condition;
    }

    long heardMillis() {
        return heardMillis;
    }

    @Override
    public String toString() {
        return type + " " + name;
    }

    private static Counter counter(
            MeterRegistry registry, String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}
