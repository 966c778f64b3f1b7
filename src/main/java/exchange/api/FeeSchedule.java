package exchange.api;

import com.typesafe.config.Config;

import exchange.market.FeeLevel;
import exchange.ops.CannotStart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The levels of fees, from {@code exchange.fees}: from which volume of 30 days on an account pays
 * what share of the markets' rates. With none of them everybody pays the whole.
 *
 * @param volumeAsset in which volume is counted
 * @param levels by rising volume, numbered from 1
 */
public record FeeSchedule(String volumeAsset, List<Level> levels) {

    /** @param volume from which on it holds */
    public record Level(BigDecimal volume, FeeLevel level) {}

    public FeeSchedule {
        levels = List.copyOf(levels);
    }

    public static FeeSchedule of(Config root) {
        Config fees = root.getConfig("exchange.fees");
        List<Level> levels = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (Config each : fees.getConfigList("levels")) {
            BigDecimal volume = volume(each.getString("volume"));
            if (volume.compareTo(before) <= 0) {
                throw wrong("must rise in volume, found " + before + " before " + volume);
            }
            before = volume;
            levels.add(new Level(volume, level(levels.size() + 1, each)));
        }
        return new FeeSchedule(fees.getString("volume-asset"), levels);
    }

    private static FeeLevel level(int number, Config config) {
        try {
            return new FeeLevel(
                    number,
                    config.getInt("maker-share-millionths"),
                    config.getInt("taker-share-millionths"));
        } catch (IllegalArgumentException e) {
            throw wrong("cannot be: " + e.getMessage());
        }
    }

    private static BigDecimal volume(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong("has the volume " + text + ", which is no number");
        }
    }

    private static CannotStart wrong(String what) {
        return new CannotStart(CannotStart.Reason.CONFIGURATION, "exchange.fees.levels " + what);
    }

    /** The level of an account that traded so much. */
    public FeeLevel level(BigDecimal volume) {
        FeeLevel reached = FeeLevel.STANDARD;
        for (Level each : levels) {
            if (volume.compareTo(each.volume()) >= 0) {
                reached = each.level();
            }
        }
        return reached;
    }

    /** The first level that needs more than this volume; empty at the top. */
    Optional<Level> next(BigDecimal volume) {
        return levels.stream()
                .filter(each -> each.volume().compareTo(volume) > 0)
                .findFirst();
    }
}
