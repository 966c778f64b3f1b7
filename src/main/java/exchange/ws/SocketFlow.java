package exchange.ws;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.http.javadsl.model.ws.BinaryMessage;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.CompletionStrategy;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.typed.javadsl.ActorSink;
import akka.stream.typed.javadsl.ActorSource;

import exchange.session.SessionMessage;
import exchange.session.SessionMessage.Ending;
import exchange.session.SessionMessage.Incoming;
import exchange.session.SessionMessage.Outgoing;
import exchange.session.SessionMessage.ReadOn;
import exchange.session.SessionMessage.Written;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The stream between a socket and its session. Reads whole text messages up to a size and hands
 * over several at a time, the next only when the session asks; writes what the session gives and
 * tells when it was taken. So neither side ever holds more than a bound of the other's. What it
 * writes are whole frames, which {@link SocketUpgrade} sends as they are.
 */
final class SocketFlow {

    private final int messageBytesMax;
    private final Duration messageTimeout;
    private final Materializer materializer;

    /** @param messageTimeout how long a message may take that comes in parts */
    SocketFlow(int messageBytesMax, Duration messageTimeout, Materializer materializer) {
        this.messageBytesMax = messageBytesMax;
        this.messageTimeout = messageTimeout;
        this.materializer = materializer;
    }

    Flow<Message, Message, NotUsed> to(ActorRef<SessionMessage> session) {
        return Flow.fromSinkAndSourceCoupled(reading(session), writing(session));
    }

    private Sink<Message, NotUsed> reading(ActorRef<SessionMessage> session) {
        Sink<List<Incoming>, NotUsed> heard = ActorSink.actorRefWithBackpressure(
                session,
                SessionMessage.Heard::new,
                SessionMessage.Readable::new,
                ReadOn.READ_ON,
                Ending.READ_TO_END,
                failure -> Ending.READ_TO_END);
        return Flow.of(Message.class)
                .mapAsync(1, this::whole)
                .batchWeighted(
                        messageBytesMax, SocketFlow::weight, SocketFlow::listOf, SocketFlow::with)
                .to(heard);
    }

    private static Source<Message, NotUsed> writing(ActorRef<SessionMessage> session) {
        return ActorSource.<Outgoing, SessionMessage>actorRefWithBackpressure(
                        session,
                        Written.WRITTEN,
                        SocketFlow::completion,
                        outgoing -> Optional.empty())
                .mapConcat(SocketFlow::frames)
                .mapMaterializedValue(socket -> {
                    session.tell(new SessionMessage.Writable(socket));
                    return NotUsed.getInstance();
                });
    }

    private static Optional<CompletionStrategy> completion(Outgoing outgoing) {
        return switch (outgoing) {
            case Outgoing.Frames frames -> Optional.empty();
            case Outgoing.Last last -> Optional.of(CompletionStrategy.draining());
        };
    }

    private static List<Message> frames(Outgoing outgoing) {
        return switch (outgoing) {
            case Outgoing.Frames frames -> List.of(BinaryMessage.create(frames.bytes()));
            case Outgoing.Last last -> List.of();
        };
    }

    private CompletionStage<Incoming> whole(Message message) {
        if (message instanceof BinaryMessage binary) {
            if (!binary.isStrict()) {
                binary.getStreamedData().runWith(Sink.cancelled(), materializer);
            }
            return done(new Incoming.Violation(
                    CloseCode.NOT_TEXT, "only text messages are understood"));
        }
        TextMessage text = message.asTextMessage();
        return text.isStrict() ? done(bounded(text.getStrictText())) : collected(text);
    }

    private Incoming bounded(String text) {
        boolean mayBeTooLarge = text.length() > messageBytesMax / 3;
        if (mayBeTooLarge && text.getBytes(StandardCharsets.UTF_8).length > messageBytesMax) {
            return tooLarge();
        }
        return new Incoming.Text(text);
    }

    /**
     * A message that comes in parts: of several frames, or larger than one read from the network.
     */
    private CompletionStage<Incoming> collected(TextMessage text) {
        return text.getStreamedText()
                .limitWeighted(messageBytesMax, part -> (long) part.length())
                .completionTimeout(messageTimeout)
                .runFold(new StringBuilder(), StringBuilder::append, materializer)
                .thenApply(all -> bounded(all.toString()))
                .exceptionally(SocketFlow::violation);
    }

    private static Incoming violation(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof akka.stream.StreamLimitReachedException) {
            return tooLarge();
        }
        return new Incoming.Violation(CloseCode.POLICY_VIOLATION, "a message came too slowly");
    }

    private static Incoming tooLarge() {
        return new Incoming.Violation(CloseCode.TOO_LARGE, "message too large");
    }

    private static CompletionStage<Incoming> done(Incoming incoming) {
        return CompletableFuture.completedFuture(incoming);
    }

    private static Long weight(Incoming incoming) {
        return incoming instanceof Incoming.Text text ? (long) text.message().length() : 1L;
    }

    private static List<Incoming> listOf(Incoming first) {
        List<Incoming> messages = new ArrayList<>(4);
        messages.add(first);
        return messages;
    }

    private static List<Incoming> with(List<Incoming> messages, Incoming next) {
        messages.add(next);
        return messages;
    }
}
