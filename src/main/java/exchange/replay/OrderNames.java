package exchange.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the order ids of a file. Whole numbers as venues write them stand for themselves; any
 * other id gets a negative number when it is first seen, and is remembered.
 */
final class OrderNames {
    private static final int DIGITS_MAX = 18;

    private final Map<String, Long> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    long number(byte[] bytes, int from, int to) {
        if (!isPlainNumber(bytes, from, to)) {
            return numberOf(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static boolean isPlainNumber(byte[] bytes, int from, int to) {
        boolean leadingZero = bytes[from] == '0' && to - from > 1;
        if (leadingZero || to - from > DIGITS_MAX) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private long numberOf(String text) {
        return numbers.computeIfAbsent(text, added -> {
            texts.add(added);
            return (long) -texts.size();
        });
    }

    /** The id as the file has it. */
    String text(long number) {
        return number >= 0 ? Long.toString(number) : texts.get((int) (-number - 1));
    }
}
