package exchange.audit;

import java.util.List;
import java.util.Optional;

/** A whole proof of liabilities in one asset, without names: the root, and every leaf below it. */
public record LiabilityList(PublishedRoot root, List<MerkleSum> leaves) {
    public LiabilityList {
        leaves = List.copyOf(leaves);
    }

    /** What is wrong with it, if anything is. */
    public Optional<String> mistake() {
        MerkleSum reached = MerkleSumTree.of(leaves).root();
        if (leaves.size() != root.leaves()) {
            return Optional.of(
                    root.asset() + " has " + leaves.size() + " leaves, not " + root.leaves());
        }
        if (!reached.sum().equals(root.total())) {
            return Optional.of("the leaves of " + root.asset() + " sum to " + reached.sum()
                    + " units, not to " + root.total());
        }
        return reached.hash().equals(root.hash())
                ? Optional.empty()
                : Optional.of("the leaves of " + root.asset() + " lead to the root "
                        + reached.hash() + ", not to " + root.hash());
    }
}
