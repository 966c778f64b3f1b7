package exchange.readside;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The entities this node has heard of, and the workers of this node that want to hear of more. Safe
 * for any thread. Only grows.
 */
final class KnownEntities {
    private final Set<EntityName> entities = new LinkedHashSet<>();
    private final List<Consumer<EntityName>> listeners = new ArrayList<>();

    synchronized void add(EntityName entity) {
        if (entities.add(entity)) {
            listeners.forEach(each -> each.accept(entity));
        }
    }

    /** Tells all entities known so far, and from now on each new one. */
    synchronized void listen(Consumer<EntityName> listener) {
        listeners.add(listener);
        entities.forEach(listener);
    }

    synchronized void unlisten(Consumer<EntityName> listener) {
        listeners.remove(listener);
    }

    synchronized List<EntityName> all() {
        return List.copyOf(entities);
    }
}
