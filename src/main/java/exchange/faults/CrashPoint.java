package exchange.faults;

/** The rows of the table of crash points: every place where a link or an entity can break. */
enum CrashPoint {
    LEDGER_ENDS_BEFORE_COMMIT("the ledger ends before its batch is committed"),
    LEDGER_ENDS_BEFORE_TELLING("the ledger ends after its commit, before it told anybody"),
    COMMIT_UNKNOWN("a commit whose outcome nobody hears"),
    COMMAND_LOST("a command to a book lost"),
    COMMAND_DOUBLED("a command to a book doubled"),
    COMMAND_REORDERED("a command to a book overtaken"),
    BOOK_ENDS_BEFORE_COMMIT("the book ends before its batch is committed"),
    BOOK_ENDS_BEFORE_TELLING("the book ends after its commit, before it told anybody"),
    SETTLEMENT_LOST("a settlement lost"),
    SETTLEMENT_DOUBLED("a settlement doubled"),
    ACKNOWLEDGEMENT_LOST("an acknowledgement lost"),
    SAME_CLIENT_ORDER_ID("a client repeats a place"),
    OTHER_CONTENT("a client reuses an id for another order"),
    CANCEL_RACES_FILL("a cancel meets the fill of its order"),
    BOTH_END("a ledger and a book end together"),
    STALE_WRITER("a paused writer goes on beside its successor"),
    STALE_BEGINNER("one that is not ready yet is paused, and goes on beside its successor"),
    TRANSFER_LOST("what a ledger tells another lost"),
    TRANSFER_DOUBLED("what a ledger tells another doubled"),
    TRANSFER_REORDERED("what a ledger tells another overtaken"),
    SENDER_ENDS_BEFORE_RECEIVER("a sender's ledger ends before the receiver's has the money"),
    SENDER_ENDS_UNTOLD("a sender's ledger ends before it knows what became of its money"),
    RECEIVER_ENDS("a receiver's ledger ends before it has the money"),
    TRANSFER_RETURNED("money that comes back"),
    JOURNAL_OUTAGE("the journal takes nothing"),
    ROWS_LOST("the journal loses rows that were acknowledged"),
    POISON("a decision that throws");

    private final String text;

    CrashPoint(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
