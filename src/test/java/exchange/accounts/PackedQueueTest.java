package exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Beside a plain queue of numbers; entries are long enough to fill several chunks. */
final class PackedQueueTest {
    private static final int PADDING = 5_000;

    private record Entry(long place, int number) {}

    /** Positive: so many are added; negative: so many of the oldest go. */
    @Property(tries = 200)
    void holdsWhatAPlainQueueHoldsAlsoAfterASnapshot(
            @ForAll @Size(max = 40) List<@IntRange(min = -20, max = 20) Integer> steps) {
        PackedQueue queue = new PackedQueue();
        ArrayDeque<Entry> expected = new ArrayDeque<>();
        int number = 0;
        for (int step : steps) {
            for (int i = 0; i < step; i++) {
                number++;
                expected.add(new Entry(queue.add(packed(number)), number));
            }
            for (int i = 0; i < -step && !expected.isEmpty(); i++) {
                assertThat(queue.oldest().readInt()).isEqualTo(expected.remove().number());
                queue.removeOldest();
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            for (Entry entry : expected) {
                assertThat(queue.at(entry.place()).readInt()).isEqualTo(entry.number());
            }
        }
        assertThat(numbers(restored(queue)))
                .isEqualTo(expected.stream().map(Entry::number).toList());
    }

    private static PackedWriter packed(int number) {
        PackedWriter out = new PackedWriter(16);
        out.writeLong(number);
        out.writeRaw(new byte[number % 3 == 0 ? PADDING : 3]);
        return out;
    }

    private static PackedQueue restored(PackedQueue queue) {
        PackedWriter out = new PackedWriter(16);
        queue.write(out);
        PackedQueue restored = new PackedQueue();
        restored.add(packed(1));
        restored.read(new PackedReader(out.toBytes()), place -> {});
        return restored;
    }

    private static List<Integer> numbers(PackedQueue queue) {
        List<Integer> numbers = new ArrayList<>();
        while (queue.size() > 0) {
            numbers.add(queue.oldest().readInt());
            queue.removeOldest();
        }
        return numbers;
    }
}
