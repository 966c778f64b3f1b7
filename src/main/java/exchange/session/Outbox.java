package exchange.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a session has to say and the socket has not taken yet. Messages said stay in order and all
 * go out; of a topic only the newest state waits. Not safe for several threads.
 */
final class Outbox {
    private final ArrayDeque<Said> said = new ArrayDeque<>();
    private final Map<String, List<String>> newestByTopic = new LinkedHashMap<>();
    private final int frameBytesMax;
    private final int writeBytesMax;

    /** A message; those that join may share a frame. */
    private record Said(String json, boolean joins) {}

    Outbox(int frameBytesMax, int writeBytesMax) {
        this.frameBytesMax = frameBytesMax;
        this.writeBytesMax = writeBytesMax;
    }

    void say(String json, boolean joins) {
        said.add(new Said(json, joins));
    }

    /** A topic that waits already keeps its place in the queue and gets the newer ones. */
    void show(String topic, List<String> jsons) {
        newestByTopic.put(topic, jsons);
    }

    int saidCount() {
        return said.size();
    }

    boolean isEmpty() {
        return said.isEmpty() && newestByTopic.isEmpty();
    }

    void forgetTopics() {
        newestByTopic.clear();
    }

    void clear() {
        said.clear();
        newestByTopic.clear();
    }

    /** Takes out the next frames, about as many bytes as the socket is given at a time. */
    List<String> take() {
        List<String> frames = new ArrayList<>();
        int bytes = 0;
        while (!said.isEmpty() && bytes < writeBytesMax) {
            String frame = nextFrame();
            frames.add(frame);
            bytes += frame.length();
        }
        if (said.isEmpty()) {
            newestByTopic.values().forEach(frames::addAll);
            newestByTopic.clear();
        }
        return frames;
    }

    private String nextFrame() {
        Said first = said.poll();
        if (!first.joins() || said.isEmpty() || !said.peek().joins()) {
            return first.json();
        }
        StringBuilder frame = new StringBuilder(Math.min(frameBytesMax, 1024));
        frame.append('[').append(first.json());
        while (!said.isEmpty()
                && said.peek().joins()
                && frame.length() + said.peek().json().length() < frameBytesMax) {
            frame.append(',').append(said.poll().json());
        }
        return frame.append(']').toString();
    }
}
