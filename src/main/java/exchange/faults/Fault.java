package exchange.faults;

/** Everything that the simulated world does wrong. */
enum Fault {
    LINK_MESSAGE_LOST,
    LINK_MESSAGE_DOUBLED,
    LINK_MESSAGE_LATE,
    REQUEST_LOST,
    REPLY_LOST,
    PUSH_LOST,
    COMMIT_FAILED,
    COMMIT_UNKNOWN_DONE,
    COMMIT_UNKNOWN_LATE,
    COMMIT_UNKNOWN_NOT_DONE,
    COMMIT_SLOW,
    PRIMARY_KEY_CONFLICT,
    JOURNAL_OUTAGE,
    ENTITY_CRASH,
    NODE_CRASH,
    HAND_OFF,
    PAUSE,
    STALE_WRITER,
    CLIENT_DISCONNECTED,
    POISONED_DECISION,
    JOURNAL_ROWS_LOST;

    /** Whether somebody decided that it happens now, so that it counts as a fault of the seed. */
    boolean isBlow() {
        return switch (this) {
            case COMMIT_FAILED,
                    COMMIT_UNKNOWN_DONE,
                    COMMIT_UNKNOWN_LATE,
                    COMMIT_UNKNOWN_NOT_DONE,
                    JOURNAL_OUTAGE,
                    ENTITY_CRASH,
                    NODE_CRASH,
                    HAND_OFF,
                    PAUSE,
                    STALE_WRITER,
                    CLIENT_DISCONNECTED -> true;
            case LINK_MESSAGE_LOST,
                    LINK_MESSAGE_DOUBLED,
                    LINK_MESSAGE_LATE,
                    REQUEST_LOST,
                    REPLY_LOST,
                    PUSH_LOST,
                    COMMIT_SLOW,
                    PRIMARY_KEY_CONFLICT,
                    POISONED_DECISION,
                    JOURNAL_ROWS_LOST -> false;
        };
    }
}
