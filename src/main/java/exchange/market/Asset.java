package exchange.market;

/** Something that is owned and traded. Amounts are longs that count 10^-scale of it. */
public record Asset(String name, int scale) {
    public Asset {
        if (!name.matches("[A-Z0-9]{2,12}")) {
            throw new IllegalArgumentException("asset name must be 2-12 of A-Z 0-9, found " + name);
        }
        if (scale < 0 || scale > Decimals.SCALE_MAX) {
            throw new IllegalArgumentException("asset scale must be 0-18, found " + scale);
        }
    }
}
