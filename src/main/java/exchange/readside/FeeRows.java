package exchange.readside;

import exchange.accounts.FeeFact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rates of accounts that one stretch sets, in their order. They are rare. */
final class FeeRows {
    private static final String LEVEL = """
            INSERT INTO fee_levels
              (account, level, maker_share, taker_share, day, volume, set_by, set_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account) DO UPDATE SET level = excluded.level,
              maker_share = excluded.maker_share, taker_share = excluded.taker_share,
              day = excluded.day, volume = excluded.volume, set_by = excluded.set_by,
              set_at = excluded.set_at""";
    private static final String OVERRIDE = """
            INSERT INTO fee_overrides
              (account, symbol, maker_fee, taker_fee, expires_at, set_by, reason, set_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, symbol) DO UPDATE SET maker_fee = excluded.maker_fee,
              taker_fee = excluded.taker_fee, expires_at = excluded.expires_at,
              set_by = excluded.set_by, reason = excluded.reason, set_at = excluded.set_at""";
    private static final String END = "DELETE FROM fee_overrides WHERE account = ? AND symbol = ?";

    private record Change(FeeFact fact, long time) {}

    private final List<Change> changes = new ArrayList<>();

    void take(FeeFact fact, long time) {
        changes.add(new Change(fact, time));
    }

    void write(Connection connection) throws SQLException {
        for (Change change : changes) {
            switch (change.fact()) {
                case FeeFact.FeeLevelSet set ->
                    execute(
                            connection,
                            LEVEL,
                            set.account(),
                            set.level().number(),
                            set.level().makerShare(),
                            set.level().takerShare(),
                            set.day(),
                            set.volume(),
                            set.by(),
                            change.time());
                case FeeFact.FeesOverridden given ->
                    execute(
                            connection,
                            OVERRIDE,
                            given.account(),
                            given.override().symbol(),
                            given.override().makerFee(),
                            given.override().takerFee(),
                            given.override().expiresAt(),
                            given.by(),
                            given.reason(),
                            change.time());
                case FeeFact.FeeOverrideEnded ended ->
                    execute(connection, END, ended.account(), ended.symbol());
            }
        }
    }

    private static void execute(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            int touched = statement.executeUpdate();
            if (touched != 1) {
                throw new IllegalStateException("touched " + touched + " rows with " + sql);
            }
        }
    }
}
