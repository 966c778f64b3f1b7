package exchange.sequencer;

import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.ItemId;
import exchange.sequencer.ChildMessage.Peer;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs the inputs of one batch through an entity's logic until they are done or a bound closes the
 * batch: so many facts or so many bytes (one input may pass the bounds). Plain object, so a
 * simulator runs it too.
 */
public final class Decider<C> {
    private static final int RESEND_RUNS_MAX = 16;

    private final Limits limits;
    private final Batch batch = new Batch();
    private final List<C> queries = new ArrayList<>();
    private final List<Integer> queryPlaces = new ArrayList<>();
    private final List<Input.Resend<C>> resends = new ArrayList<>();
    private int consumed;
    private boolean mustCommit;
    private int itemPeer;
    private long itemNumber;

    public Decider(Limits limits) {
        this.limits = limits;
    }

    Batch begin(long time) {
        batch.begin(time);
        queries.clear();
        queryPlaces.clear();
        resends.clear();
        consumed = 0;
        mustCommit = false;
        itemPeer = -1;
        return batch;
    }

    Batch batch() {
        return batch;
    }

    /** The item that was being decided, if one was. */
    List<ItemId> culprit() {
        return itemPeer < 0 ? List.of() : List.of(new ItemId(itemPeer, itemNumber));
    }

    /** Whether there is nothing to journal, and nobody whose answer has to wait for a commit. */
    boolean isEmpty(EntityState<C> state) {
        return batch.factCount() == 0 && !state.linksMoved() && !mustCommit;
    }

    /** Decides; returns how many inputs are done. */
    int decide(EntityState<C> state, Decide<C> decide) {
        begin(Math.max(decide.now(), state.time()));
        EntityLogic<C> logic = state.logic();
        int itemsLeft = decide.itemsMax();
        for (Input<C> input : decide.inputs()) {
            switch (input) {
                case Input.Asked<C> asked -> ask(logic, asked.command());
                case Input.Acknowledged<C> ack ->
                    logic.links().to(ack.peer()).acknowledge(ack.upTo());
                case Input.Tick<C> tick -> logic.tick(batch);
                case Input.Resend<C> resend -> resends.add(resend);
                case Input.Received<C> received ->
                    itemsLeft = take(logic, received, itemsLeft, decide.refused());
            }
            if (itemsLeft < 0) {
                return consumed;
            }
            consumed++;
            if (full()) {
                break;
            }
        }
        return consumed;
    }

    private void ask(EntityLogic<C> logic, C command) {
        int answersBefore = batch.answers().size();
        if (logic.isQuery(command)) {
            mustCommit |= logic.isFinal(command, batch.time());
            queries.add(command);
            queryPlaces.add(answersBefore);
            batch.answer(this);
        } else {
            // What is refused writes no fact, but another writer may know better.
            mustCommit = true;
            logic.decide(command, batch);
        }
        if (batch.answers().size() != answersBefore + 1) {
            throw new IllegalStateException("one answer expected for " + command + ", found "
                    + (batch.answers().size() - answersBefore));
        }
    }

    /** Returns the items still allowed, or -1 when the batch closed in the middle of the run. */
    private int take(
            EntityLogic<C> logic, Input.Received<C> received, int itemsMax, List<ItemId> refused) {
        LinkEnd end = logic.links().to(received.peer());
        Run run = received.run();
        EntityLogic.Items items = logic.open(received.peer(), run);
        int left = itemsMax;
        for (long number = run.first(); items.hasNext(); number++) {
            if (number <= end.taken()) {
                items.skipNext();
                continue;
            }
            if (number != end.taken() + 1) {
                throw new IllegalStateException(
                        "item " + number + " of peer " + received.peer() + " after " + end.taken());
            }
            if (left == 0 || full()) {
                return -1;
            }
            itemPeer = received.peer();
            itemNumber = number;
            if (refused.isEmpty() || !refused.contains(new ItemId(received.peer(), number))) {
                items.decideNext(batch);
            } else if (!items.refuseNext(batch)) {
                throw new UnrefusableItem(received.peer(), number);
            }
            end.take(number);
            itemPeer = -1;
            left--;
        }
        return left;
    }

    private boolean full() {
        return batch.factCount() >= limits.factsMax() || batch.facts().size() >= limits.bytesMax();
    }

    /** The answers of the batch after its commit; queries are answered now. */
    List<Object> answers(EntityState<C> state) {
        List<Object> answers = new ArrayList<>(batch.answers());
        for (int i = 0; i < queries.size(); i++) {
            answers.set(queryPlaces.get(i), state.logic().query(queries.get(i), batch.time()));
        }
        return answers;
    }

    /**
     * How far each link that moved is now, with the runs to send: new ones, and old ones asked for
     * again.
     */
    List<Peer> peers(EntityState<C> state) {
        return peers(state, false);
    }

    /** The same for every link, as a new incarnation tells it. */
    List<Peer> allPeers(EntityState<C> state) {
        return peers(state, true);
    }

    private List<Peer> peers(EntityState<C> state, boolean all) {
        List<Peer> peers = new ArrayList<>();
        List<String> names = state.logic().peers();
        for (int index = 0; index < names.size(); index++) {
            LinkEnd end = state.logic().links().to(index);
            List<Run> runs = runs(index, end);
            if (end.drainMoved() || all || !runs.isEmpty()) {
                peers.add(new Peer(
                        index,
                        names.get(index),
                        end.taken(),
                        end.made(),
                        end.acknowledged(),
                        end.oldest(),
                        runs));
            }
        }
        return peers;
    }

    private List<Run> runs(int index, LinkEnd end) {
        List<Run> fresh = end.drainFresh();
        for (Input.Resend<C> resend : resends) {
            if (resend.peer() == index) {
                return end.runsFrom(resend.from(), RESEND_RUNS_MAX);
            }
        }
        return fresh;
    }
}
