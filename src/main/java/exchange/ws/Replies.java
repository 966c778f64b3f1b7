package exchange.ws;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.market.RejectReason;
import exchange.ops.EdgeMeters;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Operations of one socket that wait for their answers. Answers arrive on any thread and are taken
 * out by the session's, which is woken once for as many as have come.
 */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final Queue<Reply> here = new ConcurrentLinkedQueue<>();
    private final AtomicInteger awaited = new AtomicInteger();
    private final AtomicReference<Optional<Runnable>> atEnd =
            new AtomicReference<>(Optional.empty());
    private final Runnable waker;
    private final EdgeMeters meters;
    private int inFlight;

    /** @param receivedAt when the operation came, epoch milliseconds */
    record Reply(String id, Answer answer, boolean joins, long receivedAt) {}

    /** @param meters take the time of each answer */
    Replies(Runnable waker, EdgeMeters meters) {
        this.waker = waker;
        this.meters = meters;
    }

    /** Asked, and neither answered nor taken out. For the session's thread. */
    int inFlight() {
        return inFlight;
    }

    /** For the session's thread. */
    void expect(String id, boolean joins, long receivedAt, CompletionStage<Answer> answer) {
        inFlight++;
        awaited.incrementAndGet();
        long since = System.nanoTime();
        answer.whenComplete((found, failure) -> {
            Answer reply = failure == null ? found : fault(failure);
            measure(reply, System.nanoTime() - since);
            here.add(new Reply(id, reply, joins, receivedAt));
            waker.run();
            if (awaited.decrementAndGet() == 0) {
                runAtEnd();
            }
        });
    }

    private void measure(Answer answer, long nanos) {
        switch (answer.status()) {
            case 200 -> meters.accepted(nanos);
            case 202 -> meters.unknown(nanos);
            default -> meters.refused(nanos);
        }
    }

    private static Answer fault(Throwable failure) {
        LOG.error("an operation of a socket failed", failure);
        return Errors.refused(RejectReason.INTERNAL);
    }

    /** For the session's thread. */
    void take(Consumer<Reply> taker) {
        Reply reply;
        while ((reply = here.poll()) != null) {
            inFlight--;
            taker.accept(reply);
        }
    }

    /** Nothing more will be asked: runs it when the last answer is here, perhaps now. */
    void whenAllAreHere(Runnable end) {
        atEnd.set(Optional.of(end));
        if (awaited.get() == 0) {
            runAtEnd();
        }
    }

    private void runAtEnd() {
        atEnd.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    }
}
