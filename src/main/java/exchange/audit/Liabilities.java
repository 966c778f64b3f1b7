package exchange.audit;

import exchange.market.Asset;

import java.math.BigInteger;
import java.util.List;

/**
 * What is owed to users as of one moment, computed by an audit that found nothing wrong. An account
 * that owns nothing of an asset is not in its list.
 *
 * @param time of the last batch that counts, epoch milliseconds
 */
public record Liabilities(long time, List<OfAsset> assets) {
    public Liabilities {
        assets = List.copyOf(assets);
    }

    /**
     * What is available and held, and what is on its way to somebody else, in the asset's smallest
     * unit.
     */
    public record Balance(long account, BigInteger units) {}

    /** All of one asset, by account. */
    public record OfAsset(Asset asset, List<Balance> balances) {
        public OfAsset {
            balances = List.copyOf(balances);
        }

        public BigInteger total() {
            return balances.stream().map(Balance::units).reduce(BigInteger.ZERO, BigInteger::add);
        }
    }
}
