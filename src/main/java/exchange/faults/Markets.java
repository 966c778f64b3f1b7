package exchange.faults;

import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;

import java.util.ArrayList;
import java.util.List;

/** The small world that is traded in: three assets, two markets, five accounts. */
final class Markets {
    static final String BTC = "BTC-USD";
    static final String ETH = "ETH-USD";
    static final List<Asset> ASSETS =
            List.of(new Asset("USD", 10), new Asset("BTC", 10), new Asset("ETH", 10));
    static final List<MarketRules> RULES =
            List.of(rules(BTC, ASSETS.get(1)), rules(ETH, ASSETS.get(2)));
    static final List<Long> ACCOUNTS = accounts();

    private Markets() {}

    private static MarketRules rules(String symbol, Asset base) {
        return new MarketRules(
                symbol,
                base,
                ASSETS.get(0),
                1,
                2,
                1,
                4,
                0,
                Long.MAX_VALUE,
                1_000,
                2_500,
                100_000,
                MarketState.OPEN);
    }

    static MarketRules of(String symbol) {
        return symbol.equals(BTC) ? RULES.get(0) : RULES.get(1);
    }

    /** Three in one partition and two in the other. */
    private static List<Long> accounts() {
        List<Long> accounts = new ArrayList<>();
        int[] wanted = {3, 2};
        for (long id = 1; wanted[0] + wanted[1] > 0; id++) {
            int partition = AccountIds.partition(id, Cluster.PARTITIONS);
            if (wanted[partition] > 0) {
                wanted[partition]--;
                accounts.add(id);
            }
        }
        return accounts;
    }
}
