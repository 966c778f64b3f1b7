package exchange.accounts;

import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every withdrawal and adjustment that was ever requested of one partition: people make them, so
 * they are few, and a repeated request or decision must find the first one whenever it comes.
 */
final class FundsRequests {
    private record Named(FundsRequestKind kind, long account, String reference) {}

    private final int partition;
    private final List<FundsRequest> all = new ArrayList<>();
    private final Map<Named, FundsRequest> byReference = new HashMap<>();
    private final Map<Long, TreeMap<Long, FundsRequest>> pendingByAccount = new HashMap<>();

    FundsRequests(int partition) {
        this.partition = partition;
    }

    /** The id of the next request. */
    long nextId() {
        return FundsRequestIds.of(partition, all.size() + 1L);
    }

    /** The request of that id and kind, null when there is none. */
    FundsRequest find(long requestId, FundsRequestKind kind) {
        long index = requestId - FundsRequestIds.of(partition, 1);
        if (index < 0 || index >= all.size()) {
            return null;
        }
        FundsRequest found = all.get((int) index);
        return found.terms.kind() == kind ? found : null;
    }

    /** The request that has this reference, null when none has. */
    FundsRequest named(FundsRequestKind kind, long account, String reference) {
        return byReference.get(new Named(kind, account, reference));
    }

    /** An account's requests that nobody has decided yet, oldest first. */
    List<FundsRequest> pending(long account) {
        TreeMap<Long, FundsRequest> pending = pendingByAccount.get(account);
        return pending == null ? List.of() : List.copyOf(pending.values());
    }

    /** All of them, oldest first. */
    List<FundsRequest> all() {
        return all;
    }

    void add(FundsRequest request) {
        FundsTerms terms = request.terms;
        if (terms.requestId() != nextId()) {
            throw new IllegalStateException("partition " + partition + " has " + all.size()
                    + " requests, found the next to be " + terms.requestId());
        }
        all.add(request);
        byReference.put(new Named(terms.kind(), request.account, terms.reference()), request);
        if (request.isPending()) {
            pendingByAccount
                    .computeIfAbsent(request.account, account -> new TreeMap<>())
                    .put(terms.requestId(), request);
        }
    }

    void ended(MoneyFact.FundsDecided fact, long time) {
        FundsRequest request = find(fact.terms().requestId(), fact.terms().kind());
        if (request == null || !request.isPending()) {
            throw new IllegalStateException("no pending request for " + fact);
        }
        request.end(fact.status(), fact.by(), fact.reason(), time);
        TreeMap<Long, FundsRequest> pending = pendingByAccount.get(request.account);
        pending.remove(fact.terms().requestId());
        if (pending.isEmpty()) {
            pendingByAccount.remove(request.account);
        }
    }
}
