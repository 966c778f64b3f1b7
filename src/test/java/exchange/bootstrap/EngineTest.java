package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.Balance;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ledgers, books and their links together over a real journal. */
final class EngineTest {
    private static final long USD = 10_000_000_000L;
    private static final long BTC = 10_000_000_000L;
    private static final long LOTS_PER_BTC = 100_000_000L;

    private final Database database = TestPostgres.freshDatabase();
    private Engine engine = Engine.start(TestPostgres.config(database), database);

    @AfterEach
    void stop() {
        engine.close();
    }

    private LedgerReply ask(LedgerCommand command) {
        long deadline = System.currentTimeMillis() + 20_000;
        return engine.ledgers()
                .ask(command, deadline)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private void deposit(long account, String asset, long units) {
        LedgerReply reply =
                ask(new LedgerCommand.Deposit(account, asset, units, account + asset, "test"));
        assertThat(reply).isInstanceOf(LedgerReply.Deposited.class);
    }

    private LedgerReply place(
            long account, String clientOrderId, Side side, long dollars, long lots) {
        return ask(new LedgerCommand.Place(
                account,
                clientOrderId,
                "BTC-USD",
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                dollars * 100,
                lots,
                0,
                0,
                System.currentTimeMillis() + 10_000,
                false));
    }

    private List<Balance> balances(long account) {
        List<Balance> all =
                ((LedgerReply.Balances) ask(new LedgerCommand.GetBalances(account))).balances();
        return all.stream()
                .filter(each -> each.available() > 0 || each.held() > 0)
                .toList();
    }

    @Test
    void twoAccountsTradeAndTheirMoneyMoves() {
        deposit(1, "USD", 1_000 * USD);
        deposit(2, "BTC", 1 * BTC);

        LedgerReply resting = place(2, "s1", Side.SELL, 100, LOTS_PER_BTC);
        LedgerReply taking = place(1, "b1", Side.BUY, 100, LOTS_PER_BTC / 2);

        assertThat(((LedgerReply.OrderResult) resting).order().status())
                .isEqualTo(OrderStatus.OPEN);
        LedgerReply.OrderResult filled = (LedgerReply.OrderResult) taking;
        assertThat(filled.order().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(filled.fills())
                .singleElement()
                .satisfies(fill -> assertThat(fill.priceTicks()).isEqualTo(10_000));
        assertThat(balances(1))
                .containsExactlyInAnyOrder(
                        new Balance("USD", 950 * USD, 0),
                        new Balance("BTC", BTC / 2 - BTC / 2_000, 0));
        awaitBalances(
                2, new Balance("USD", 50 * USD - USD / 20, 0), new Balance("BTC", 0, BTC / 2));
        awaitQuiet();
    }

    private void awaitBalances(long account, Balance... expected) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!balances(account).containsAll(List.of(expected)) && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(balances(account)).containsExactlyInAnyOrder(expected);
    }

    /** Every asset sums to zero over all partitions, and nothing is left in clearing. */
    private void awaitQuiet() {
        for (LedgerReply reply : engine.ledgers()
                .askAll(new LedgerCommand.GetTotals(), System.currentTimeMillis() + 20_000)
                .toCompletableFuture()
                .join()) {
            List<LedgerReply.Total> totals = ((LedgerReply.Totals) reply).totals();
            for (String asset : List.of("USD", "BTC")) {
                BigInteger sum = totals.stream()
                        .filter(each -> each.asset().equals(asset))
                        .map(LedgerReply.Total::units)
                        .reduce(BigInteger.ZERO, BigInteger::add);
                assertThat(sum).as(asset).isEqualTo(BigInteger.ZERO);
            }
        }
    }

    @Test
    void sameClientOrderIdIsTheSameOrder() {
        deposit(1, "USD", 1_000 * USD);
        LedgerReply.OrderResult first =
                (LedgerReply.OrderResult) place(1, "x", Side.BUY, 100, LOTS_PER_BTC);
        LedgerReply.OrderResult again =
                (LedgerReply.OrderResult) place(1, "x", Side.BUY, 100, LOTS_PER_BTC);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.order()).isEqualTo(first.order());
        assertThat(place(1, "x", Side.BUY, 101, LOTS_PER_BTC))
                .isEqualTo(new LedgerReply.Refused(
                        RejectReason.DUPLICATE_CLIENT_ORDER_ID, "client_order_id"));
    }

    @Test
    void cancelReleasesTheHold() {
        deposit(1, "USD", 1_000 * USD);
        place(1, "x", Side.BUY, 100, LOTS_PER_BTC);
        LedgerReply canceled = ask(new LedgerCommand.Cancel(1, 0, "x", false));
        assertThat(((LedgerReply.Canceled) canceled).order().status())
                .isEqualTo(OrderStatus.CANCELED);
        assertThat(balances(1)).containsExactly(new Balance("USD", 1_000 * USD, 0));
        assertThat(ask(new LedgerCommand.Cancel(1, 0, "x", false)))
                .isNotInstanceOf(LedgerReply.Canceled.class);
    }

    @Test
    void everythingSurvivesARestart() {
        deposit(1, "USD", 1_000 * USD);
        deposit(2, "BTC", 1 * BTC);
        place(2, "s1", Side.SELL, 100, LOTS_PER_BTC);
        place(1, "b1", Side.BUY, 100, LOTS_PER_BTC / 4);
        place(1, "b2", Side.BUY, 90, LOTS_PER_BTC);
        List<Balance> before = balances(1);

        engine.close();
        engine = Engine.start(TestPostgres.config(database), database);

        assertThat(engine.notices()).isEmpty();
        assertThat(balances(1)).isEqualTo(before);
        LedgerReply.OrderResult taken =
                (LedgerReply.OrderResult) place(1, "b3", Side.BUY, 100, LOTS_PER_BTC);
        assertThat(taken.order().status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(taken.fills())
                .singleElement()
                .satisfies(fill -> assertThat(fill.tradeNumber()).isEqualTo(2));
    }
}
