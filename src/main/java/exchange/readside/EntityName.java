package exchange.readside;

import akka.persistence.typed.PersistenceId;

import exchange.accounts.LedgerActor;
import exchange.book.OrderBookActor;

/** An entity whose journal the read side follows. */
record EntityName(Kind kind, String id) {

    /** The entity types of the exchange. */
    enum Kind {
        LEDGER(LedgerActor.NAME),
        BOOK(OrderBookActor.NAME);

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        private String prefix() {
            return type + PersistenceId.DefaultSeparator();
        }
    }

    static EntityName ledger(int partition) {
        return new EntityName(Kind.LEDGER, Integer.toString(partition));
    }

    static EntityName book(String symbol) {
        return new EntityName(Kind.BOOK, symbol);
    }

    static EntityName of(String persistenceId) {
        for (Kind kind : Kind.values()) {
            if (persistenceId.startsWith(kind.prefix())) {
                return new EntityName(
                        kind, persistenceId.substring(kind.prefix().length()));
            }
        }
        throw new IllegalStateException("neither a ledger nor a book: " + persistenceId);
    }

    String persistenceId() {
        return PersistenceId.of(kind.type, id).id();
    }
}
