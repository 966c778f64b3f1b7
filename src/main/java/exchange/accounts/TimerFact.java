package exchange.accounts;

/**
 * What happened to the timers that cancel an account's orders unless somebody renews them in time.
 * They are journaled so that they hold whatever ends: a connection, a node, all nodes.
 */
public sealed interface TimerFact extends LedgerFact.OfTimers {
    long account();

    /**
     * From now on all orders of the account are canceled at that time.
     *
     * @param timer the name of one of several that an account may have; each counts for itself
     * @param until epoch milliseconds; 0 for never, which ends the timer
     * @param asked when it was asked for, epoch milliseconds; of several the last asked for holds
     */
    record CancelTimerSet(long account, String timer, long until, long asked)
            implements TimerFact {}

    /** It was not renewed in time: the account's orders are being canceled, the timer is over. */
    record CancelTimerReached(long account, long accountSequence, String timer)
            implements TimerFact {}
}
