package exchange.audit;

import exchange.market.Asset;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What books and ledgers must agree on when all rows are read: clearing, and every hold. */
final class LinksAudit {
    private record Ends(String symbol, int partition) {}

    private final Map<Ends, AuditedLink> links = new HashMap<>();
    private final AuditedTransfers transfers = new AuditedTransfers();
    private final Map<Integer, LedgerAudit> ledgers = new TreeMap<>();
    private final Map<String, BookAudit> books = new TreeMap<>();

    void add(int partition, LedgerAudit ledger) {
        ledgers.put(partition, ledger);
    }

    void add(String symbol, BookAudit book) {
        books.put(symbol, book);
    }

    AuditedLink link(String symbol, int partition) {
        return links.computeIfAbsent(new Ends(symbol, partition), ends -> new AuditedLink());
    }

    Collection<LedgerAudit> ledgers() {
        return ledgers.values();
    }

    Collection<BookAudit> books() {
        return books.values();
    }

    AuditedTransfers transfers() {
        return transfers;
    }

    long inFlight() {
        return links.values().stream().mapToLong(AuditedLink::inFlight).sum()
                + transfers.inFlight();
    }

    /** Over all partitions clearing is exactly what is on its way between the ledgers. */
    void checkTransfers() {
        Map<String, BigInteger> sums = new TreeMap<>(transfers.moneyInFlight());
        sums.replaceAll((asset, units) -> units.negate());
        ledgers.values().forEach(ledger -> {
            AuditedMoney money = ledger.money();
            for (String asset : money.assets().keySet()) {
                sums.merge(asset, money.system("clearing/transfers", asset), BigInteger::add);
            }
        });
        sums.forEach((asset, rest) -> BadBatch.require(
                rest.signum() == 0,
                "clearing/transfers of %s and what is on its way differ by %s units",
                asset,
                rest));
    }

    /** Over all partitions clearing is exactly what the lines in flight will take out of it. */
    void checkClearing(BookAudit book) {
        String account = "clearing/" + book.symbol();
        Map<String, BigInteger> open = new TreeMap<>();
        ledgers.forEach((partition, ledger) -> {
            AuditedMoney money = ledger.money();
            for (String asset : money.assets().keySet()) {
                open.merge(asset, money.system(account, asset), BigInteger::add);
            }
            for (LedgerItem line : link(book.symbol(), partition).linesInFlight()) {
                if (line instanceof LedgerItem.Fill fill) {
                    addFill(open, money, fill);
                }
            }
        });
        open.forEach((asset, rest) -> BadBatch.require(
                rest.signum() == 0,
                "%s of %s and the lines in flight differ by %s units",
                account,
                asset,
                rest));
    }

    private static void addFill(
            Map<String, BigInteger> open, AuditedMoney money, LedgerItem.Fill fill) {
        AuditedOrder order = money.openOrders().get(fill.orderId());
        BadBatch.require(order != null, "a line is on its way to no open order: %s", fill);
        String base = order.rules.base().name();
        String quote = order.rules.quote().name();
        boolean buys = order.terms.side() == Side.BUY;
        open.merge(buys ? quote : base, BigInteger.valueOf(fill.used()), BigInteger::add);
        open.merge(buys ? base : quote, BigInteger.valueOf(-fill.received()), BigInteger::add);
    }

    /** Every order that rests in the book holds what its ledger says, less the lines in flight. */
    void checkHolds(BookAudit book) {
        ledgers.forEach((partition, ledger) -> {
            Map<Long, Long> expected = expectedHolds(book.symbol(), partition, ledger.money());
            Map<Long, Long> found = book.holds(partition);
            expected.forEach((orderId, held) -> BadBatch.require(
                    held.equals(found.get(orderId)),
                    "order %d holds %d by its ledger and %d by its book",
                    orderId,
                    held,
                    found.getOrDefault(orderId, 0L)));
            found.forEach((orderId, held) -> BadBatch.require(
                    expected.containsKey(orderId),
                    "order %d rests with a hold of %d, its ledger holds nothing",
                    orderId,
                    held));
        });
    }

    private Map<Long, Long> expectedHolds(String symbol, int partition, AuditedMoney money) {
        Map<Long, Long> expected = new HashMap<>();
        money.openOrders().forEach((id, order) -> {
            if (order.terms.symbol().equals(symbol)) {
                expected.put(id, order.held);
            }
        });
        AuditedLink link = link(symbol, partition);
        for (LedgerItem line : link.linesInFlight()) {
            switch (line) {
                case LedgerItem.Fill fill -> {
                    expected.merge(fill.orderId(), -fill.used() - fill.released(), Long::sum);
                    AuditedOrder order = money.openOrders().get(fill.orderId());
                    if (order.limit() && fill.leavesLots() == 0) {
                        expected.remove(fill.orderId());
                    }
                }
                case LedgerItem.Refused refused -> expected.remove(refused.orderId());
                case LedgerItem.Ended ended -> {
                    expected.remove(ended.orderId());
                    expected.computeIfPresent(ended.movedTo(), (id, held) -> held + ended.moved());
                }
                case LedgerItem.Decremented decremented ->
                    expected.merge(decremented.orderId(), -decremented.released(), Long::sum);
                case LedgerItem.Amended amended ->
                    expected.merge(
                            amended.orderId(), amended.added() - amended.released(), Long::sum);
                case LedgerItem.AmendRefused refused -> {}
                case LedgerItem.MassCanceled canceled -> {}
                case LedgerItem.Accepted accepted -> {}
                case LedgerItem.Triggered triggered -> {}
                case LedgerItem.Rested rested -> {}
                case LedgerItem.CancelRefused refused -> {}
            }
        }
        for (BookItem command : link.commandsInFlight()) {
            if (command instanceof BookItem.Place || command instanceof BookItem.Replace) {
                expected.remove(command.orderId());
            }
            if (command instanceof BookItem.PlaceList list) {
                expected.remove(list.first().orderId());
                expected.remove(list.second().orderId());
            }
        }
        return expected;
    }

    List<AuditReport.AssetTotals> totals() {
        Map<String, Asset> assets = new TreeMap<>();
        ledgers.values().forEach(ledger -> assets.putAll(ledger.money().assets()));
        List<AuditReport.AssetTotals> totals = new ArrayList<>();
        assets.forEach((name, asset) -> totals.add(new AuditReport.AssetTotals(
                name,
                sum(asset, money -> money.usersAvailable(name)),
                sum(asset, money -> money.usersHeld(name)),
                sum(asset, money -> money.system("fees", name)),
                sum(asset, money -> clearing(money, name)),
                sum(asset, money -> money.system("overflow", name)),
                sum(asset, money -> money.system("deposits", name)),
                sum(asset, money -> money.system("withdrawals", name)),
                sum(asset, money -> money.system("adjustments", name)))));
        return totals;
    }

    /** What every user owns by asset: available, held, and sent to others who do not have it. */
    List<Liabilities.OfAsset> liabilities() {
        Map<String, Asset> assets = new TreeMap<>();
        ledgers.values().forEach(ledger -> assets.putAll(ledger.money().assets()));
        Map<String, Map<Long, BigInteger>> sent = transfers.bySender();
        List<Liabilities.OfAsset> owed = new ArrayList<>();
        assets.forEach((name, asset) -> {
            Map<Long, BigInteger> units = new TreeMap<>(sent.getOrDefault(name, Map.of()));
            ledgers.values()
                    .forEach(ledger -> ledger.money().accounts().forEach((id, account) -> {
                        long has = account.available(name) + account.held(name);
                        if (has > 0) {
                            units.merge(id, BigInteger.valueOf(has), BigInteger::add);
                        }
                    }));
            List<Liabilities.Balance> balances = new ArrayList<>();
            units.forEach((id, owns) -> balances.add(new Liabilities.Balance(id, owns)));
            owed.add(new Liabilities.OfAsset(asset, balances));
        });
        return owed;
    }

    private BigInteger clearing(AuditedMoney money, String asset) {
        return books.keySet().stream()
                .map(symbol -> money.system("clearing/" + symbol, asset))
                .reduce(money.system("clearing/transfers", asset), BigInteger::add);
    }

    private String sum(Asset asset, Function<AuditedMoney, BigInteger> part) {
        BigInteger units = ledgers.values().stream()
                .map(LedgerAudit::money)
                .map(part)
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigDecimal amount = new BigDecimal(units, asset.scale()).stripTrailingZeros();
        return amount.signum() == 0 ? "0" : amount.toPlainString();
    }
}
