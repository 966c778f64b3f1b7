package exchange.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many sockets on one thread that follow what they are told to. Counts frames, and of one topic's
 * updates whether each follows from the one before and how old its oldest change can be: as if it
 * had come right after the frame before. So the times are never told too short.
 */
public final class FanoutLoad implements AutoCloseable {
    private static final String PATH = "/api/v1/ws";
    private static final byte[] PREVIOUS = "\"previous_sequence\":".getBytes(US_ASCII);
    private static final byte[] SEQUENCE = "\"sequence\":".getBytes(US_ASCII);
    private static final byte[] TIME = "\"time\":\"".getBytes(US_ASCII);
    private static final int HEAD_BYTES = 250;
    private static final int DAY_MILLIS = 86_400_000;

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final boolean measures;
    private final AtomicLong received = new AtomicLong();
    private Latencies latencies = new Latencies();
    private long frames;
    private long bytes;
    private long changes;
    private long gaps;

    private static final class Client {
        private final FanoutSocket socket;
        private long sequence = -1;
        private long time;

        private Client(FanoutSocket socket) {
            this.socket = socket;
        }
    }

    /**
     * What one run came to.
     *
     * @param changesPerSecond of the book, as one of the sockets saw them
     * @param gaps updates that did not follow from the one before
     */
    public record Result(
            double framesPerSecond,
            double bytesPerFrame,
            double changesPerSecond,
            long gaps,
            Latencies latencies) {}

    private FanoutLoad(boolean measures) throws IOException {
        this.measures = measures;
        this.selector = Selector.open();
    }

    /**
     * Opens so many sockets.
     *
     * @param messages what each says first
     * @param measures whether it follows one topic whose frames have a sequence and a time
     */
    public static FanoutLoad open(URI base, int sockets, List<String> messages, boolean measures) {
        try {
            FanoutLoad load = new FanoutLoad(measures);
            for (int i = 0; i < sockets; i++) {
                FanoutSocket socket = FanoutSocket.open(base, PATH, 0);
                for (String message : messages) {
                    socket.say(message);
                }
                Client client = new Client(socket);
                load.clients.add(client);
                socket.register(load.selector, client);
                load.selector.selectNow();
                load.readSelected();
            }
            return load;
        } catch (IOException e) {
            throw new LoadFailed("cannot open " + sockets + " sockets: " + e.getMessage());
        }
    }

    /** A socket that says something and never reads; returns what closes it. */
    public static Runnable stalled(URI base, String... messages) {
        try {
            FanoutSocket socket = FanoutSocket.open(base, PATH, 4 * 1024);
            for (String message : messages) {
                socket.say(message);
            }
            return socket::close;
        } catch (IOException e) {
            throw new LoadFailed("cannot open a socket: " + e.getMessage());
        }
    }

    /** How long it takes from nothing to the first message of a topic, milliseconds. */
    public static double millisToBegin(URI base, String message) {
        long begun = System.nanoTime();
        try (FanoutSocket socket = FanoutSocket.open(base, PATH, 0)) {
            socket.say(message);
            boolean[] heard = new boolean[1];
            while (!heard[0]) {
                socket.read((text, from, length) ->
                        heard[0] |= find(text, from, length, SEQUENCE) >= 0);
            }
            return (System.nanoTime() - begun) / 1e6;
        } catch (IOException e) {
            throw new LoadFailed("cannot open a socket: " + e.getMessage());
        }
    }

    /**
     * How long an account's events take to come that were missed: from nothing to the last one,
     * milliseconds.
     *
     * @param after the last event that was not missed
     * @param last the account's last event
     */
    public static double millisToResume(URI base, String token, long after, long last) {
        long begun = System.nanoTime();
        try (FanoutSocket socket = FanoutSocket.open(base, PATH, 0)) {
            socket.say("{\"op\":\"auth\",\"token\":\"" + token + "\"}");
            socket.say("{\"op\":\"resume\",\"after\":" + after + "}");
            long[] heard = new long[1];
            while (heard[0] < last) {
                socket.read((text, from, length) -> {
                    int at = find(text, from, length, SEQUENCE);
                    heard[0] = at < 0 ? heard[0] : number(text, at);
                });
            }
            return (System.nanoTime() - begun) / 1e6;
        } catch (IOException e) {
            throw new LoadFailed("cannot resume: " + e.getMessage());
        }
    }

    /** Reads for so long; counts what comes after a beginning that does not count. */
    public Result run(double warmUpSeconds, double seconds) {
        read(warmUpSeconds);
        latencies = new Latencies();
        frames = 0;
        bytes = 0;
        changes = 0;
        gaps = 0;
        long begun = System.nanoTime();
        read(seconds);
        double took = (System.nanoTime() - begun) / 1e9;
        return new Result(
                frames / took,
                frames == 0 ? 0 : (double) bytes / frames,
                changes / took,
                gaps,
                latencies);
    }

    /** Messages of all sockets since the first was opened. For any thread. */
    public long received() {
        return received.get();
    }

    private void read(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                readSelected();
            }
        } catch (IOException e) {
            throw new LoadFailed("a socket that follows broke: " + e.getMessage());
        }
    }

    private void readSelected() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            long before = frames;
            client.socket.read((text, from, length) -> heard(client, text, from, length));
            received.addAndGet(frames - before);
        }
        selector.selectedKeys().clear();
    }

    private void heard(Client client, byte[] text, int from, int length) {
        frames++;
        bytes += length;
        if (!measures) {
            return;
        }
        int head = Math.min(length, HEAD_BYTES);
        int at = find(text, from, head, SEQUENCE);
        int timeAt = find(text, from, head, TIME);
        if (at < 0 || timeAt < 0) {
            return;
        }
        long sequence = number(text, at);
        int previousAt = find(text, from, head, PREVIOUS);
        if (previousAt >= 0) {
            follow(client, number(text, previousAt), sequence);
        } else if (client.sequence >= 0 && sequence != client.sequence) {
            gaps++;
        }
        client.sequence = sequence;
        client.time = time(text, timeAt);
    }

    private void follow(Client client, long previous, long sequence) {
        if (client.sequence != previous) {
            gaps++;
        } else if (client.time > 0) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - client.time));
        }
        if (client == clients.getFirst()) {
            changes += sequence - previous;
        }
    }

    /** Where the value begins; -1 without one. */
    private static int find(byte[] text, int from, int length, byte[] name) {
        int last = from + length - name.length;
        for (int at = from; at <= last; at++) {
            int same = 0;
            while (same < name.length && text[at + same] == name[same]) {
                same++;
            }
            if (same == name.length) {
                return at + same;
            }
        }
        return -1;
    }

    private static long number(byte[] text, int at) {
        long value = 0;
        for (int i = at; text[i] >= '0' && text[i] <= '9'; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    /** Epoch milliseconds, the day taken from this machine's clock. */
    private static long time(byte[] text, int at) {
        long ofDay =
                ((two(text, at + 11) * 60 + two(text, at + 14)) * 60 + two(text, at + 17)) * 1_000
                        + number(text, at + 20);
        long now = System.currentTimeMillis();
        long time = now / DAY_MILLIS * DAY_MILLIS + ofDay;
        return time > now + DAY_MILLIS / 2 ? time - DAY_MILLIS : time;
    }

    private static long two(byte[] text, int at) {
        return (text[at] - '0') * 10L + text[at + 1] - '0';
    }

    @Override
    public void close() {
        clients.forEach(client -> client.socket.close());
        try {
            selector.close();
        } catch (IOException e) {
            throw new LoadFailed("cannot close a selector: " + e);
        }
    }
}
