package exchange.ws;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.event.LoggingAdapter;
import akka.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import akka.http.impl.engine.ws.FrameEvent;
import akka.http.impl.engine.ws.FrameEvent$;
import akka.http.impl.engine.ws.FrameEventParser$;
import akka.http.impl.engine.ws.FrameStart;
import akka.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import akka.http.impl.engine.ws.WebSocket$;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.KillSwitches;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.scaladsl.BidiFlow;
import akka.util.ByteString;

import java.util.ArrayList;
import java.util.List;

/**
 * Upgrades a request to a WebSocket that can be closed with any code and reason, which akka-http's
 * public API cannot, and that sends frames made by the application: what it gives as binary
 * messages are whole frames, many in one write, perhaps shared with other sockets. It takes the
 * library's own stack for all else and renders what comes out of it, so it depends on internals of
 * akka-http 10.5.3, whose version is frozen. The application must complete its output to close;
 * failing it would lose the last text.
 */
final class SocketUpgrade {
    private static final int BINARY_OPCODE = 2;
    private static final int CLOSE_OPCODE = 8;
    private static final int FINAL = 0x80;
    private static final int CONTROL_BYTES_MAX = 125;

    private final akka.http.scaladsl.settings.WebSocketSettings settings;
    private final LoggingAdapter log;

    SocketUpgrade(ActorSystem system) {
        this.settings = (akka.http.scaladsl.settings.WebSocketSettings)
                ServerSettings.create(system).getWebsocketSettings();
        this.log = akka.event.Logging.getLogger(system, SocketUpgrade.class);
    }

    /**
     * The answer that turns the request into a socket running the application on that line.
     *
     * @param gone run when the connection has ended, the closing handshake included
     */
    HttpResponse answer(
            WebSocketUpgrade upgrade,
            SocketLine line,
            Flow<Message, Message, NotUsed> application,
            Runnable gone) {
        Flow<ByteString, ByteString, Object> bytes = Flow.of(ByteString.class)
                .via(FrameEventParser$.MODULE$)
                .map(frame -> {
                    line.heard();
                    return frame;
                })
                .via(stacked(application))
                .map(frame -> rendered(line, frame))
                .viaMat(KillSwitches.single(), Keep.right())
                .watchTermination((connection, done) -> {
                    line.opened(connection);
                    done.whenComplete((d, failure) -> gone.run());
                    return NotUsed.getInstance();
                });
        UpgradeToWebSocketLowLevel low = (UpgradeToWebSocketLowLevel) upgrade;
        Flow<FrameEvent, FrameEvent, Object> replaced =
                Flow.of(FrameEvent.class).mapMaterializedValue(nothing -> nothing);
        HttpResponse answer = low.handleFrames(replaced, low.handleFrames$default$2());
        List<HttpHeader> headers = new ArrayList<>();
        answer.getHeaders().forEach(headers::add);
        headers.removeIf(UpgradeToOtherProtocolResponseHeader.class::isInstance);
        headers.add(UpgradeToOtherProtocolResponseHeader.apply(bytes.asScala()));
        return answer.withHeaders(headers);
    }

    /** The library's stack for servers over the application: frames in, frames out. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private Flow<FrameEvent, FrameEvent, NotUsed> stacked(
            Flow<Message, Message, NotUsed> application) {
        BidiFlow stack =
                WebSocket$.MODULE$.stack(true, settings, WebSocket$.MODULE$.stack$default$3(), log);
        Flow messages = application.map(message -> message.asScala());
        return ((akka.stream.scaladsl.Flow<FrameEvent, FrameEvent, NotUsed>)
                        stack.join(messages.asScala()))
                .asJava();
    }

    /** Frames that the application made are sent as they are; the library's own are small. */
    private static ByteString rendered(SocketLine line, FrameEvent frame) {
        FrameStart start = (FrameStart) frame;
        int opcode = start.header().opcode().code();
        if (opcode == BINARY_OPCODE) {
            return start.data();
        }
        if (opcode == CLOSE_OPCODE) {
            return line.close().map(SocketUpgrade::closeFrame).orElseGet(() -> control(start));
        }
        return control(start);
    }

    private static ByteString closeFrame(SocketLine.Close close) {
        return control((FrameStart) FrameEvent$.MODULE$.closeFrame(
                close.code(), close.reason(), FrameEvent$.MODULE$.closeFrame$default$3()));
    }

    private static ByteString control(FrameStart start) {
        int length = start.data().size();
        if (length > CONTROL_BYTES_MAX) {
            throw new IllegalStateException("a control frame of " + length + " bytes");
        }
        byte[] head = {(byte) (FINAL | start.header().opcode().code()), (byte) length};
        return ByteString.fromArrayUnsafe(head).concat(start.data());
    }
}
