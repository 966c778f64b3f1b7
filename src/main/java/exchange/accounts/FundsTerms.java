package exchange.accounts;

import exchange.market.FundsRequestKind;

/**
 * What a withdrawal or an adjustment asks for.
 *
 * @param requestId of its partition, which counts them from 1
 * @param amount units of the asset; of an adjustment negative when the account is to have less
 * @param reference the asker's name for it; the same one never counts twice for an account
 * @param details where a withdrawal goes, or why an adjustment is made
 */
public record FundsTerms(
        long requestId,
        FundsRequestKind kind,
        String asset,
        long amount,
        String reference,
        String details) {

    boolean sameContent(String otherAsset, long otherAmount, String otherDetails) {
        return asset.equals(otherAsset) && amount == otherAmount && details.equals(otherDetails);
    }
}
