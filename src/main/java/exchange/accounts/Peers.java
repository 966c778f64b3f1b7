package exchange.accounts;

import java.util.ArrayList;
import java.util.List;

/**
 * The other ends of a ledger's links by their index: the books of its markets in the order in which
 * they became known and, all at once at some moment, the other ledgers. Only ever appended to.
 */
final class Peers {
    private final int partition;
    private final List<String> names = new ArrayList<>();
    /** Null where the peer is a ledger. */
    private final List<KnownMarket> markets = new ArrayList<>();

    private int firstLedger = -1;

    Peers(int partition) {
        this.partition = partition;
    }

    /** The index that the next peer gets. */
    int size() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    void add(KnownMarket market) {
        names.add(market.symbol());
        markets.add(market);
    }

    void addLedgers(int partitions) {
        firstLedger = names.size();
        for (int other = 0; other < partitions; other++) {
            if (other != partition) {
                names.add(Integer.toString(other));
                markets.add(null);
            }
        }
    }

    /** The market whose book is this peer, null for a ledger. */
    KnownMarket market(int peer) {
        return markets.get(peer);
    }

    /** Where the ledgers begin, -1 while they are not known. */
    int firstLedger() {
        return firstLedger;
    }

    /** The index of another ledger, -1 while it is not known. */
    int ledger(int other) {
        return firstLedger < 0 ? -1 : firstLedger + (other < partition ? other : other - 1);
    }

    /** Whether the peer of that name is a ledger; a market's symbol has a dash. */
    static boolean isLedger(String name) {
        return name.indexOf('-') < 0;
    }
}
