package exchange.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The markets that an exchange begins with, and flows over them. */
final class FiveMarkets {
    static final long START = 1_700_000_000_000L;
    static final TradedMarket BTC_USD = market("BTC-USD", "0.01", "0.00000001", "1");
    static final TradedMarket ETH_USD = market("ETH-USD", "0.01", "0.000001", "1");
    static final TradedMarket BTC_USDT = market("BTC-USDT", "0.01", "0.00000001", "1");
    static final TradedMarket ETH_USDT = market("ETH-USDT", "0.01", "0.000001", "1");
    static final TradedMarket ETH_BTC = market("ETH-BTC", "0.00001", "0.0001", "0.0001");
    static final List<TradedMarket> ALL = List.of(BTC_USD, ETH_USD, BTC_USDT, ETH_USDT, ETH_BTC);

    private FiveMarkets() {}

    static OrderFlow flow(long seed, int bots, double ordersPerSecond) {
        return new OrderFlow(
                seed, ALL, bots, new OrderFlow.Beginning(START, Map.of(), "t"), ordersPerSecond);
    }

    static List<Wish> wishes(OrderFlow flow, int count) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wishes.add(flow.next());
        }
        return wishes;
    }

    static String text(List<Wish> wishes) {
        StringBuilder text = new StringBuilder();
        wishes.forEach(each -> text.append(each.at())
                .append(' ')
                .append(each.bot())
                .append(' ')
                .append(each.operation(0))
                .append('\n'));
        return text.toString();
    }

    private static TradedMarket market(String symbol, String tick, String lot, String least) {
        String[] assets = symbol.split("-");
        return new TradedMarket(
                symbol,
                assets[0],
                assets[1],
                new BigDecimal(tick),
                new BigDecimal(lot),
                new BigDecimal(least));
    }
}
