package exchange.audit;

import java.util.List;
import java.util.Optional;

/**
 * That what is owed to one user is part of a published total: the user's own leaf, and its way to
 * the root.
 */
public record InclusionProof(
        PublishedRoot root, LiabilityLeaf leaf, List<MerkleSumTree.Step> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** What is wrong with it, if anything is. */
    public Optional<String> mistake() {
        MerkleSum reached = MerkleSumTree.follow(leaf.node(), path);
        if (!leaf.asset().equals(root.asset())) {
            return Optional.of("the leaf is of " + leaf.asset() + ", the root of " + root.asset());
        }
        if (!reached.hash().equals(root.hash())) {
            return Optional.of("the leaf and its path lead to the root " + reached.hash()
                    + ", not to " + root.hash());
        }
        return reached.sum().equals(root.total())
                ? Optional.empty()
                : Optional.of("the leaf and its path sum to " + reached.sum() + " units, not to "
                        + root.total());
    }
}
