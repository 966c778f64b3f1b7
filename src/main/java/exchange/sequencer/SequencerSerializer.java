package exchange.sequencer;

import akka.serialization.SerializerWithStringManifest;

import java.io.NotSerializableException;

/**
 * How batches and snapshots stand in the journal: packed bytes under manifests that never change,
 * so classes may move and be renamed.
 */
public final class SequencerSerializer extends SerializerWithStringManifest {
    static final String BATCH = "batch/1";
    static final String SNAPSHOT = "snapshot/1";

    @Override
    public int identifier() {
        return 47110815;
    }

    @Override
    public String manifest(Object object) {
        if (object instanceof BatchEvent) {
            return BATCH;
        }
        if (object instanceof EntitySnapshot) {
            return SNAPSHOT;
        }
        throw new IllegalArgumentException("not ours to serialize: " + object.getClass());
    }

    @Override
    public byte[] toBinary(Object object) {
        return object instanceof BatchEvent event ? bytes(event) : bytes((EntitySnapshot) object);
    }

    /** The journal's bytes of a batch. */
    public static byte[] bytes(BatchEvent event) {
        PackedWriter out = new PackedWriter(event.bytes().length + 64);
        out.writeLong(event.version());
        out.writeLong(event.sequence());
        out.writeLong(event.time());
        out.writeRaw(event.previousHash());
        out.writeRaw(event.bytes());
        return out.toBytes();
    }

    /** The batch in the journal's bytes. */
    public static BatchEvent batch(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        return new BatchEvent(
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readRaw(BatchEvent.HASH_BYTES),
                in.readRest());
    }

    private static byte[] bytes(EntitySnapshot snapshot) {
        PackedWriter out = new PackedWriter(snapshot.bytes().length + 64);
        out.writeLong(snapshot.version());
        out.writeLong(snapshot.sequence());
        out.writeLong(snapshot.time());
        out.writeRaw(snapshot.hash());
        out.writeRaw(snapshot.bytes());
        return out.toBytes();
    }

    private static EntitySnapshot snapshot(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        return new EntitySnapshot(
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readRaw(BatchEvent.HASH_BYTES),
                in.readRest());
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return switch (manifest) {
            case BATCH -> batch(bytes);
            case SNAPSHOT -> snapshot(bytes);
            default -> throw new NotSerializableException("unknown manifest " + manifest);
        };
    }
}
