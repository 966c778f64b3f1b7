package exchange.audit;

import exchange.persistence.Database;

import java.io.IOException;
import java.io.Writer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes proofs of liabilities: audits the database, and when nothing is wrong with it, stores what
 * is owed to everybody as one tree for each asset. Of several nodes one makes a proof at a time.
 */
public final class LiabilityProofs {
    private static final int SECRET_BYTES = 32;
    private static final int TREES_KEPT = 30;
    /** The same in all nodes, and nobody else's. */
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(4711, 2)";

    private LiabilityProofs() {}

    /** What came of making a proof. */
    public sealed interface Made {
        record Proof(List<PublishedRoot> roots) implements Made {
            public Proof {
                roots = List.copyOf(roots);
            }
        }

        /** There is something wrong, so that nothing can be proven. */
        record Bad(Finding finding) implements Made {}

        /** There is a proof that is young enough, or another node makes one. */
        record NotDue() implements Made {}
    }

    /** Makes one now, and writes all of it without names. */
    public static Made make(
            Database database, long now, Consumer<Audit.Progress> progress, Writer out)
            throws SQLException, IOException {
        List<LiabilityList> lists = new ArrayList<>();
        Made made = make(database, now, Duration.ZERO, progress, lists);
        if (made instanceof Made.Proof) {
            ProofJson.write(out, lists);
        }
        return made;
    }

    /** Makes one when the newest is older than that. */
    public static Made makeWhenDue(Database database, long now, Duration interval)
            throws SQLException {
        return make(database, now, interval, progress -> {}, new ArrayList<>());
    }

    private static Made make(
            Database database,
            long now,
            Duration interval,
            Consumer<Audit.Progress> progress,
            List<LiabilityList> lists)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            ProofStore store = new ProofStore(connection);
            boolean isDue = interval.isZero() || store.newestTime() <= now - interval.toMillis();
            if (!isDue || !isFirst(connection)) {
                return new Made.NotDue();
            }
            Audit.Proven proven = Audit.prove(database, progress);
            if (proven.liabilities().isEmpty()) {
                return new Made.Bad(proven.report().finding().orElseThrow());
            }
            return store(connection, store, proven.liabilities().get(), now, lists);
        }
    }

    private static Made store(
            Connection connection,
            ProofStore store,
            Liabilities owed,
            long now,
            List<LiabilityList> lists)
            throws SQLException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        List<LiabilityTree> trees = owed.assets().stream()
                .map(each -> LiabilityTree.of(each, secret))
                .toList();
        long proof = store.add(now, secret, trees);
        store.forgetTrees(TREES_KEPT);
        connection.commit();
        List<PublishedRoot> roots = new ArrayList<>();
        for (LiabilityTree tree : trees) {
            PublishedRoot root = new PublishedRoot(
                    proof,
                    now,
                    tree.asset(),
                    tree.scale(),
                    tree.tree().root().hash(),
                    tree.tree().root().sum(),
                    tree.owners().size());
            roots.add(root);
            lists.add(new LiabilityList(root, tree.tree().level(0)));
        }
        return new Made.Proof(roots);
    }

    /** Held until the transaction ends. */
    private static boolean isFirst(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The roots of the newest proofs, the newest first. */
    public static List<PublishedRoot> roots(Connection connection, int proofs) throws SQLException {
        return new ProofStore(connection).roots(proofs);
    }

    /** The account's part in the newest proof; empty when it has none. */
    public static Optional<InclusionProof> inclusion(
            Connection connection, long account, String asset) throws SQLException {
        return new ProofStore(connection).inclusion(account, asset);
    }
}
