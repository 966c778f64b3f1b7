package exchange.sequencer;

import exchange.sequencer.FrontRole.Failure;

import java.util.List;

/** What the child is working on, and who of it waits for an answer. At most one batch at a time. */
final class BatchInFlight<C> {
    private final FrontRole<C> role;
    private List<Input<C>> inputs = List.of();

    BatchInFlight(FrontRole<C> role) {
        this.role = role;
    }

    void begins(List<Input<C>> batch) {
        inputs = batch;
    }

    /** The batch is over, for better or worse: what was in it. */
    List<Input<C>> take() {
        List<Input<C>> taken = inputs;
        inputs = List.of();
        return taken;
    }

    /** Gives the answers, in order, to those of them who asked. */
    void answer(List<Input<C>> done, List<Object> answers) {
        int next = 0;
        for (Input<C> input : done) {
            if (input instanceof Input.Asked<C> asked) {
                role.answered(asked.ticket(), asked.command(), answers.get(next++));
            }
        }
    }

    /** Whoever waits for the batch hears that it does not answer. */
    void fail(Failure failure) {
        for (Input<C> input : take()) {
            if (input instanceof Input.Asked<C> asked) {
                role.failed(asked.ticket(), asked.command(), failure);
            }
        }
    }
}
