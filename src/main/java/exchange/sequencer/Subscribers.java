package exchange.sequencer;

import akka.actor.typed.ActorRef;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who gets an entity's committed batches. A subscription lapses when it is not repeated. */
final class Subscribers {
    private static final long LAPSES_AFTER_MILLIS = 10_000;
    private static final long SAY_LAST_MILLIS = 1_000;

    private final String name;
    private final Map<ActorRef<Push>, Long> renewedAt = new LinkedHashMap<>();
    private long sequence;
    private long saidAt;

    Subscribers(String name) {
        this.name = name;
    }

    void add(ActorRef<Push> subscriber, long now) {
        renewedAt.put(subscriber, now);
        if (sequence > 0) {
            subscriber.tell(new Push.Last(name, sequence));
        }
    }

    void remove(ActorRef<Push> subscriber) {
        renewedAt.remove(subscriber);
    }

    void committed(BatchEvent event) {
        sequence = event.sequence();
        if (!renewedAt.isEmpty()) {
            Push push = new Push.Committed(name, event);
            renewedAt.keySet().forEach(each -> each.tell(push));
        }
    }

    /** Says the last number once a second, however often it is called. */
    void sayLast(long now) {
        if (now >= saidAt && now - saidAt < SAY_LAST_MILLIS) {
            return;
        }
        saidAt = now;
        renewedAt.values().removeIf(at -> now - at > LAPSES_AFTER_MILLIS);
        if (sequence > 0) {
            Push push = new Push.Last(name, sequence);
            renewedAt.keySet().forEach(each -> each.tell(push));
        }
    }
}
