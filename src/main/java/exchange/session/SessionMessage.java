package exchange.session;

import akka.actor.typed.ActorRef;
import akka.util.ByteString;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link SessionActor} takes: from its socket, from the node's relays and feeds, from
 * itself.
 */
public sealed interface SessionMessage {

    /** The socket can be written to from now on. */
    record Writable(ActorRef<Outgoing> socket) implements SessionMessage {}

    /** The socket has taken what it was given last. */
    enum Written implements SessionMessage {
        WRITTEN
    }

    /** The socket is read; answered at once. */
    record Readable(ActorRef<ReadOn> socket) implements SessionMessage {}

    /** Messages of the client in order; answered when all are heard. */
    record Heard(ActorRef<ReadOn> socket, List<Incoming> messages) implements SessionMessage {}

    /** What the socket tells of its end. */
    enum Ending implements SessionMessage {
        /** Nothing more comes from the client. */
        READ_TO_END,
        /** The goodbyes are said, or the connection broke. */
        GONE
    }

    /** Every event of the account from here on will be told. */
    record Following(long account) implements SessionMessage {}

    /** Events of the account, in order. */
    record Happened(List<AccountEvent> events) implements SessionMessage {
        public Happened {
            events = List.copyOf(events);
        }
    }

    /** What is new in a topic, encoded once for everybody: it replaces what waits of that topic. */
    record Show(String topic, List<String> jsons) implements SessionMessage {
        public Show {
            jsons = List.copyOf(jsons);
        }
    }

    /** What is new in a topic; the same for all who follow it. */
    record Published(Publication publication) implements SessionMessage {}

    /** End the session. */
    record End(int code, String reason) implements SessionMessage {}

    /** The node stops: say so, and end the session a moment later. */
    record Leave(End end, Duration notice) implements SessionMessage {}

    /** What the session tells itself. */
    enum Own implements SessionMessage {
        WAKE,
        TICK,
        READ_ON,
        CUT
    }

    /** What comes out of the socket. */
    sealed interface Incoming {
        record Text(String message) implements Incoming {}

        /** The client broke a rule of the socket itself, such as a message too large. */
        record Violation(int code, String reason) implements Incoming {}
    }

    /** What goes into the socket. */
    sealed interface Outgoing {
        /** Whole frames, ready to be sent. */
        record Frames(ByteString bytes) implements Outgoing {}

        enum Last implements Outgoing {
            LAST
        }
    }

    /** Tells the socket to read on. */
    enum ReadOn {
        READ_ON
    }
}
