package exchange.sequencer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits in a front for the next batch. Items of peers go before new commands, so that settling
 * never starves. Commands are bounded here; items are bounded by the links' windows.
 */
final class Inbox<C> {
    private final Limits limits;
    private final ArrayDeque<Input<C>> items = new ArrayDeque<>();
    private final ArrayDeque<Input.Asked<C>> asked = new ArrayDeque<>();
    private final ArrayDeque<Input.Asked<C>> held = new ArrayDeque<>();

    Inbox(Limits limits) {
        this.limits = limits;
    }

    boolean isEmpty() {
        return items.isEmpty() && asked.isEmpty();
    }

    boolean isFull() {
        return waiting() >= limits.queueMax();
    }

    /** Commands of clients, whether held back or not. */
    int waiting() {
        return asked.size() + held.size();
    }

    void ask(Input.Asked<C> input) {
        asked.add(input);
    }

    void receive(Input<C> input) {
        items.add(input);
    }

    /** Keeps a command back until the peers have said what they did. */
    void hold(Input.Asked<C> input) {
        held.add(input);
    }

    boolean holds() {
        return !held.isEmpty();
    }

    void releaseHeld() {
        asked.addAll(held);
        held.clear();
    }

    void drainTo(List<Input<C>> inputs, int inputsMax) {
        while (inputs.size() < inputsMax && !items.isEmpty()) {
            inputs.add(items.poll());
        }
        while (inputs.size() < inputsMax && !asked.isEmpty()) {
            inputs.add(asked.poll());
        }
    }

    /** Returns what a closed batch left over to the head of the queues, in order. */
    void putBack(List<Input<C>> inputs) {
        for (int i = inputs.size() - 1; i >= 0; i--) {
            switch (inputs.get(i)) {
                case Input.Asked<C> back -> asked.addFirst(back);
                case Input.Received<C> back -> items.addFirst(back);
                case Input.Resend<C> back -> items.addFirst(back);
                case Input.Acknowledged<C> back -> items.addFirst(back);
                case Input.Tick<C> back -> items.addFirst(back);
            }
        }
    }

    /** Forgets what peers sent: they send it again. */
    void forgetItems() {
        items.clear();
    }

    List<Input.Asked<C>> drainAsked() {
        List<Input.Asked<C>> drained = new ArrayList<>(asked);
        drained.addAll(held);
        asked.clear();
        held.clear();
        return drained;
    }
}
