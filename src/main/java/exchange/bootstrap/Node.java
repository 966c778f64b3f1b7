package exchange.bootstrap;

import exchange.identity.AdminAccount;
import exchange.identity.ApiKeySecret;
import exchange.identity.Identity;
import exchange.identity.IdentitySettings;
import exchange.identity.TokenSecret;
import exchange.identity.UserIds;
import exchange.market.AccountIds;
import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;
import exchange.ops.DatabaseClock;
import exchange.ops.Metrics;
import exchange.persistence.DataDirectory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One exchange in one process, from its data directory to its open port. Starts in the order in
 * which things need each other and stops in the opposite one: the port opens when orders can be
 * taken, and PostgreSQL stops when nothing writes any more. May be stopped in the middle of
 * its start.
 */
public final class Node implements AutoCloseable {
    /** Kept for {@code replay} and {@code bench}, which need an admin to fund their accounts. */
    public static final String ADMIN_PASSWORD_FILE = "admin-password";

    private static final Logger log = LoggerFactory.getLogger(Node.class);

    private final Settings settings;
    private final EdgeStarter edges;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean closed;

    /** What the operator wants to know when it is ready. */
    public record Ready(String url, AdminAccount admin) {}

    public Node(Settings settings, EdgeStarter edges) {
        this.settings = settings;
        this.edges = edges;
    }

    /** Returns when orders are taken. What it started before it failed is stopped again. */
    public Ready start() {
        settings.notices().forEach(log::warn);
        DataDirectory.requireUnused(settings.dataDirectory());
        requireFreePort();
        try {
            Storage storage = keep(Storage.open(settings));
            DatabaseClock time = keep(DatabaseClock.open(storage.pools().queries()));
            Metrics.process().keepTo(time::millis);
            Identity identity = keep(identity(storage, time));
            AdminAccount admin =
                    identity.ensureAdmin(settings.adminEmail(), settings.adminPassword());
            admin.generatedPassword()
                    .ifPresent(
                            password -> storage.data().keepSecret(ADMIN_PASSWORD_FILE, password));
            EngineClock clock = FirstDay.clock(settings, storage.database(), time::millis);
            Engine engine = keep(Engine.start(settings.config(), storage.database(), clock));
            engine.notices().forEach(log::warn);
            engine.ended().thenRun(ended::countDown);
            EdgeStarter.Edge edge = keep(edges.open(settings, storage, identity, engine));
            clock.arrive();
            String url = "http://" + shownHost() + ":" + edge.port();
            storage.data().publishUrl(url);
            return new Ready(url, admin);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Returns when the node's part in the cluster is over: it was closed, or the others have gone
     * on without it, and then it must not serve anybody.
     */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Whether it was told to end. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Everything in flight is committed and answered first. Safe to call twice and from a hook. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.error("{} did not stop in order", part.getClass().getSimpleName(), e);
            }
        }
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        if (closed) {
            close();
            throw new CannotStart(Reason.FAULT, "stopped in the middle of the start");
        }
        return part;
    }

    private Identity identity(Storage storage, InstantSource time) {
        Optional<Path> own =
                settings.embedded() ? Optional.of(storage.data().path()) : Optional.empty();
        return Identity.open(
                storage.pools().queries(),
                IdentitySettings.from(settings.config()),
                TokenSecret.find(settings.config(), own),
                ApiKeySecret.find(settings.config(), own),
                new UserIds(AccountIds::toUuid, AccountIds::parse),
                time);
    }

    /** Asked at once: else the answer would come after half a minute of other work. */
    private void requireFreePort() {
        var address = new InetSocketAddress(settings.host(), settings.port());
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
        } catch (IOException e) {
            throw new CannotStart(
                    Reason.PORT_BUSY,
                    "cannot listen on " + settings.host() + ":" + settings.port() + " ("
                            + e.getMessage() + "); stop what uses it, or set SERVER_PORT to"
                            + " another port",
                    e);
        }
    }

    /** The address that listens to everybody is no address to call. */
    private String shownHost() {
        return settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    }
}
