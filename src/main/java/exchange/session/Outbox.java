package exchange.session;

import exchange.marketdata.Topic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a session has to say and the socket has not taken yet. What is said and what is published
 * stays in order; of a thing shown only the newest state waits. Not safe for several threads.
 */
final class Outbox {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, List<String>> newestByThing = new LinkedHashMap<>();
    private final Map<Topic, Integer> unsentByTopic = new HashMap<>();
    private final int frameBytesMax;
    private final int writeBytesMax;
    private int said;
    private long publishedBytes;

    private sealed interface Waiting {
        int size();

        /** A message; those that join may share a frame. */
        record Said(String json, boolean joins) implements Waiting {
            @Override
            public int size() {
                return json.length();
            }
        }

        /** A message for all who follow the topic. */
        record Published(Topic topic, SharedFrame frame) implements Waiting {
            @Override
            public int size() {
                return frame.size();
            }
        }
    }

    Outbox(int frameBytesMax, int writeBytesMax) {
        this.frameBytesMax = frameBytesMax;
        this.writeBytesMax = writeBytesMax;
    }

    void say(String json, boolean joins) {
        waiting.add(new Waiting.Said(json, joins));
        said++;
    }

    /** A thing that waits already keeps its place and gets the newer state. */
    void show(String thing, List<String> jsons) {
        newestByThing.put(thing, jsons);
    }

    void publish(Topic topic, SharedFrame frame) {
        waiting.add(new Waiting.Published(topic, frame));
        unsentByTopic.merge(topic, 1, Integer::sum);
        publishedBytes += frame.size();
    }

    /** Leaves out what waits of the topic. */
    void skip(Topic topic) {
        if (unsentByTopic.remove(topic) == null) {
            return;
        }
        waiting.removeIf(each -> {
            boolean skipped = each instanceof Waiting.Published published
                    && published.topic().equals(topic);
            publishedBytes -= skipped ? each.size() : 0;
            return skipped;
        });
    }

    int saidCount() {
        return said;
    }

    /** How many messages of the topic wait. */
    int unsent(Topic topic) {
        return unsentByTopic.getOrDefault(topic, 0);
    }

    /** How many bytes wait that were published, of all topics. */
    long publishedBytes() {
        return publishedBytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && newestByThing.isEmpty();
    }

    /** Only what was said still goes out. */
    void forgetTopics() {
        newestByThing.clear();
        waiting.removeIf(Waiting.Published.class::isInstance);
        unsentByTopic.clear();
        publishedBytes = 0;
    }

    void clear() {
        forgetTopics();
        waiting.clear();
        said = 0;
    }

    /** Takes out the next frames, about as many bytes as the socket is given at a time. */
    List<SharedFrame> take() {
        List<SharedFrame> frames = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && bytes < writeBytesMax) {
            SharedFrame frame = nextFrame();
            frames.add(frame);
            bytes += frame.size();
        }
        if (waiting.isEmpty()) {
            newestByThing
                    .values()
                    .forEach(jsons -> jsons.forEach(json -> frames.add(SharedFrame.of(json))));
            newestByThing.clear();
        }
        return frames;
    }

    private SharedFrame nextFrame() {
        return switch (waiting.poll()) {
            case Waiting.Published published -> sent(published);
            case Waiting.Said first -> {
                said--;
                yield SharedFrame.of(first.joins() ? joined(first) : first.json());
            }
        };
    }

    private SharedFrame sent(Waiting.Published published) {
        unsentByTopic.computeIfPresent(
                published.topic(), (topic, count) -> count == 1 ? null : count - 1);
        publishedBytes -= published.size();
        return published.frame();
    }

    private String joined(Waiting.Said first) {
        if (!(waiting.peek() instanceof Waiting.Said next) || !next.joins()) {
            return first.json();
        }
        StringBuilder frame = new StringBuilder(Math.min(frameBytesMax, 1024));
        frame.append('[').append(first.json());
        while (waiting.peek() instanceof Waiting.Said more
                && more.joins()
                && frame.length() + more.size() < frameBytesMax) {
            frame.append(',').append(more.json());
            waiting.poll();
            said--;
        }
        return frame.append(']').toString();
    }
}
