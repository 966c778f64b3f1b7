package exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.AccountIds;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.EntitySnapshot;
import exchange.sequencer.EntityState;
import exchange.sequencer.LedgerItem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/** Two ledger partitions and two fake books, driven by one random source, with a model of ids. */
final class SmallExchange {
    private static final List<MarketRules> MARKETS = List.of(Fixtures.BTC_USD, Fixtures.ETH_USD);
    private static final int[] PARTITIONS = {0, 3};
    private static final long FUNDS = 3_000 * Fixtures.LOT;

    private record Snapshot(EntitySnapshot state, int rows) {}

    private final Random random;
    private final Map<Integer, LedgerDesk> desks = new HashMap<>();
    private final List<FakeBook> books = new ArrayList<>();
    private final Map<ClientId, LedgerCommand.Place> placed = new HashMap<>();
    private final Map<ClientId, Long> orderByClientId = new HashMap<>();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final Map<Integer, Snapshot> snapshots = new HashMap<>();
    private BiConsumer<LedgerDesk, LedgerItem> onLine = (desk, line) -> {};
    private long references;

    SmallExchange(Random random) {
        this.random = random;
        for (int partition : PARTITIONS) {
            LedgerDesk desk = new LedgerDesk(partition, ClosedOrders.Window.STANDARD);
            desk.define();
            desks.put(partition, desk);
        }
        MARKETS.forEach(rules -> books.add(new FakeBook(rules)));
    }

    void onLine(BiConsumer<LedgerDesk, LedgerItem> action) {
        onLine = action;
    }

    Waiting waiting(long orderId) {
        return waiting.get(orderId);
    }

    void step() {
        LedgerDesk desk = desks.get(PARTITIONS[random.nextInt(PARTITIONS.length)]);
        switch (random.nextInt(22)) {
            case 0, 1 -> deposit(desk);
            case 2, 3, 4, 5, 6 -> place(desk);
            case 7 -> replace(desk);
            case 8 -> amend(desk);
            case 9, 10, 11 -> cancel(desk);
            case 12, 13 -> bookTakes(random.nextInt(books.size()), desk, random.nextInt(5));
            case 14, 15, 16 -> ledgerTakes(random.nextInt(books.size()), desk, random.nextInt(8));
            case 17 -> desk.commit();
            case 20, 21 -> RandomMoney.decide(desk, account(desk), random);
            case 18 -> {
                desk.advance(random.nextInt(5_000));
                books.forEach(book -> book.time = Math.max(book.time, desk.time));
            }
            default -> interrupt(desk);
        }
    }

    private void interrupt(LedgerDesk desk) {
        if (random.nextInt(3) == 0) {
            desk.restart();
        } else {
            desk.commit();
            snapshots.put(desk.partition, new Snapshot(desk.snapshot(), desk.journal.size()));
        }
    }

    private long account(LedgerDesk desk) {
        return Fixtures.account(desk.partition, random.nextInt(3));
    }

    private void deposit(LedgerDesk desk) {
        String asset = List.of("USD", "BTC", "ETH").get(random.nextInt(3));
        boolean repeats = random.nextInt(3) == 0 && references > 0;
        String reference = "r" + (repeats ? random.nextLong(references) : references++);
        long account = account(desk);
        long amount = 1 + random.nextLong(FUNDS);
        if (random.nextInt(10) == 0) {
            // Nearly all that fits, so that fills overflow.
            Owner owner = desk.state().owners.get(account);
            int index = desk.state().ledger.assetIndex(asset);
            long room = owner == null ? Long.MAX_VALUE : owner.balances().room(index);
            amount = room - random.nextLong(5 * Fixtures.LOT);
        }
        desk.decide(new LedgerCommand.Deposit(account, asset, amount, reference, "test"));
    }

    private void place(LedgerDesk desk) {
        LedgerCommand.Place place = randomPlace(account(desk));
        Object answer = desk.decide(place);
        ClientId id = new ClientId(place.account(), place.clientOrderId());
        LedgerCommand.Place before = id.text().isEmpty() ? null : placed.get(id);
        if (before != null) {
            checkRepeated(before, place, answer);
        } else if (answer instanceof Routed.Forwarded forwarded) {
            long orderId = forwarded.order().orderId();
            assertThat(waiting.put(orderId, new Waiting(forwarded.order()))).isNull();
            if (!id.text().isEmpty()) {
                placed.put(id, place);
                orderByClientId.put(id, orderId);
            }
        } else {
            assertThat(answer).isInstanceOf(LedgerReply.Refused.class);
        }
    }

    private void checkRepeated(
            LedgerCommand.Place before, LedgerCommand.Place place, Object answer) {
        long orderId = orderByClientId.get(new ClientId(place.account(), place.clientOrderId()));
        if (!sameContent(before, place)) {
            assertThat(answer)
                    .isEqualTo(new LedgerReply.Refused(
                            RejectReason.DUPLICATE_CLIENT_ORDER_ID, "client_order_id"));
            return;
        }
        switch (answer) {
            case Routed.Joined joined -> assertThat(joined.order().orderId()).isEqualTo(orderId);
            case LedgerReply.OrderResult result -> {
                assertThat(result.order().orderId()).isEqualTo(orderId);
                assertThat(result.duplicate()).isTrue();
            }
            default ->
                assertThat(answer)
                        .isEqualTo(new LedgerReply.Refused(RejectReason.MARKET_HALTED, ""));
        }
    }

    /** All but the best price seen, which is the edge's and may differ. */
    private static boolean sameContent(LedgerCommand.Place one, LedgerCommand.Place other) {
        return one.symbol().equals(other.symbol())
                && one.side() == other.side()
                && one.type() == other.type()
                && one.timeInForce() == other.timeInForce()
                && one.priceTicks() == other.priceTicks()
                && one.quantityLots() == other.quantityLots()
                && one.amount() == other.amount();
    }

    private LedgerCommand.Place randomPlace(long account) {
        long lots = 1 + random.nextInt(20);
        boolean byAmount = random.nextInt(10) == 0;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long quantity = byAmount ? 0 : lots;
        Fixtures.PlaceOf place =
                side == Side.BUY ? Fixtures.buy(quantity) : Fixtures.sell(quantity);
        if (byAmount) {
            place.worth(lots * 100 * Fixtures.TICK_LOT + random.nextInt(1_000));
        }
        if (byAmount || random.nextInt(5) == 0) {
            place.seeing(random.nextBoolean() ? 0 : 95 + random.nextInt(10));
        } else {
            place.at(95 + random.nextInt(10));
        }
        String id = random.nextInt(3) == 0 ? "" : "c" + random.nextInt(60);
        TimeInForce[] lifetimes = {TimeInForce.GTC, TimeInForce.GTC, TimeInForce.IOC};
        return place.by(account)
                .as(id)
                .in(MARKETS.get(random.nextInt(2)).symbol())
                .lasting(lifetimes[random.nextInt(3)])
                .preventing(SelfTradePrevention.NONE)
                .place();
    }

    private void replace(LedgerDesk desk) {
        long account = account(desk);
        LedgerCommand.Place place = randomPlace(account);
        if (placed.containsKey(new ClientId(account, place.clientOrderId()))) {
            return;
        }
        long orderId = OrderIds.of(desk.partition, 1 + random.nextInt(60));
        Object answer =
                desk.decide(new LedgerCommand.Replace(place, orderId, "", random.nextBoolean()));
        OrderView order;
        if (answer instanceof Routed.Replacing replacing) {
            order = replacing.order();
        } else if (answer instanceof Routed.Forwarded forwarded) {
            order = forwarded.order();
        } else {
            assertThat(answer).isInstanceOf(LedgerReply.Refused.class);
            return;
        }
        waiting.put(order.orderId(), new Waiting(order));
        if (!place.clientOrderId().isEmpty()) {
            placed.put(new ClientId(account, place.clientOrderId()), place);
            orderByClientId.put(new ClientId(account, place.clientOrderId()), order.orderId());
        }
    }

    private void amend(LedgerDesk desk) {
        long account = account(desk);
        long orderId = OrderIds.of(desk.partition, 1 + random.nextInt(60));
        Order order = desk.state().openOrders.get(orderId);
        String symbol = order == null ? "BTC-USD" : order.market.symbol();
        Object answer = desk.decide(new LedgerCommand.Amend(
                account,
                orderId,
                "",
                symbol,
                95 + random.nextInt(10),
                1 + random.nextInt(30),
                Long.MAX_VALUE));
        assertThat(answer).isInstanceOfAny(LedgerReply.Refused.class, Routed.Forwarded.class);
    }

    private void cancelAll(LedgerDesk desk) {
        String symbol = MARKETS.get(random.nextInt(2)).symbol();
        Object answer = desk.decide(new LedgerCommand.MassCancel(
                account(desk), symbol, random.nextBoolean(), random.nextBoolean()));
        assertThat(answer)
                .isInstanceOfAny(LedgerReply.MassCanceled.class, Routed.ForwardedAll.class);
    }

    private void cancel(LedgerDesk desk) {
        if (random.nextInt(6) == 0) {
            cancelAll(desk);
            return;
        }
        long account = account(desk);
        if (random.nextInt(4) == 0) {
            String id = "never" + random.nextInt(10);
            desk.decide(new LedgerCommand.Cancel(account, 0, id, true));
        } else if (random.nextBoolean()) {
            String id = "c" + random.nextInt(60);
            desk.decide(new LedgerCommand.Cancel(account, 0, id, false));
        } else {
            long orderId = OrderIds.of(desk.partition, 1 + random.nextInt(20));
            desk.decide(new LedgerCommand.Cancel(account, orderId, "", false));
        }
    }

    private void bookTakes(int peer, LedgerDesk desk, int count) {
        FakeBook book = books.get(peer);
        long done = book.taken(desk.partition);
        List<BookItem> items = desk.sent(peer, done + 1);
        for (BookItem item : items.subList(0, Math.min(count, items.size()))) {
            book.take(desk.partition, item, random.nextInt(20) == 0);
        }
        if (random.nextBoolean()) {
            desk.acknowledge(peer, book.taken(desk.partition));
        }
    }

    private void ledgerTakes(int peer, LedgerDesk desk, int count) {
        List<LedgerItem> lines = new ArrayList<>();
        while (lines.size() < count && !books.get(peer).outgoing(desk.partition).isEmpty()) {
            lines.add(books.get(peer).outgoing(desk.partition).poll());
        }
        for (LedgerItem line : lines) {
            desk.take(peer, List.of(line));
            if (!(line instanceof LedgerItem.MassCanceled)) {
                onLine.accept(desk, line);
            }
        }
    }

    void settleEverything() {
        for (LedgerDesk desk : desks.values()) {
            desk.commit();
            for (int peer = 0; peer < books.size(); peer++) {
                bookTakes(peer, desk, Integer.MAX_VALUE);
            }
        }
        for (LedgerDesk desk : desks.values()) {
            for (int peer = 0; peer < books.size(); peer++) {
                ledgerTakes(peer, desk, Integer.MAX_VALUE);
            }
            desk.commit();
        }
    }

    void checkMoney() {
        for (LedgerDesk desk : desks.values()) {
            desk.state().ledger.requireZeroSums();
            checkHolds(desk);
        }
        checkClearing();
    }

    /**
     * What an account has held is the sum of what its open orders have held, and never negative.
     */
    private static void checkHolds(LedgerDesk desk) {
        desk.state().ledger.forEachAccount(account -> {
            Owner owner = desk.state().owners.get(account.id());
            long[] held = new long[account.assets()];
            owner.forEachOpen(order -> {
                assertThat(order.held).isNotNegative();
                held[order.market.heldAsset(order.side)] += order.held;
            });
            RandomMoney.addHeld(desk, account.id(), held);
            for (int asset = 0; asset < held.length; asset++) {
                // What is held for an amend on its way is no order's yet.
                assertThat(account.held(asset)).isGreaterThanOrEqualTo(held[asset]);
                assertThat(held[asset]).isNotNegative();
                assertThat(account.available(asset)).isNotNegative();
            }
        });
    }

    /** Clearing of all partitions is exactly what the book's lines not yet taken will undo. */
    private void checkClearing() {
        for (int peer = 0; peer < books.size(); peer++) {
            BigInteger quote = BigInteger.ZERO;
            BigInteger base = BigInteger.ZERO;
            for (LedgerDesk desk : desks.values()) {
                KnownMarket market = desk.state().markets.get(peer);
                quote = quote.add(market.clearing().total(0).toBigInteger());
                base = base.add(
                        market.clearing().total(market.heldAsset(Side.SELL)).toBigInteger());
                for (LedgerItem line : books.get(peer).outgoing(desk.partition)) {
                    if (line instanceof LedgerItem.Fill fill) {
                        Side side = desk.state().order(fill.orderId()).side;
                        BigInteger used = BigInteger.valueOf(fill.used());
                        BigInteger received = BigInteger.valueOf(fill.received());
                        quote = quote.add(side == Side.BUY ? used : received.negate());
                        base = base.add(side == Side.BUY ? received.negate() : used);
                    }
                }
            }
            assertThat(quote).isZero();
            assertThat(base).isZero();
        }
    }

    void checkNothingIsInFlight() {
        for (LedgerDesk desk : desks.values()) {
            RandomMoney.checkHoldsAreListed(desk);
            for (int peer = 0; peer < books.size(); peer++) {
                Map<Long, Long> inBook = new HashMap<>();
                books.get(peer).resting.stream()
                        .filter(order -> order.partition == desk.partition)
                        .forEach(order -> inBook.put(order.place.orderId(), order.held));
                Map<Long, Long> inLedger = new HashMap<>();
                KnownMarket market = desk.state().markets.get(peer);
                desk.state().openOrders.values().stream()
                        .filter(order -> order.market == market)
                        .forEach(order -> inLedger.put(order.orderId, order.held));
                assertThat(inLedger).isEqualTo(inBook);
                assertThat(market.clearing().name())
                        .isEqualTo("clearing/" + MARKETS.get(peer).symbol());
            }
        }
    }

    void checkReplay() {
        for (LedgerDesk desk : desks.values()) {
            byte[] live = desk.stateHash();
            assertThat(desk.replayed().stateHash()).isEqualTo(live);
            Snapshot snapshot = snapshots.get(desk.partition);
            if (snapshot != null) {
                EntityState<LedgerCommand> state =
                        EntityState.of(snapshot.state(), desk.newLogic());
                desk.journal.subList(snapshot.rows(), desk.journal.size()).forEach(state::apply);
                assertThat(state.stateHash()).isEqualTo(live);
            }
        }
    }

    void checkSequences() {
        for (LedgerDesk desk : desks.values()) {
            desk.commit();
            Map<Long, Long> last = new HashMap<>();
            for (LedgerFact fact : desk.facts()) {
                switch (fact) {
                    case LedgerFact.Deposited f -> next(last, f.account(), f.accountSequence());
                    case LedgerFact.OrderHeld f -> next(last, f.account(), f.accountSequence());
                    case LedgerFact.ReplaceHeld f ->
                        next(last, f.order().account(), f.order().accountSequence());
                    case LedgerFact.Settled f -> next(last, f.account(), f.accountSequence());
                    case FeeFact f -> next(last, f.account(), f.accountSequence());
                    case TransferFact.OfAccount f -> next(last, f.account(), f.accountSequence());
                    case TimerFact.CancelTimerReached f ->
                        next(last, f.account(), f.accountSequence());
                    case TimerFact.CancelTimerSet f -> {}
                    case TransferFact.LedgersMet f -> {}
                    case TransferFact.TransferRefused f -> {}
                    case LedgerFact.AssetDefined f -> {}
                    case LedgerFact.MarketKnown f -> {}
                    case LedgerFact.AmendSent f -> next(last, f.account(), f.accountSequence());
                    case LedgerFact.SelfTradePreventionSet f ->
                        next(last, f.account(), f.accountSequence());
                    case LedgerFact.TierSet f -> next(last, f.account(), f.accountSequence());
                    case MoneyFact f -> next(last, f.account(), f.accountSequence());
                    case LedgerFact.MassCancelSent f -> {}
                    case LedgerFact.CancelSent f -> {}
                    case LedgerFact.TombstoneSet f -> {}
                }
            }
            last.forEach((account, sequence) -> {
                assertThat(AccountIds.partition(account, Fixtures.PARTITIONS))
                        .isEqualTo(desk.partition);
                assertThat(desk.state().owners.get(account).sequence()).isEqualTo(sequence);
            });
        }
    }

    private static void next(Map<Long, Long> last, long account, long sequence) {
        assertThat(sequence).isEqualTo(last.getOrDefault(account, 0L) + 1);
        last.put(account, sequence);
    }
}
