package exchange.book;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.BatchOrder;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Push;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Follows one book for one actor, which owns it and passes back what it hears: each committed batch
 * comes once and in order, missed ones are read from the journal first. Made anew with the actor.
 */
public final class BookFeed {
    private static final int AHEAD_MAX = 256;

    private final Source source;
    private final BatchOrder order = new BatchOrder(AHEAD_MAX);
    private ActorRef<Push> ear;
    private Reading reading;
    private boolean isReading;

    /** Where a book's batches come from. */
    public interface Source {
        void tell(FrontMessage message);

        CompletionStage<BookReply> snapshot();

        CompletionStage<BookReply> auction();

        CompletionStage<BookReply> queues();

        CompletionStage<List<BatchEvent>> read(long from, long to);
    }

    /** What the actor gets as a message of its own kind and passes to {@link #hear}. */
    public sealed interface Heard {}

    private record Pushed(Push push) implements Heard {}

    private record Read(List<BatchEvent> batches) implements Heard {}

    private interface Reading {
        void start(long from, long to);
    }

    public BookFeed(Source source) {
        this.source = source;
    }

    /** Begins to follow, from now on. */
    public <M> void follow(ActorContext<M> context, Function<Heard, M> asMessage) {
        ear = context.messageAdapter(Push.class, push -> asMessage.apply(new Pushed(push)));
        reading = (from, to) -> context.pipeToSelf(
                source.read(from, to),
                (read, failure) -> asMessage.apply(new Read(failure == null ? read : List.of())));
        renew();
    }

    /** Says again that somebody follows; to be done every few seconds. */
    public void renew() {
        source.tell(new FrontMessage.Subscribe(ear));
    }

    /** Whether it is known where the book stands. */
    public boolean hasPlace() {
        return order.hasPlace();
    }

    /** The book's own levels, after every batch that was heard of until now. */
    public CompletionStage<BookReply> snapshot() {
        return source.snapshot();
    }

    /** What an auction of the book as it is now would come to. */
    public CompletionStage<BookReply> auction() {
        return source.auction();
    }

    /** The book's resting orders, after every batch that was heard of until now. */
    public CompletionStage<BookReply> queues() {
        return source.queues();
    }

    /**
     * Hands over the batches whose turn has come.
     *
     * @param mayJump nobody wants what was missed so far
     */
    public void hear(Heard heard, boolean mayJump, Consumer<BookBatch> reader) {
        switch (heard) {
            case Pushed pushed -> hearPush(pushed.push(), mayJump);
            case Read read -> {
                isReading = false;
                read.batches().forEach(order::fill);
            }
        }
        order.take(batch -> reader.accept(
                new BookBatch(batch.sequence(), batch.time(), batch.content().facts())));
        boolean failed = heard instanceof Read read && read.batches().isEmpty();
        if (order.hasGap() && !isReading && !failed) {
            isReading = true;
            reading.start(order.next(), order.gapEnd());
        }
    }

    private void hearPush(Push push, boolean mayJump) {
        switch (push) {
            case Push.Committed committed -> order.heard(committed.event(), mayJump);
            case Push.Last last -> order.heardOf(last.sequence(), mayJump);
        }
    }
}
