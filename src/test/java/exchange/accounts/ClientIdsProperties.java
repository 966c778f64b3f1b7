package exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.ledger.Ledger;
import exchange.market.OrderConditions;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whatever the hash does, the index finds what a plain map finds. */
final class ClientIdsProperties {

    record Step(boolean adds, long account, String text) {}

    @Property(tries = 500)
    void collidingIdsAreToldApart(@ForAll("steps") List<Step> steps) {
        Map<Long, Order> orders = new HashMap<>();
        Map<ClientId, Long> expected = new HashMap<>();
        ClientIds ids = new ClientIds(orders::get, id -> id.text().charAt(0) % 2);
        long next = 0;

        for (Step step : steps) {
            ClientId id = new ClientId(step.account(), step.text());
            if (step.adds()) {
                next++;
                orders.put(next, order(next, id));
                ids.put(id, next);
                expected.put(id, next);
            } else if (expected.containsKey(id)) {
                long orderId = expected.remove(id);
                ids.remove(id, orderId);
                orders.remove(orderId);
            }
            for (Step each : steps) {
                ClientId asked = new ClientId(each.account(), each.text());
                Order found = ids.find(asked);
                assertThat(found == null ? null : found.orderId).isEqualTo(expected.get(asked));
            }
        }
    }

    @Property(tries = 200)
    void removingAnOlderOrderKeepsTheLater(@ForAll("steps") List<Step> steps) {
        Map<Long, Order> orders = new HashMap<>();
        ClientIds ids = new ClientIds(orders::get, id -> 0);
        Map<ClientId, Long> latest = new HashMap<>();
        long next = 0;
        for (Step step : steps) {
            ClientId id = new ClientId(step.account(), step.text());
            next++;
            orders.put(next, order(next, id));
            ids.put(id, next);
            latest.put(id, next);
        }

        for (Order order : List.copyOf(orders.values())) {
            ClientId id = new ClientId(order.owner.account(), order.clientOrderId);
            if (latest.get(id) != order.orderId) {
                ids.remove(id, order.orderId);
                orders.remove(order.orderId);
            }
        }

        latest.forEach((id, orderId) -> assertThat(ids.find(id).orderId).isEqualTo(orderId));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.longs().between(1, 2),
                        Arbitraries.of("a", "b", "c", "d", "e"))
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }

    private static Order order(long orderId, ClientId id) {
        Owner owner = new Owner(new Ledger().account(id.account()));
        KnownMarket market =
                new KnownMarket(0, Fixtures.BTC_USD, 0, 1, new Ledger().clearing("BTC-USD"));
        return new Order(orderId, owner, market, id.text(), 0, OrderConditions.NONE, 1, 1, 0, 0, 0);
    }
}
