package exchange.readside;

import exchange.accounts.FeeFact;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.accounts.MoneyFact;
import exchange.accounts.TimerFact;
import exchange.accounts.TransferFact;
import exchange.market.Asset;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a stretch of a ledger says into the tables: orders, fills, requests for movements of
 * money, account events, assets.
 */
final class LedgerTables {
    /** Every ledger tells of every definition; the first to come is written. */
    private static final String LOCK_DEFINITIONS = "SELECT pg_advisory_xact_lock(4711, 1)";

    private static final String INSERT_ASSET = "INSERT INTO assets (name, scale, position)"
            + " SELECT ?, ?, (SELECT count(*) FROM assets) ON CONFLICT (name) DO NOTHING";
    private static final String INSERT_MARKET = "INSERT INTO ledger_markets (symbol, position)"
            + " SELECT ?, (SELECT count(*) FROM ledger_markets) ON CONFLICT (symbol) DO NOTHING";

    private final boolean sharesTables;

    /** @param sharesTables whether others may write definitions at the same moment */
    LedgerTables(boolean sharesTables) {
        this.sharesTables = sharesTables;
    }

    void write(Connection connection, Stretch stretch) throws SQLException {
        Collected all = new Collected(sharesTables);
        for (BatchEvent batch : stretch.batches()) {
            long time = batch.time();
            LedgerFacts.decode(batch.content().facts(), time, fact -> all.take(fact, time));
            all.events.endBatch(time);
        }
        all.write(connection);
    }

    /** The rows of one stretch. */
    private static final class Collected {
        private final OrderRows orders = new OrderRows();
        private final FillRows fills = new FillRows();
        private final TransferRows transfers = new TransferRows();
        private final FeeRows fees = new FeeRows();
        private final FundsRequestRows requests = new FundsRequestRows();
        private final AccountEventRows events = new AccountEventRows();
        private final List<Asset> assets = new ArrayList<>();
        private final List<String> symbols = new ArrayList<>();
        private final boolean sharesTables;

        Collected(boolean sharesTables) {
            this.sharesTables = sharesTables;
        }

        void take(LedgerFact fact, long time) {
            switch (fact) {
                case LedgerFact.AssetDefined defined -> assets.add(defined.asset());
                case LedgerFact.MarketKnown known -> symbols.add(known.rules().symbol());
                case FeeFact fee -> {
                    fees.take(fee, time);
                    events.add(fee.account(), fee.accountSequence(), fee);
                }
                case TransferFact transfer -> {
                    transfers.take(transfer, time);
                    if (transfer instanceof TransferFact.OfAccount of) {
                        events.add(of.account(), of.accountSequence(), of);
                    }
                }
                case TimerFact.CancelTimerReached reached ->
                    events.add(reached.account(), reached.accountSequence(), reached);
                case TimerFact.CancelTimerSet set -> {}
                case LedgerFact.Deposited deposited ->
                    events.add(deposited.account(), deposited.accountSequence(), deposited);
                case LedgerFact.OrderHeld held -> {
                    orders.placed(held, time);
                    events.add(held.account(), held.accountSequence(), held);
                }
                case LedgerFact.ReplaceHeld replace -> {
                    LedgerFact.OrderHeld held = replace.order();
                    orders.placed(held, time);
                    events.add(held.account(), held.accountSequence(), replace);
                }
                case LedgerFact.Settled settled -> {
                    orders.settled(settled);
                    fills.settled(settled);
                    events.add(settled.account(), settled.accountSequence(), settled);
                }
                case LedgerFact.SelfTradePreventionSet set ->
                    events.add(set.account(), set.accountSequence(), set);
                case LedgerFact.TierSet set ->
                    events.add(set.account(), set.accountSequence(), set);
                case MoneyFact money -> {
                    requests.take(money, time);
                    events.add(money.account(), money.accountSequence(), money);
                }
                case LedgerFact.AmendSent sent ->
                    events.add(sent.account(), sent.accountSequence(), sent);
                case LedgerFact.CancelSent sent -> {}
                case LedgerFact.MassCancelSent sent -> {}
                case LedgerFact.TombstoneSet set -> {}
            }
        }

        void write(Connection connection) throws SQLException {
            writeDefinitions(connection);
            orders.write(connection);
            fills.write(connection);
            transfers.write(connection);
            fees.write(connection);
            requests.write(connection);
            events.write(connection);
        }

        private void writeDefinitions(Connection connection) throws SQLException {
            if (assets.isEmpty() && symbols.isEmpty()) {
                return;
            }
            try (PreparedStatement lock = connection.prepareStatement(LOCK_DEFINITIONS);
                    PreparedStatement asset = connection.prepareStatement(INSERT_ASSET);
                    PreparedStatement market = connection.prepareStatement(INSERT_MARKET)) {
                if (sharesTables) {
                    lock.execute();
                }
                for (Asset each : assets) {
                    asset.setString(1, each.name());
                    asset.setInt(2, each.scale());
                    asset.executeUpdate();
                }
                for (String symbol : symbols) {
                    market.setString(1, symbol);
                    market.executeUpdate();
                }
            }
        }
    }
}
