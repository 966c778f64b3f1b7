package exchange.matching.bench;

import exchange.market.Side;
import exchange.matching.Order;
import exchange.testkit.SharedData;

import java.nio.file.Files;

/** The streams of the bench. Each is the same in every run and on every machine. */
enum Load {
    /** 71 % price moves, 13 % new limits, 7 % cancels, 7 % reduces, 2 % IOC; 1,000 rest. */
    MOVES("(a) move-heavy, 1,000 resting"),
    /** A recorded day of Bitstamp, looped. */
    BITSTAMP("(b) Bitstamp 2015-05-01"),
    /** 100,000 orders on 5,000 levels rest; 78 % come or go, 10 % move, 10 % shrink, 2 % IOC. */
    DEEP("(c) deep: 100,000 on 5,000 levels"),
    /** Every tenth order takes 20 makers, until a book of 11,000 orders is eaten up. */
    SWEEPS("(d) sweeps of 20 makers");

    static final int MID = 100_000;
    private static final int DEEP_LEVELS = 2_500;
    private static final int LOTS_MAX = 100;

    final String title;

    Load(String title) {
        this.title = title;
    }

    /** Whether what it is made of is here. */
    boolean isPresent() {
        return this != BITSTAMP || Files.isDirectory(SharedData.BITSTAMP);
    }

    /** The stream in full length. */
    Commands commands() {
        return switch (this) {
            case MOVES -> moves(2_000_000);
            case BITSTAMP -> bitstamp();
            case DEEP -> deep(100_000, 2_000_000);
            case SWEEPS -> sweeps(20);
        };
    }

    static Commands moves(int count) {
        StreamMaker stream = new StreamMaker(4711);
        long mid = MID;
        while (stream.resting() < 1_000) {
            placeNear(stream, mid);
        }
        for (int i = 0; i < count; i++) {
            mid += stream.random.nextInt(1_000) == 0 ? 1 - 2 * stream.random.nextInt(2) : 0;
            int percent = stream.random.nextInt(100);
            if (percent < 71) {
                move(stream, mid);
            } else if (percent < 84) {
                placeNear(stream, mid);
            } else if (percent < 91) {
                stream.cancel(stream.anyResting().id());
            } else if (percent < 98) {
                reduce(stream);
            } else {
                int lots = stream.resting() > 1_000 ? 6 * LOTS_MAX : LOTS_MAX / 2;
                takeBest(stream, lots);
            }
        }
        return stream.closed();
    }

    /** Most new orders come close to the middle, some up to 500 ticks away. */
    private static void placeNear(StreamMaker stream, long mid) {
        Side side = stream.anySide();
        double far = stream.random.nextDouble();
        long away = 1 + (long) (far * far * 500);
        stream.place(side, side == Side.BUY ? mid - away : mid + away, anyLots(stream));
    }

    /** A few ticks up or down; into the other side only one time in ten that it would. */
    private static void move(StreamMaker stream, long mid) {
        Order order = stream.anyResting();
        long ticks = 1 + stream.random.nextInt(10);
        long away = order.side() == Side.BUY ? -ticks : ticks;
        long closer = order.priceTicks() - away;
        boolean crosses = order.side() == Side.BUY ? closer >= mid : closer <= mid;
        boolean goesCloser = crosses ? stream.random.nextInt(10) == 0 : stream.random.nextBoolean();
        stream.move(order, goesCloser ? closer : order.priceTicks() + away);
    }

    private static void reduce(StreamMaker stream) {
        Order order = stream.anyResting();
        stream.reduce(order, 1 + stream.random.nextLong(order.leavesLots()));
    }

    private static void takeBest(StreamMaker stream, int lotsMax) {
        Side side = stream.anySide();
        long limit = side == Side.BUY ? 2 * MID : 1;
        stream.ioc(side, limit, 1 + stream.random.nextInt(lotsMax));
    }

    private static long anyLots(StreamMaker stream) {
        return 1 + stream.random.nextInt(LOTS_MAX);
    }

    private static Commands bitstamp() {
        StreamMaker stream = new StreamMaker(0);
        for (String[] row : SharedData.bitstamp("commands.csv.gz")) {
            long id = Long.parseLong(row[4]);
            if (row[3].equals("place")) {
                Side side = row[5].equals("buy") ? Side.BUY : Side.SELL;
                stream.placeAs(id, side, Long.parseLong(row[6]), Long.parseLong(row[7]));
            } else {
                stream.cancel(id);
            }
        }
        return stream.closed();
    }

    static Commands deep(int resting, int count) {
        StreamMaker stream = new StreamMaker(4712);
        while (stream.resting() < resting) {
            placeDeep(stream);
        }
        for (int i = 0; i < count; i++) {
            int percent = stream.random.nextInt(100);
            if (percent < 10) {
                Order order = stream.anyResting();
                stream.move(order, deepPrice(stream, order.side()));
            } else if (percent < 20) {
                reduce(stream);
            } else if (percent < 22) {
                takeBest(stream, LOTS_MAX);
            } else if (stream.resting() > resting || stream.random.nextInt(100) < 48) {
                stream.cancel(stream.anyResting().id());
            } else {
                placeDeep(stream);
            }
        }
        return stream.closed();
    }

    private static void placeDeep(StreamMaker stream) {
        Side side = stream.anySide();
        stream.place(side, deepPrice(stream, side), anyLots(stream));
    }

    private static long deepPrice(StreamMaker stream, Side side) {
        long away = 1 + stream.random.nextInt(DEEP_LEVELS);
        return side == Side.BUY ? MID - away : MID + away;
    }

    /** All orders are of one size, so a sweep of twenty times that size takes twenty of them. */
    static Commands sweeps(int rounds) {
        StreamMaker stream = new StreamMaker(4713);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < 11_010; i++) {
                placeForSweep(stream, i);
            }
            for (int i = 0; i < 10_000; i++) {
                if (i % 10 < 9) {
                    placeForSweep(stream, i - i / 10);
                } else {
                    boolean buys = i / 10 % 2 == 0;
                    stream.ioc(buys ? Side.BUY : Side.SELL, buys ? 2 * MID : 1, 20 * LOTS_MAX);
                }
            }
        }
        return stream.closed();
    }

    private static void placeForSweep(StreamMaker stream, int number) {
        Side side = number % 2 == 0 ? Side.BUY : Side.SELL;
        long away = 1 + stream.random.nextInt(1_100);
        stream.place(side, side == Side.BUY ? MID - away : MID + away, LOTS_MAX);
    }
}
