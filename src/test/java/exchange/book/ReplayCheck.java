package exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.sequencer.Batch;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.EntityState;
import exchange.sequencer.PackedWriter;

import java.util.ArrayList;
import java.util.List;

/** Whether what a book has journaled says all of it. */
final class ReplayCheck {
    private final TestBook book;
    private final EntityState<BookCommand> replayed;

    ReplayCheck(TestBook book, String symbol) {
        this.book = book;
        replayed = new EntityState<>(new BookLogic(symbol, TestBook.PARTITIONS));
    }

    /** Replay from zero comes to the same state; its facts are numbered, and encode again. */
    void check() {
        book.events.forEach(replayed::apply);
        assertThat(replayed.stateHash()).isEqualTo(book.entity.stateHash());
        PackedWriter out = new PackedWriter(64);
        replayed.logic().write(out);
        assertThat(book.stateBytes()).isEqualTo(out.toBytes());
        checkSequences();
        new DepthCheck(book).check();
    }

    private void checkSequences() {
        long sequence = 0;
        for (BatchEvent event : book.events) {
            List<Long> numbers = new ArrayList<>();
            List<Long> expected = new ArrayList<>();
            BookFacts.decode(event.content().facts(), event.time(), (fact, number) -> {
                if (fact.changesBook()) {
                    numbers.add(number);
                }
            });
            for (int i = 0; i < numbers.size(); i++) {
                expected.add(++sequence);
            }
            assertThat(numbers).isEqualTo(expected);
            checkEncoding(event);
        }
        assertThat(book.logic.state().sequence()).isEqualTo(sequence);
    }

    /** What is decoded encodes to the same bytes. */
    private static void checkEncoding(BatchEvent event) {
        byte[] packed = event.content().facts();
        Batch batch = new Batch();
        FactWriter writer = new FactWriter();
        BookFacts.decode(packed, event.time(), (fact, sequence) -> {
            if (batch.facts().size() == 0) {
                writer.begin(batch.facts(), event.time(), sequence + (fact.changesBook() ? 0 : 1));
            }
            writer.write(batch.facts(), fact);
        });
        assertThat(batch.facts().toBytes()).isEqualTo(packed);
    }
}
