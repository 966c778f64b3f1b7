package exchange.drill;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A client's own book, made of the messages of one topic of depth or depth-raw as the documents
 * describe them. Fails when a number is missing or a checksum is wrong.
 */
public final class DepthBook {
    private static final int CHECKSUM_LEVELS = 10;

    private final TreeMap<BigDecimal, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, Level> asks = new TreeMap<>();
    private boolean hasBegun;
    private long sequence;

    /** As they were sent. */
    public record Level(String price, String quantity) {}

    /** Takes the next message of the topic; heartbeats say only where it stands. */
    public void take(JsonNode message) {
        String type = message.get("type").asText();
        if (type.equals("heartbeat")) {
            require(sequence, message.get("sequence").asLong(), "the heartbeat's sequence");
            return;
        }
        if (type.equals("snapshot")) {
            bids.clear();
            asks.clear();
            hasBegun = true;
        } else {
            require(sequence, message.get("previous_sequence").asLong(), "previous_sequence");
        }
        sequence = message.get("sequence").asLong();
        message.path("bids").forEach(level -> set(bids, level.get(0), level.get(1)));
        message.path("asks").forEach(level -> set(asks, level.get(0), level.get(1)));
        for (JsonNode change : message.path("changes")) {
            boolean isBid = change.get(1).asText().equals("BUY");
            set(isBid ? bids : asks, change.get(2), change.get(3));
        }
        if (message.has("checksum")) {
            require(checksum(), message.get("checksum").asLong(), "the checksum");
        }
    }

    private static void require(long expected, long found, String what) {
        if (expected != found) {
            throw new AssertionError(what + " is " + found + ", expected " + expected);
        }
    }

    private static void set(TreeMap<BigDecimal, Level> side, JsonNode price, JsonNode quantity) {
        BigDecimal key = new BigDecimal(price.asText());
        if (quantity.asText().equals("0")) {
            side.remove(key);
        } else {
            side.put(key, new Level(price.asText(), quantity.asText()));
        }
    }

    private long checksum() {
        List<String> parts = new ArrayList<>();
        Iterator<Level> bid = bids.values().iterator();
        Iterator<Level> ask = asks.values().iterator();
        for (int i = 0; i < CHECKSUM_LEVELS; i++) {
            add(parts, bid);
            add(parts, ask);
        }
        CRC32 crc = new CRC32();
        crc.update(String.join(":", parts).getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static void add(List<String> parts, Iterator<Level> side) {
        if (side.hasNext()) {
            Level level = side.next();
            parts.add(level.price());
            parts.add(level.quantity());
        }
    }

    public boolean hasBegun() {
        return hasBegun;
    }

    public long sequence() {
        return sequence;
    }

    /** Best first. */
    public List<Level> bids() {
        return List.copyOf(bids.values());
    }

    /** Best first. */
    public List<Level> asks() {
        return List.copyOf(asks.values());
    }

    /** The levels of one side of a REST answer, or of a snapshot. */
    public static List<Level> levels(JsonNode side) {
        List<Level> levels = new ArrayList<>();
        side.forEach(level ->
                levels.add(new Level(level.get(0).asText(), level.get(1).asText())));
        return levels;
    }
}
