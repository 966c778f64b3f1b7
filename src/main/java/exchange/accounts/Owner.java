package exchange.accounts;

import exchange.ledger.Account;
import exchange.market.AccountTier;
import exchange.market.SelfTradePrevention;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** One account in its ledger: its balances, its sequence number, its open orders oldest first. */
final class Owner {
    private final Account balances;
    /** Of orders that do not say it themselves. */
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    AccountTier tier = AccountTier.STANDARD;
    FeeTerms fees = FeeTerms.STANDARD;
    Freeze freeze = Freeze.NEVER;
    Resets resets = Resets.NEVER;
    private final OpenCounts openCounts = new OpenCounts();

    private long sequence;
    private Order first;
    private Order last;

    Owner(Account balances) {
        this.balances = balances;
    }

    long account() {
        return balances.id();
    }

    Account balances() {
        return balances;
    }

    /** Whether no limit by account holds. */
    boolean isUnlimited() {
        return tier == AccountTier.UNLIMITED;
    }

    /** The number of the last fact that concerned this account; 0 before the first. */
    long sequence() {
        return sequence;
    }

    void restore(long newSequence) {
        sequence = newSequence;
    }

    /** Takes the next number; any other is a gap, and so a bug. */
    void count(long next) {
        if (next != sequence + 1) {
            throw new IllegalStateException("account " + account() + " is at " + sequence
                    + ", found a fact numbered " + next);
        }
        sequence = next;
    }

    OpenCounts openCounts() {
        return openCounts;
    }

    void add(Order order) {
        openCounts.add(order);
        order.previous = last;
        order.next = null;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
    }

    void remove(Order order) {
        openCounts.remove(order);
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.previous = null;
        order.next = null;
    }

    boolean anyOpen(Predicate<Order> condition) {
        for (Order order = first; order != null; order = order.next) {
            if (condition.test(order)) {
                return true;
            }
        }
        return false;
    }

    void forEachOpen(Consumer<Order> action) {
        for (Order order = first; order != null; order = order.next) {
            action.accept(order);
        }
    }
}
