package exchange.api;

import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.Decimals;
import exchange.market.RejectReason;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.util.Optional;

/** Whose money, of which asset and how much, as the bodies name it that move some. */
final class Amounts {
    private static final int NAME_LENGTH_MAX = 12;
    private static final int UUID_LENGTH = 36;

    private Amounts() {}

    /** The account of {@code user_id}; empty after a mistake, which is reported there. */
    static Optional<Long> account(Fields body) {
        String userId = body.text("user_id", UUID_LENGTH);
        Optional<Long> account = AccountIds.parse(userId);
        if (account.isEmpty() && !userId.isEmpty()) {
            invalid(body, "user_id", "must be a user's id");
        }
        return account;
    }

    /** The asset that the field names; a mistake is reported there. */
    static Optional<Asset> asset(Fields body, Markets markets) {
        String name = body.text("asset", NAME_LENGTH_MAX);
        Optional<Asset> asset = markets.asset(name);
        if (asset.isEmpty() && !name.isEmpty()) {
            RejectReason reason = RejectReason.UNKNOWN_ASSET;
            body.reject("asset", reason.name(), reason.text());
        }
        return asset;
    }

    /** Units of the asset, 0 after a mistake, which is reported. */
    static long units(Fields body, Optional<Asset> asset) {
        if (!body.has("amount")) {
            body.decimal("amount");
            return 0;
        }
        Optional<String> text = body.optionalDecimal("amount");
        if (text.isEmpty() || asset.isEmpty()) {
            return 0;
        }
        int scale = asset.get().scale();
        long amount = units(text.get(), scale);
        if (amount <= 0) {
            invalid(body, "amount", "must be positive, with at most " + scale + " decimals");
        }
        return amount;
    }

    private static long units(String text, int scale) {
        try {
            return Decimals.parse(text, scale);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static void invalid(Fields body, String field, String message) {
        body.reject(field, FieldError.INVALID_FIELD, field + " " + message);
    }
}
