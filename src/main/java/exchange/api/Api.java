package exchange.api;

import exchange.accounts.LedgerClient;
import exchange.marketdata.MarketData;
import exchange.readside.ReadSideQueries;
import exchange.readside.StoredMarkets;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The use cases of API v1 on one node, for all its edges.
 *
 * @param ledgers the client that requests share which need no order among themselves
 * @param questions of a client of its own
 */
public record Api(
        ApiSettings settings,
        LedgerClient ledgers,
        Markets markets,
        InFlight inFlight,
        Placement placement,
        OrderQueries orders,
        MarketQueries market,
        PublicQueries publicQueries,
        Funds funds,
        AccountLedger accountLedger,
        AccountEvents accountEvents,
        Transfers transfers,
        AccountSettings accounts,
        Fees fees,
        FundsDesk fundsDesk,
        Freezing freezing,
        OpenHolds holds,
        PaperAccounts paper,
        MarketAdmin admin,
        Function<LedgerClient, Questions> questions) {

    /** @param graceMillis by which the deadlines of orders are later than usual */
    public static Api create(
            ApiSettings settings,
            LedgerClient ledgers,
            ReadSideQueries tables,
            StoredMarkets stored,
            Markets markets,
            MarketData marketData,
            Books books,
            FeeCount feeCount,
            Chaos chaos,
            Clock clock,
            LongSupplier graceMillis) {
        InFlight inFlight = new InFlight(settings.ordersInFlightMax());
        Funds funds = new Funds(ledgers, markets, marketData, clock);
        OrderParser parser =
                new OrderParser(markets, marketData::bestTicks, marketData::lastTicks, graceMillis);
        return new Api(
                settings,
                ledgers,
                markets,
                inFlight,
                new Placement(parser, markets, inFlight, chaos, clock),
                new OrderQueries(ledgers, tables, markets, clock),
                new MarketQueries(marketData, tables),
                new PublicQueries(marketData, stored, markets, clock),
                funds,
                new AccountLedger(ledgers, tables, markets, clock),
                new AccountEvents(ledgers, tables, markets, clock),
                new Transfers(ledgers, tables, markets, clock),
                new AccountSettings(ledgers, clock),
                new Fees(feeCount, ledgers, tables, markets, clock),
                new FundsDesk(ledgers, tables, markets, clock),
                new Freezing(ledgers, markets, clock),
                new OpenHolds(ledgers, markets, clock),
                new PaperAccounts(settings.paper(), ledgers, markets, funds, clock),
                new MarketAdmin(books, ledgers, markets, settings.newMarkets(), clock),
                client -> new Questions(
                        new OrderQueries(client, tables, markets, clock),
                        new Funds(client, markets, marketData, clock),
                        new AccountEvents(client, tables, markets, clock),
                        new CancelTimers(client, clock)));
    }
}
