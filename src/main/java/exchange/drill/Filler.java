package exchange.drill;

import exchange.persistence.Database;

/** Fills a journal with a past, fast, before nodes start on it. */
@FunctionalInterface
public interface Filler {
    /** At least so many facts in the end. */
    void fill(Database database, long events);
}
