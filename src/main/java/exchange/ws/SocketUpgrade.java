package exchange.ws;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.event.LoggingAdapter;
import akka.http.impl.engine.ws.FrameEvent;
import akka.http.impl.engine.ws.FrameEvent$;
import akka.http.impl.engine.ws.FrameStart;
import akka.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import akka.http.impl.engine.ws.WebSocket$;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.KillSwitches;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.scaladsl.BidiFlow;

/**
 * Upgrades a request to a WebSocket that can be closed with any code and reason, which akka-http's
 * public API cannot. It takes the library's own stack and rewrites the close frame on its way out,
 * so it depends on internals of akka-http 10.5.3, whose version is frozen. The application must
 * complete its output to close; failing it would lose the last text.
 */
final class SocketUpgrade {
    private static final int CLOSE_OPCODE = 8;

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
        Flow<FrameEvent, FrameEvent, Object> frames = Flow.of(FrameEvent.class)
                .map(frame -> {
                    line.heard();
                    return frame;
                })
                .via(stacked(application))
                .map(frame -> closedAs(line, frame))
                .viaMat(KillSwitches.single(), Keep.right())
                .watchTermination((connection, done) -> {
                    line.opened(connection);
                    done.whenComplete((d, failure) -> gone.run());
                    return NotUsed.getInstance();
                });
        UpgradeToWebSocketLowLevel low = (UpgradeToWebSocketLowLevel) upgrade;
        return low.handleFrames(frames, low.handleFrames$default$2());
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

    private static FrameEvent closedAs(SocketLine line, FrameEvent frame) {
        if (frame instanceof FrameStart start && start.header().opcode().code() == CLOSE_OPCODE) {
            return line.close()
                    .map(close -> (FrameEvent) FrameEvent$.MODULE$.closeFrame(
                            close.code(),
                            close.reason(),
                            FrameEvent$.MODULE$.closeFrame$default$3()))
                    .orElse(frame);
        }
        return frame;
    }
}
