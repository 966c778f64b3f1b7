package exchange.drill;

import exchange.persistence.Database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a PostgreSQL, which may fail: what the server says can get lost while it does what it
 * was told, answers can take long, and all connections can be cut and new ones refused. Ends when
 * it is closed.
 */
public final class DatabaseProxy implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

    private final Database database;
    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile boolean refusing;
    private volatile long delayMillis;

    public DatabaseProxy(Database database) throws IOException {
        this(database, InetAddress.getLoopbackAddress());
    }

    /** @param at where it listens */
    DatabaseProxy(Database database, InetAddress at) throws IOException {
        Matcher address = ADDRESS.matcher(database.jdbcUrl());
        if (!address.find()) {
            throw new IllegalArgumentException("no host and port in " + database.jdbcUrl());
        }
        this.database = database;
        this.host = address.group(1);
        this.port = Integer.parseInt(address.group(2));
        this.door = new ServerSocket(0, 50, at);
        Thread.ofVirtual().start(this::accept);
    }

    /** The same database by this way. */
    public Database database() {
        String here = "//" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
        return new Database(
                ADDRESS.matcher(database.jdbcUrl()).replaceFirst(here + "/"),
                database.user(),
                database.password());
    }

    /** From now on nobody hears what the server answers, but it does what it is told. */
    public void loseAnswers() {
        silent = true;
    }

    /** From now on each answer takes so much longer; 0 is as usual. */
    public void delayAnswers(long millis) {
        delayMillis = millis;
    }

    /** Cuts all connections; new ones work. */
    public void cut() {
        open.forEach(DatabaseProxy::close);
        silent = false;
    }

    /** Cuts all connections and takes no new ones. */
    public void goDown() {
        refusing = true;
        cut();
    }

    public void comeUp() {
        refusing = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (refusing) {
                    close(client);
                } else {
                    join(client);
                }
            } catch (IOException e) {
                // The door is closed.
            }
        }
    }

    /** Whom the server does not take is cut off, as the server itself would. */
    private void join(Socket client) {
        Socket server;
        try {
            server = new Socket(host, port);
        } catch (IOException e) {
            close(client);
            return;
        }
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> carry(client, server, false));
        Thread.ofVirtual().start(() -> carry(server, client, true));
    }

    private void carry(Socket from, Socket to, boolean isAnswer) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (isAnswer && delayMillis > 0) {
                    TimeUnit.MILLISECONDS.sleep(delayMillis);
                }
                if (!isAnswer || !silent) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // One of the two is gone; so is the other now.
        } finally {
            drop(from);
            drop(to);
        }
    }

    private void drop(Socket socket) {
        open.remove(socket);
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
