package exchange.sequencer;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest entity with everything an entity has: it counts, sends numbers to its only peer and
 * takes numbers from it. Adding 13 fails while deciding; item 666 fails too and may be refused,
 * item 667 may not.
 */
final class Toy implements EntityLogic<Toy.Command> {
    sealed interface Command {}

    record Add(long number) implements Command {}

    record Send(long number) implements Command {}

    /** Is refused: there is no fact of it. */
    record Refuse() implements Command {}

    record Get() implements Command {}

    /** The same, and the answer must never turn out to be wrong. */
    record GetForEver() implements Command {}

    record Alarm(long at) implements Command {}

    record Seen(long sum, List<Long> received, List<Long> refused, long ticks) {}

    private static final int ADDED = 1;
    private static final int SENT = 2;
    private static final int TOOK = 3;
    private static final int REFUSED = 4;
    private static final int ALARM = 5;

    private final Links links = new Links();
    private final List<String> peers;
    private final List<Long> received = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private long sum;
    private long ticks;
    private long alarm = Long.MAX_VALUE;

    Toy(String peer) {
        peers = List.of(peer);
        links.to(0);
    }

    @Override
    public void decide(Command command, Batch batch) {
        switch (command) {
            case Add add -> {
                emit(ADDED, add.number(), batch);
                if (add.number() == 13) {
                    throw new IllegalStateException("13 cannot be added");
                }
            }
            case Send send -> emit(SENT, send.number(), batch);
            case Refuse refuse -> {}
            case Alarm set -> emit(ALARM, set.at(), batch);
            case Get get -> throw new IllegalStateException("a query is not decided");
            case GetForEver get -> throw new IllegalStateException("a query is not decided");
        }
        batch.answer("done");
    }

    private void emit(int kind, long number, Batch batch) {
        batch.facts().writeByte(kind);
        batch.facts().writeSigned(number);
        batch.countFact();
        apply(kind, number);
    }

    private void apply(int kind, long number) {
        switch (kind) {
            case ADDED -> sum += number;
            case SENT -> {
                links.to(0).open().writeSigned(number);
                links.to(0).finishItem();
            }
            case TOOK -> received.add(number);
            case REFUSED -> refused.add(number);
            case ALARM -> {
                ticks += number == 0 ? 1 : 0;
                alarm = number == 0 ? Long.MAX_VALUE : number;
            }
            default -> throw new IllegalStateException("kind " + kind);
        }
    }

    @Override
    public boolean isQuery(Command command) {
        return command instanceof Get || command instanceof GetForEver;
    }

    @Override
    public boolean isFinal(Command command, long time) {
        return command instanceof GetForEver;
    }

    @Override
    public Object query(Command command, long time) {
        return new Seen(sum, List.copyOf(received), List.copyOf(refused), ticks);
    }

    @Override
    public Items open(int peer, Run run) {
        PackedReader in = new PackedReader(run.items());
        return new Items() {
            @Override
            public boolean hasNext() {
                return in.hasMore();
            }

            @Override
            public void decideNext(Batch batch) {
                long number = in.readSigned();
                if (number == 666 || number == 667) {
                    throw new IllegalStateException(number + " cannot be taken");
                }
                emit(TOOK, number, batch);
            }

            @Override
            public boolean refuseNext(Batch batch) {
                long number = in.readSigned();
                if (number == 667) {
                    return false;
                }
                emit(REFUSED, number, batch);
                return true;
            }

            @Override
            public void skipNext() {
                in.readSigned();
            }
        };
    }

    @Override
    public void tick(Batch batch) {
        if (alarm <= batch.time()) {
            emit(ALARM, 0, batch);
        }
    }

    @Override
    public long nextDeadline() {
        return alarm;
    }

    @Override
    public void apply(byte[] facts, long time) {
        PackedReader in = new PackedReader(facts);
        while (in.hasMore()) {
            apply(in.readByte(), in.readSigned());
        }
    }

    @Override
    public List<String> peers() {
        return peers;
    }

    @Override
    public Links links() {
        return links;
    }

    @Override
    public void write(PackedWriter out) {
        out.writeSigned(sum);
        out.writeSigned(ticks);
        out.writeLong(alarm);
        write(received, out);
        write(refused, out);
    }

    private static void write(List<Long> numbers, PackedWriter out) {
        out.writeLong(numbers.size());
        numbers.forEach(out::writeSigned);
    }

    @Override
    public void read(PackedReader in) {
        sum = in.readSigned();
        ticks = in.readSigned();
        alarm = in.readLong();
        read(received, in);
        read(refused, in);
    }

    private static void read(List<Long> numbers, PackedReader in) {
        numbers.clear();
        for (int left = in.readInt(); left > 0; left--) {
            numbers.add(in.readSigned());
        }
    }
}
