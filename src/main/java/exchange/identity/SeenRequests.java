package exchange.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The requests that were accepted and whose timestamps may still come, so that none is accepted
 * twice. In the memory of one node, in spans of time that are a little longer than the window: a
 * window touches two of them at most, and a third that is over makes room. Bounded: when full it
 * takes no more, so that nobody can make it forget. Safe for several threads.
 */
final class SeenRequests {
    private static final int SPANS = 3;

    private final long spanMillis;
    private final int perSpanMax;
    private final AtomicReferenceArray<Span> spans = new AtomicReferenceArray<>(SPANS);

    private record Span(long number, Map<Id, Boolean> requests) {}

    /** The first half of a SHA-256: enough to tell requests apart, whoever chooses them. */
    private record Id(long high, long low) {}

    enum Seen {
        FIRST_TIME,
        BEFORE,
        FULL
    }

    /** @param windowMillis from the oldest timestamp that is accepted to the newest */
    SeenRequests(long windowMillis, int perSpanMax) {
        spanMillis = windowMillis + 1;
        this.perSpanMax = perSpanMax;
        for (int i = 0; i < SPANS; i++) {
            spans.set(i, new Span(-1, Map.of()));
        }
    }

    /** @param timestamp one that is in the window now */
    Seen add(String apiKey, byte[] text, long timestamp) {
        Span span = span(timestamp / spanMillis);
        if (span.number() != timestamp / spanMillis) {
            return Seen.BEFORE;
        }
        if (span.requests().size() >= perSpanMax) {
            return Seen.FULL;
        }
        Boolean before = span.requests().putIfAbsent(id(apiKey, text), true);
        return before == null ? Seen.FIRST_TIME : Seen.BEFORE;
    }

    /** The span of that number, or a later one that has its place when the clock was set back. */
    private Span span(long number) {
        int place = (int) (number % SPANS);
        Span found = spans.get(place);
        while (found.number() < number) {
            spans.compareAndSet(place, found, new Span(number, new ConcurrentHashMap<>()));
            found = spans.get(place);
        }
        return found;
    }

    private static Id id(String apiKey, byte[] text) {
        byte[] key = apiKey.getBytes(US_ASCII);
        byte[] all = ByteBuffer.allocate(key.length + 1 + text.length)
                .put(key)
                .put((byte) '\n')
                .put(text)
                .array();
        ByteBuffer hash = ByteBuffer.wrap(SignedRequest.sha256(all));
        return new Id(hash.getLong(), hash.getLong());
    }
}
