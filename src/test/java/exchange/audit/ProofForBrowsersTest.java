package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import exchange.market.Asset;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The web app checks proofs with code of its own, and its tests read a proof that we made. */
class ProofForBrowsersTest {
    private static final Path FIXTURE = Path.of("frontend/src/model/proof.fixture.txt");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SECRET = new byte[32];

    @Test
    void fixtureOfTheWebAppIsWhatWeMake() throws IOException {
        List<String> proofs = new ArrayList<>();
        List<PublishedRoot> roots = new ArrayList<>();
        for (Asset asset : List.of(new Asset("BTC", 10), new Asset("USD", 10))) {
            LiabilityTree tree = LiabilityTree.of(owed(asset), SECRET);
            MerkleSum top = tree.tree().root();
            PublishedRoot root = new PublishedRoot(
                    3, 1_700_000_000_000L, asset.name(), 10, top.hash(), top.sum(), 5);
            roots.add(root);
            for (int place = 0; place < tree.owners().size(); place++) {
                LiabilityTree.Owner owner = tree.owners().get(place);
                LiabilityLeaf leaf =
                        LiabilityTree.leaf(owner.account(), asset.name(), owner.units(), SECRET);
                proofs.add(ProofJson.text(
                        new InclusionProof(root, leaf, tree.tree().path(place))));
            }
        }
        String made = "{\"roots\":" + ProofJson.text(roots) + ",\n\"proofs\":["
                + String.join(",\n", proofs) + "]}\n";

        assertThat(JSON.readTree(Files.readString(FIXTURE))).isEqualTo(JSON.readTree(made));
    }

    private static Liabilities.OfAsset owed(Asset asset) {
        List<Liabilities.Balance> balances = new ArrayList<>();
        for (long account = 1; account <= 5; account++) {
            balances.add(new Liabilities.Balance(
                    account, BigInteger.valueOf(account).pow(20).add(BigInteger.TEN)));
        }
        return new Liabilities.OfAsset(asset, balances);
    }
}
