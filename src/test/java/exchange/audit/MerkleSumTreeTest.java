package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class MerkleSumTreeTest {
    @Property(tries = 60)
    void everyLeafLeadsToTheRootAndNoOtherDoes(@ForAll @IntRange(min = 1, max = 130) int size) {
        List<MerkleSum> leaves = leaves(size);
        MerkleSumTree tree = MerkleSumTree.of(leaves);
        BigInteger total =
                leaves.stream().map(MerkleSum::sum).reduce(BigInteger.ZERO, BigInteger::add);

        assertThat(tree.root().sum()).isEqualTo(total);
        for (int i = 0; i < size; i++) {
            List<MerkleSumTree.Step> path = tree.path(i);
            assertThat(MerkleSumTree.follow(leaves.get(i), path)).isEqualTo(tree.root());
            MerkleSum other = leaf(i, i + 1);
            assertThat(MerkleSumTree.follow(other, path)).isNotEqualTo(tree.root());
        }
    }

    @Property(tries = 60)
    void changedLeafIsAnotherTree(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int at) {
        List<MerkleSum> leaves = leaves(size);
        MerkleSum root = MerkleSumTree.of(leaves).root();
        MerkleSum old = leaves.get(at % size);

        leaves.set(at % size, new MerkleSum(old.hash(), old.sum().add(BigInteger.ONE)));

        assertThat(MerkleSumTree.of(leaves).root()).isNotEqualTo(root);
    }

    @Property(tries = 60)
    void droppedLeafIsAnotherTree(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int at) {
        List<MerkleSum> leaves = leaves(size);
        MerkleSum root = MerkleSumTree.of(leaves).root();

        leaves.remove(at % size);

        assertThat(MerkleSumTree.of(leaves).root()).isNotEqualTo(root);
    }

    @Test
    void negativeLeafAndNegativeSumAreNone() {
        assertThatThrownBy(() -> leaf(1, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new MerkleSum("00", BigInteger.valueOf(-5)))
                .hasMessageContaining("negative");
    }

    @Test
    void treeIsTheDocumentedOne() {
        LiabilityLeaf leaf =
                new LiabilityLeaf(new UUID(0, 7), "BTC", BigInteger.valueOf(150), "ab".repeat(32));
        MerkleSum other = new MerkleSum("cd".repeat(32), BigInteger.TEN);

        assertThat(leaf.node().hash())
                .isEqualTo(sha256("leaf\n00000000-0000-0000-0000-000000000007\nBTC\n150\n"
                        + "ab".repeat(32)));
        assertThat(MerkleSumTree.of(List.of(leaf.node(), other)).root().hash())
                .isEqualTo(sha256(
                        "node\n" + leaf.node().hash() + "\n150\n" + "cd".repeat(32) + "\n10"));
    }

    private static String sha256(String text) {
        return MerkleSum.sha256(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<MerkleSum> leaves(int size) {
        List<MerkleSum> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(leaf(i, i));
        }
        return leaves;
    }

    private static MerkleSum leaf(int user, long units) {
        return new LiabilityLeaf(
                        new UUID(0, user), "BTC", BigInteger.valueOf(units), "ab".repeat(32))
                .node();
    }
}
