package exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.Asset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

final class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final Account ann = ledger.account(7);
    private final Account bob = ledger.account(3);
    private int btc;
    private int usd;

    @BeforeEach
    void defineAssets() {
        btc = ledger.define(new Asset("BTC", 10));
        usd = ledger.define(new Asset("USD", 10));
    }

    @Test
    void knowsAssetsByNameAndRefusesASecondOfTheSame() {
        assertThat(ledger.assetIndex("USD")).isEqualTo(usd);
        assertThat(ledger.assetIndex("EUR")).isEqualTo(-1);
        assertThat(ledger.assets()).extracting(Asset::name).containsExactly("BTC", "USD");
        assertThatThrownBy(() -> ledger.define(new Asset("BTC", 8)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void depositComesFromTheOutsideWorld() {
        ledger.deposit(ann, usd, 500);

        assertThat(ann.available(usd)).isEqualTo(500);
        assertThat(system("deposits", usd)).isEqualTo(-500);
        ledger.requireZeroSums();
    }

    @Test
    void holdMovesAvailableToHeldAndReleaseMovesItBack() {
        ledger.deposit(ann, usd, 500);

        ledger.hold(ann, usd, 300);
        assertThat(List.of(ann.available(usd), ann.held(usd))).containsExactly(200L, 300L);

        ledger.release(ann, usd, 100);
        assertThat(List.of(ann.available(usd), ann.held(usd))).containsExactly(300L, 200L);
        ledger.requireZeroSums();
    }

    @Test
    void bothSidesOfATradeLeaveClearingEmpty() {
        ledger.deposit(ann, usd, 1_000);
        ledger.deposit(bob, btc, 50);
        ledger.hold(ann, usd, 600);
        ledger.hold(bob, btc, 40);
        SystemAccount clearing = ledger.clearing("BTC-USD");

        ledger.settle(ann, new Settlement(clearing, usd, btc, 500, 40, 1, 100, 0));
        assertThat(system("clearing/BTC-USD", usd)).isEqualTo(500);
        assertThat(system("clearing/BTC-USD", btc)).isEqualTo(-40);

        ledger.settle(bob, new Settlement(clearing, btc, usd, 40, 500, 5, 0, 0));
        assertThat(balance(ann, usd)).containsExactly(500L, 0L);
        assertThat(balance(ann, btc)).containsExactly(39L, 0L);
        assertThat(balance(bob, usd)).containsExactly(495L, 0L);
        assertThat(balance(bob, btc)).containsExactly(10L, 0L);
        assertThat(system("fees", usd)).isEqualTo(5);
        assertThat(system("fees", btc)).isEqualTo(1);
        assertThat(clearing.total(usd).isZero() && clearing.total(btc).isZero()).isTrue();
        ledger.requireZeroSums();
    }

    @Test
    void whatABalanceCannotTakeGoesToOverflow() {
        ledger.deposit(ann, usd, 100);
        ledger.deposit(ann, btc, Long.MAX_VALUE - 5);
        ledger.hold(ann, usd, 100);
        SystemAccount clearing = ledger.clearing("BTC-USD");
        long excess = ledger.excess(ann, btc, 20);

        ledger.settle(ann, new Settlement(clearing, usd, btc, 100, 21, 1, 0, excess));

        assertThat(excess).isEqualTo(15);
        assertThat(ann.available(btc)).isEqualTo(Long.MAX_VALUE);
        assertThat(ann.room(btc)).isZero();
        assertThat(system("overflow", btc)).isEqualTo(15);
        ledger.requireZeroSums();
    }

    @Test
    void totalsGoBeyondALong() {
        ledger.deposit(ann, usd, Long.MAX_VALUE);
        ledger.deposit(bob, usd, Long.MAX_VALUE);
        ledger.hold(bob, usd, 5);

        BigInteger both = BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TWO);
        assertThat(ledger.usersAvailable(usd).toBigInteger())
                .isEqualTo(both.subtract(BigInteger.valueOf(5)));
        assertThat(ledger.usersHeld(usd).toBigInteger()).isEqualTo(BigInteger.valueOf(5));
        ledger.requireZeroSums();
    }

    @Test
    void anImpossibleMoveThrowsAndChangesNothing() {
        ledger.deposit(ann, usd, 100);
        ledger.hold(ann, usd, 40);
        SystemAccount clearing = ledger.clearing("BTC-USD");

        assertBug(() -> ledger.hold(ann, usd, 61));
        assertBug(() -> ledger.release(ann, usd, 41));
        assertBug(() -> ledger.deposit(ann, usd, Long.MAX_VALUE));
        assertBug(() -> ledger.deposit(ann, usd, 0));
        assertBug(() -> ledger.hold(ann, usd, -1));
        assertBug(() -> ledger.settle(ann, new Settlement(clearing, usd, btc, 41, 1, 0, 0, 0)));
        assertBug(() -> ledger.settle(
                ann, new Settlement(clearing, usd, btc, Long.MAX_VALUE, 1, 0, Long.MAX_VALUE, 0)));

        assertThat(balance(ann, usd)).containsExactly(60L, 40L);
        assertThat(system("clearing/BTC-USD", usd)).isZero();
        ledger.requireZeroSums();
    }

    @Test
    void aSettlementGivesAndTakesNoLessThanNothing() {
        SystemAccount clearing = ledger.clearing("BTC-USD");

        assertBug(() -> new Settlement(clearing, usd, btc, -1, 1, 0, 0, 0));
        assertBug(() -> new Settlement(clearing, usd, btc, 1, -1, 0, 0, 0));
        assertBug(() -> new Settlement(clearing, usd, btc, 1, 1, -1, 0, 0));
        assertBug(() -> new Settlement(clearing, usd, btc, 1, 1, 0, -1, 0));
        assertBug(() -> new Settlement(clearing, usd, btc, 1, 1, 0, 0, -1));
        assertBug(() -> new Settlement(clearing, usd, btc, 1, 10, 6, 0, 5));
        assertThat(new Settlement(clearing, usd, btc, 1, 10, 6, 0, 4).kept()).isZero();
    }

    @Test
    void entryThatDoesNotSumToZeroIsRefusedWhole() {
        Entry entry = new Entry();
        entry.begin();
        entry.user(ann, usd, 10, 0);
        entry.system(ledger.clearing("BTC-USD"), usd, -9);

        assertThatThrownBy(entry::post)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sum to 1");
        assertThat(ann.available(usd)).isZero();
    }

    @Test
    void restoredBalancesMustAddUp() {
        ledger.restore(ann, usd, 10, 5);
        assertThatThrownBy(ledger::requireZeroSums)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("USD sums to 15, expected 0");

        ledger.systemAccounts().get(0).total(usd).add(-15);
        ledger.requireZeroSums();
        assertBug(() -> ledger.restore(ann, usd, -1, 5));
        assertBug(() -> ledger.restore(ann, usd, 1, -5));
        assertBug(() -> ledger.restore(ann, usd, Long.MAX_VALUE, 1));
    }

    @Test
    void accountsComeById() {
        ledger.account(5);
        List<Long> ids = new ArrayList<>();

        ledger.forEachAccount(account -> ids.add(account.id()));

        assertThat(ids).containsExactly(3L, 5L, 7L);
        assertThat(ledger.account(7)).isSameAs(ann);
        assertThat(ann.assets()).isZero();
        assertThat(ledger.clearing("A-B")).isSameAs(ledger.clearing("A-B"));
    }

    private static void assertBug(Runnable move) {
        assertThatThrownBy(move::run).isInstanceOf(IllegalStateException.class);
    }

    private static List<Long> balance(Account account, int asset) {
        return List.of(account.available(asset), account.held(asset));
    }

    private long system(String name, int asset) {
        for (SystemAccount account : ledger.systemAccounts()) {
            if (account.name().equals(name)) {
                return account.total(asset).toBigInteger().longValueExact();
            }
        }
        throw new AssertionError("no system account " + name);
    }
}
