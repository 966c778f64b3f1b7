package exchange.faults;

import exchange.sequencer.Batch;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.Links;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

import java.util.List;

/** An entity's own decisions, with something before or after them. */
abstract class WrappedLogic<C> implements EntityLogic<C> {
    final EntityLogic<C> own;

    WrappedLogic(EntityLogic<C> own) {
        this.own = own;
    }

    @Override
    public void decide(C command, Batch batch) {
        own.decide(command, batch);
    }

    @Override
    public boolean isQuery(C command) {
        return own.isQuery(command);
    }

    @Override
    public boolean isFinal(C query, long time) {
        return own.isFinal(query, time);
    }

    @Override
    public Object query(C command, long time) {
        return own.query(command, time);
    }

    @Override
    public Items open(int peer, Run run) {
        return own.open(peer, run);
    }

    @Override
    public void tick(Batch batch) {
        own.tick(batch);
    }

    @Override
    public long nextDeadline() {
        return own.nextDeadline();
    }

    @Override
    public void apply(byte[] facts, long time) {
        own.apply(facts, time);
    }

    @Override
    public List<String> peers() {
        return own.peers();
    }

    @Override
    public Links links() {
        return own.links();
    }

    @Override
    public void write(PackedWriter out) {
        own.write(out);
    }

    @Override
    public void read(PackedReader in) {
        own.read(in);
    }

    /** Items of a run, passed on one by one. */
    abstract static class WrappedItems implements Items {
        final Items own;

        WrappedItems(Items own) {
            this.own = own;
        }

        @Override
        public boolean hasNext() {
            return own.hasNext();
        }

        @Override
        public void decideNext(Batch batch) {
            own.decideNext(batch);
        }

        @Override
        public boolean refuseNext(Batch batch) {
            return own.refuseNext(batch);
        }

        @Override
        public void skipNext() {
            own.skipNext();
        }
    }
}
