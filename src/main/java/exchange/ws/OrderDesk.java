package exchange.ws;

import exchange.accounts.LedgerClient;
import exchange.api.Markets;
import exchange.api.Placement;
import exchange.api.Questions;
import exchange.history.Replays;
import exchange.ops.EdgeMeters;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What all conversations of the new socket share.
 *
 * @param questions what is asked by one connection's client
 * @param ledgers makes the client that keeps one connection's order
 * @param accounts counts the sockets of each account
 * @param replaying counts the replays of each account, and of each address without an account
 */
record OrderDesk(
        Callers callers,
        Markets markets,
        Placement placement,
        Function<LedgerClient, Questions> questions,
        Supplier<LedgerClient> ledgers,
        AccountTiers tiers,
        SocketQuota<Long> accounts,
        Replays replays,
        SocketQuota<Object> replaying,
        EdgeMeters meters,
        Clock clock,
        SocketSettings settings) {}
