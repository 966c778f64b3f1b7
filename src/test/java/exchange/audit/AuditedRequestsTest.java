package exchange.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import exchange.accounts.AssetAmount;
import exchange.accounts.FundsTerms;
import exchange.accounts.LedgerFact;
import exchange.accounts.MoneyFact;
import exchange.market.Asset;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** The audit's own arithmetic of what people decide. */
final class AuditedRequestsTest {
    private static final long ANN = 2;
    private static final FundsTerms WITHDRAWAL = withdrawal(1, 30, "w");

    private final AuditedMoney money = new AuditedMoney(0, 4);

    @Test
    void honestDecisionsAddUp() {
        before();
        money.apply(decided(3, WITHDRAWAL, FundsRequestStatus.APPROVED, "bob"));
        money.apply(new MoneyFact.FundsRequested(ANN, 4, withdrawal(2, 20, "x"), "ann"));
        money.apply(decided(5, withdrawal(2, 20, "x"), FundsRequestStatus.CANCELED, "ann"));
        money.apply(new MoneyFact.FundsRequested(ANN, 6, adjustment(3, -10), "bob"));
        money.apply(decided(7, adjustment(3, -10), FundsRequestStatus.APPROVED, "eve"));
        money.apply(new MoneyFact.FreezeSet(ANN, 8, true, "eve", "why"));
        money.apply(new MoneyFact.FreezeSet(ANN, 9, false, "eve", "well"));
        money.apply(new MoneyFact.FundsRequested(ANN, 10, withdrawal(4, 1, "y"), "ann"));

        money.apply(decided(11, withdrawal(4, 1, "y"), FundsRequestStatus.REFUSED, "bob"));
        money.apply(reset(12, "USD", 40));

        AuditedAccount ann = money.accounts().get(ANN);
        assertThat(ann.available("USD")).isEqualTo(100);
        assertThat(ann.held("USD")).isZero();
        assertThat(money.system("withdrawals", "USD")).isEqualTo(BigInteger.valueOf(30));
        assertThat(money.system("adjustments", "USD")).isEqualTo(BigInteger.valueOf(-30));
    }

    static Stream<Arguments> wrongFacts() {
        return Stream.of(
                arguments("the next is 2", requested(withdrawal(3, 1, "x"))),
                arguments("counts twice", requested(withdrawal(2, 1, "w"))),
                arguments("is for 0", requested(withdrawal(2, 0, "x"))),
                arguments("is for 0", requested(adjustment(2, 0))),
                arguments("cannot change by", requested(withdrawal(2, 71, "x"))),
                arguments(
                        "nobody defined",
                        requested(new FundsTerms(
                                2, FundsRequestKind.WITHDRAWAL, "EUR", 1, "x", "IBAN"))),
                arguments(
                        "otherwise than it was made",
                        decided(3, withdrawal(1, 29, "w"), FundsRequestStatus.APPROVED, "bob")),
                arguments(
                        "otherwise than it was made",
                        decided(3, withdrawal(2, 30, "w"), FundsRequestStatus.APPROVED, "bob")),
                arguments(
                        "otherwise than it was made",
                        decided(3, WITHDRAWAL, FundsRequestStatus.PENDING, "bob")),
                arguments(
                        "who made it", decided(3, WITHDRAWAL, FundsRequestStatus.APPROVED, "ann")),
                arguments("open holds", reset(3, "USD", 1)),
                arguments("numbered 4", new MoneyFact.FreezeSet(ANN, 4, true, "eve", "why")));
    }

    @ParameterizedTest
    @MethodSource("wrongFacts")
    void wrongFactIsFound(String what, LedgerFact fact) {
        before();

        assertThatThrownBy(() -> money.apply(fact))
                .isInstanceOf(BadBatch.class)
                .hasMessageContaining(what);
    }

    @Test
    void nothingLeavesAFrozenAccount() {
        before();
        money.apply(new MoneyFact.FreezeSet(ANN, 3, true, "eve", "why"));

        assertThatThrownBy(() ->
                        money.apply(decided(4, WITHDRAWAL, FundsRequestStatus.APPROVED, "bob")))
                .hasMessageContaining("frozen");
    }

    private void before() {
        money.apply(new LedgerFact.AssetDefined(new Asset("USD", 10)));
        money.apply(new LedgerFact.Deposited(ANN, 1, "USD", 100, "r", "test"));
        money.apply(new MoneyFact.FundsRequested(ANN, 2, WITHDRAWAL, "ann"));
    }

    private static FundsTerms withdrawal(long id, long amount, String reference) {
        return new FundsTerms(id, FundsRequestKind.WITHDRAWAL, "USD", amount, reference, "IBAN");
    }

    private static FundsTerms adjustment(long id, long amount) {
        return new FundsTerms(id, FundsRequestKind.ADJUSTMENT, "USD", amount, "a", "a bug");
    }

    private static LedgerFact reset(long sequence, String asset, long change) {
        return new MoneyFact.AccountReset(
                ANN, sequence, List.of(new AssetAmount(asset, change)), "r", "ann");
    }

    private static LedgerFact requested(FundsTerms terms) {
        return new MoneyFact.FundsRequested(ANN, 3, terms, "ann");
    }

    private static LedgerFact decided(
            long sequence, FundsTerms terms, FundsRequestStatus status, String by) {
        return new MoneyFact.FundsDecided(ANN, sequence, terms, status, by, "");
    }
}
