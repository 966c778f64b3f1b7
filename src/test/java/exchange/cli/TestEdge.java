package exchange.cli;

import com.sun.net.httpserver.HttpServer;

import exchange.bootstrap.EdgeStarter.Edge;
import exchange.bootstrap.Engine;
import exchange.bootstrap.Settings;
import exchange.bootstrap.Storage;
import exchange.identity.Identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** {@code run} with an edge that says hello, for tests of starting and stopping. */
final class TestEdge {
    private TestEdge() {}

    public static void main(String[] arguments) {
        System.exit(ExchangeCommand.commandLine(new RunCommand(TestEdge::open)).execute());
    }

    private static Edge open(Settings settings, Storage storage, Identity identity, Engine engine) {
        try {
            var address = new InetSocketAddress(settings.host(), settings.port());
            HttpServer server = HttpServer.create(address, 0);
            server.createContext("/", request -> {
                request.sendResponseHeaders(200, -1);
                request.close();
            });
            server.start();
            return new Edge() {
                @Override
                public int port() {
                    return server.getAddress().getPort();
                }

                @Override
                public void close() {
                    server.stop(0);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
