package exchange.ws;

import exchange.accounts.LedgerClient;
import exchange.api.Placement;
import exchange.ops.EdgeMeters;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What all conversations of the new socket share.
 *
 * @param ledgers makes the client that keeps one connection's order
 * @param inFlightMax operations of one connection without an answer that was sent
 */
record OrderDesk(
        Callers callers,
        Placement placement,
        Supplier<LedgerClient> ledgers,
        EdgeMeters meters,
        Clock clock,
        Duration authTimeout,
        int inFlightMax) {}
