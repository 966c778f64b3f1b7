package exchange.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The tables of proofs of liabilities. A proof's roots are kept for ever, its trees and whose leaf
 * is where until enough newer ones are there. A level of a tree is one row: 32 bytes of hash and 16
 * of sum for each node, so that one query reads a whole path. Blocking.
 */
final class ProofStore {
    private static final int HASH_BYTES = 32;
    private static final int SUM_BYTES = 16;
    private static final int NODE_BYTES = HASH_BYTES + SUM_BYTES;
    private static final int ROWS_PER_BATCH = 1_000;
    private static final String ROOTS = "SELECT p.proof, p.made_at, r.asset, r.scale, r.hash,"
            + " r.total, r.leaves FROM liability_proofs p JOIN liability_roots r USING (proof)";

    private final Connection connection;

    /** @param connection with transactions of its caller's */
    ProofStore(Connection connection) {
        this.connection = connection;
    }

    /** When the newest proof was made, epoch milliseconds; 0 for never. */
    long newestTime() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT coalesce(max(made_at), 0) FROM liability_proofs");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Stores a proof with its trees; returns its number. */
    long add(long madeAt, byte[] secret, List<LiabilityTree> trees) throws SQLException {
        long proof;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO liability_proofs (made_at, secret) VALUES (?, ?) RETURNING proof")) {
            insert.setLong(1, madeAt);
            insert.setBytes(2, secret);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                proof = row.getLong(1);
            }
        }
        for (LiabilityTree tree : trees) {
            addRoot(proof, tree);
            addLevels(proof, tree);
            addLeaves(proof, tree);
        }
        return proof;
    }

    private void addRoot(long proof, LiabilityTree tree) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO liability_roots (proof, asset, scale, hash, total, leaves)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, proof);
            insert.setString(2, tree.asset());
            insert.setInt(3, tree.scale());
            insert.setString(4, tree.tree().root().hash());
            insert.setBigDecimal(5, new BigDecimal(tree.tree().root().sum()));
            insert.setInt(6, tree.owners().size());
            insert.executeUpdate();
        }
    }

    private void addLevels(long proof, LiabilityTree tree) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO liability_levels (proof, asset, level, nodes) VALUES (?, ?, ?, ?)")) {
            for (int level = 0; level < tree.tree().height(); level++) {
                insert.setLong(1, proof);
                insert.setString(2, tree.asset());
                insert.setInt(3, level);
                insert.setBytes(4, packed(tree.tree().level(level)));
                insert.executeUpdate();
            }
        }
    }

    private void addLeaves(long proof, LiabilityTree tree) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO liability_leaves (proof, asset, account, place, units)"
                        + " VALUES (?, ?, ?, ?, ?)")) {
            for (int place = 0; place < tree.owners().size(); place++) {
                LiabilityTree.Owner owner = tree.owners().get(place);
                insert.setLong(1, proof);
                insert.setString(2, tree.asset());
                insert.setLong(3, owner.account());
                insert.setInt(4, place);
                insert.setBigDecimal(5, new BigDecimal(owner.units()));
                insert.addBatch();
                if (place % ROWS_PER_BATCH == ROWS_PER_BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Forgets all but the roots of proofs that have so many newer ones. */
    void forgetTrees(int kept) throws SQLException {
        for (String table : List.of("liability_leaves", "liability_levels")) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table
                    + " WHERE proof <= (SELECT proof FROM liability_proofs"
                    + " ORDER BY proof DESC OFFSET ? LIMIT 1)")) {
                delete.setInt(1, kept);
                delete.executeUpdate();
            }
        }
    }

    /** The roots of the newest proofs, the newest first, each by asset. */
    List<PublishedRoot> roots(int proofs) throws SQLException {
        List<PublishedRoot> roots = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ROOTS
                + " WHERE p.proof > coalesce((SELECT proof FROM liability_proofs"
                + " ORDER BY proof DESC OFFSET ? LIMIT 1), 0)"
                + " ORDER BY p.proof DESC, r.asset")) {
            select.setInt(1, proofs);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    roots.add(root(rows));
                }
            }
        }
        return roots;
    }

    /** The account's part in the newest proof; empty when it has none. */
    Optional<InclusionProof> inclusion(long account, String asset) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT p.proof, p.made_at, r.asset, r.scale, r.hash, r.total, r.leaves,"
                        + " p.secret, l.place, l.units FROM liability_proofs p"
                        + " JOIN liability_roots r USING (proof)"
                        + " JOIN liability_leaves l USING (proof, asset)"
                        + " WHERE proof = (SELECT max(proof) FROM liability_proofs)"
                        + " AND asset = ? AND l.account = ?")) {
            select.setString(1, asset);
            select.setLong(2, account);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                PublishedRoot root = root(row);
                BigInteger units = row.getBigDecimal("units").toBigIntegerExact();
                LiabilityLeaf leaf =
                        LiabilityTree.leaf(account, asset, units, row.getBytes("secret"));
                return Optional.of(new InclusionProof(root, leaf, path(root, row.getInt("place"))));
            }
        }
    }

    private List<MerkleSumTree.Step> path(PublishedRoot root, int place) throws SQLException {
        List<MerkleSumTree.Step> path = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT level, substr(nodes, ((? >> level) # 1) * 48 + 1, 48)"
                        + " FROM liability_levels WHERE proof = ? AND asset = ?"
                        + " ORDER BY level")) {
            select.setInt(1, place);
            select.setLong(2, root.proof());
            select.setString(3, root.asset());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] node = rows.getBytes(2);
                    boolean isLeft = (place >> rows.getInt(1) & 1) == 1;
                    // A node without a neighbour goes up as it is.
                    if (node.length == NODE_BYTES) {
                        path.add(new MerkleSumTree.Step(isLeft, node(ByteBuffer.wrap(node))));
                    }
                }
            }
        }
        return path;
    }

    private static PublishedRoot root(ResultSet row) throws SQLException {
        return new PublishedRoot(
                row.getLong("proof"),
                row.getLong("made_at"),
                row.getString("asset"),
                row.getInt("scale"),
                row.getString("hash"),
                row.getBigDecimal("total").toBigIntegerExact(),
                row.getInt("leaves"));
    }

    private static byte[] packed(List<MerkleSum> nodes) {
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(nodes.size(), NODE_BYTES));
        for (MerkleSum node : nodes) {
            out.put(HexFormat.of().parseHex(node.hash()));
            byte[] sum = node.sum().toByteArray();
            if (sum.length > SUM_BYTES) {
                throw new IllegalStateException("a sum of more than 128 bits: " + node.sum());
            }
            out.put(new byte[SUM_BYTES - sum.length]).put(sum);
        }
        return out.array();
    }

    private static MerkleSum node(ByteBuffer in) {
        byte[] hash = new byte[HASH_BYTES];
        byte[] sum = new byte[SUM_BYTES];
        in.get(hash).get(sum);
        return new MerkleSum(HexFormat.of().formatHex(hash), new BigInteger(1, sum));
    }
}
