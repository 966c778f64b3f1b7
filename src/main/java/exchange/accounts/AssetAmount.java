package exchange.accounts;

/** So many units of an asset; negative where it is a change for less. */
public record AssetAmount(String asset, long units) {}
