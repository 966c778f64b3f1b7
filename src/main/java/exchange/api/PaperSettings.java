package exchange.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether accounts are on paper, from {@code exchange.paper}: then users help themselves to more
 * money and start anew.
 *
 * @param faucet decimals by asset, which a user may take once a day each
 * @param start decimals by asset, to which a reset brings balances back
 * @param resetsPerDay of one account
 */
public record PaperSettings(
        boolean enabled, Map<String, String> faucet, Map<String, String> start, int resetsPerDay) {
    public PaperSettings {
        faucet = Map.copyOf(faucet);
        start = Map.copyOf(start);
    }

    static PaperSettings of(Config root) {
        Config paper = root.getConfig("exchange.paper");
        boolean embedded = root.getString("exchange.postgres.host").isEmpty();
        String credit = root.getString("exchange.signup-credit");
        if (credit.equals("auto")) {
            credit = embedded ? root.getString("exchange.signup-credit-embedded") : "";
        }
        return new PaperSettings(
                paper.getString("enabled").equals("auto") ? embedded : paper.getBoolean("enabled"),
                amounts(paper, "faucet", paper.getString("faucet")),
                amounts(root, "exchange.signup-credit", credit),
                paper.getInt("resets-per-day"));
    }

    private static Map<String, String> amounts(Config config, String path, String text) {
        Map<String, String> amounts = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            String[] pair = part.split("=", -1);
            if (pair.length != 2 || !pair[1].strip().matches("[0-9]+(\\.[0-9]+)?")) {
                throw new ConfigException.BadValue(
                        config.origin(), path, "must be ASSET=amount,..., found " + part);
            }
            amounts.put(pair[0].strip(), pair[1].strip());
        }
        return amounts;
    }
}
