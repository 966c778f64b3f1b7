package exchange.sequencer;

/** Lets tests of the entities do to a link's end what only the sequencer does in production. */
public final class LinkEnds {
    private LinkEnds() {}

    public static void take(LinkEnd end, long upTo) {
        end.take(upTo);
    }

    public static void acknowledge(LinkEnd end, long upTo) {
        end.acknowledge(upTo);
    }
}
