package exchange.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import exchange.market.AccountIds;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is owed in one asset, as a tree with a leaf for each user. The leaves stand in the order of
 * their hashes, which says nothing about whose they are.
 */
record LiabilityTree(String asset, int scale, List<Owner> owners, MerkleSumTree tree) {
    LiabilityTree {
        owners = List.copyOf(owners);
    }

    /** The user at one place of the tree. */
    record Owner(long account, BigInteger units, MerkleSum node) {}

    /** @param secret of this proof alone; every salt comes from it */
    static LiabilityTree of(Liabilities.OfAsset owed, byte[] secret) {
        String asset = owed.asset().name();
        List<Owner> owners = new ArrayList<>();
        for (Liabilities.Balance balance : owed.balances()) {
            LiabilityLeaf leaf = leaf(balance.account(), asset, balance.units(), secret);
            owners.add(new Owner(balance.account(), balance.units(), leaf.node()));
        }
        owners.sort(Comparator.comparing(owner -> owner.node().hash()));
        MerkleSumTree tree = MerkleSumTree.of(owners.stream().map(Owner::node).toList());
        if (!tree.root().sum().equals(owed.total())) {
            throw new IllegalStateException("the tree of " + asset + " sums to "
                    + tree.root().sum() + ", audited were " + owed.total());
        }
        return new LiabilityTree(asset, owed.asset().scale(), owners, tree);
    }

    static LiabilityLeaf leaf(long account, String asset, BigInteger units, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] salt = mac.doFinal((asset + "/" + account).getBytes(UTF_8));
            return new LiabilityLeaf(
                    AccountIds.toUuid(account), asset, units, HexFormat.of().formatHex(salt));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
