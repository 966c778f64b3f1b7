package exchange.sequencer;

/**
 * A settlement that cannot be decided and must not be refused: the entity stops, HALTED, until
 * somebody looks.
 */
final class UnrefusableItem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnrefusableItem(int peer, long number) {
        super("item " + number + " of peer " + peer + " cannot be decided and may not be refused");
    }
}
