package exchange.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle-sum tree: level 0 holds the leaves, each level above a node for every two, and a node
 * without a neighbour goes up as it is. The root's sum is the sum of all leaves.
 */
public final class MerkleSumTree {
    /** A tree without leaves: nothing is owed. */
    public static final MerkleSum EMPTY =
            new MerkleSum(MerkleSum.sha256(new byte[0]), BigInteger.ZERO);

    private final List<List<MerkleSum>> levels;

    private MerkleSumTree(List<List<MerkleSum>> levels) {
        this.levels = levels;
    }

    /** One step from a leaf to the root: the neighbour, and on which side it is. */
    public record Step(boolean isLeft, MerkleSum neighbour) {}

    public static MerkleSumTree of(List<MerkleSum> leaves) {
        List<List<MerkleSum>> levels = new ArrayList<>();
        List<MerkleSum> level = List.copyOf(leaves);
        levels.add(level);
        while (level.size() > 1) {
            List<MerkleSum> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(MerkleSum.above(level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.getLast());
            }
            level = above;
            levels.add(level);
        }
        return new MerkleSumTree(levels);
    }

    public MerkleSum root() {
        return levels.getLast().isEmpty() ? EMPTY : levels.getLast().getFirst();
    }

    /** How many levels there are, the leaves and the root included. */
    int height() {
        return levels.size();
    }

    List<MerkleSum> level(int level) {
        return levels.get(level);
    }

    /** The way from the leaf at that place to the root. */
    public List<Step> path(int leaf) {
        List<Step> path = new ArrayList<>();
        int place = leaf;
        for (List<MerkleSum> level : levels.subList(0, levels.size() - 1)) {
            int neighbour = place ^ 1;
            if (neighbour < level.size()) {
                path.add(new Step(neighbour < place, level.get(neighbour)));
            }
            place /= 2;
        }
        return path;
    }

    /** The root that a leaf and its way lead to. */
    public static MerkleSum follow(MerkleSum leaf, List<Step> path) {
        MerkleSum node = leaf;
        for (Step step : path) {
            node = step.isLeft()
                    ? MerkleSum.above(step.neighbour(), node)
                    : MerkleSum.above(node, step.neighbour());
        }
        return node;
    }
}
