package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.book.BookReply;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.ops.CannotStart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What comes of the configured markets when books and ledgers are in trouble. */
final class MarketStartTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final LedgerReply DONE = new LedgerReply.Done();
    private static final ConfiguredMarkets CONFIGURED = one();
    private static final MarketRules RULES = CONFIGURED.markets().getFirst();
    private static final Set<String> EARLIER = Set.of("BTC", "USD", "BTC-USD");

    private final List<LedgerCommand> told = new ArrayList<>();
    private Function<LedgerCommand, LedgerReply> secondLedger = command -> DONE;
    private CompletionStage<BookReply> book =
            CompletableFuture.completedStage(new BookReply.Rules(RULES));

    private static ConfiguredMarkets one() {
        ConfiguredMarkets all = ConfiguredMarkets.of(
                ConfigFactory.load(ConfigFactory.parseResources("exchange-defaults.conf"))
                        .getConfig("exchange"));
        MarketRules market = all.markets().stream()
                .filter(each -> each.symbol().equals("BTC-USD"))
                .findFirst()
                .orElseThrow();
        return new ConfiguredMarkets(List.of(market.base(), market.quote()), List.of(market));
    }

    private List<String> start(Set<String> defined) {
        return new MarketStart(
                        (symbol, command) -> book,
                        (command, within) -> {
                            told.add(command);
                            return CompletableFuture.completedStage(
                                    List.of(DONE, secondLedger.apply(command)));
                        },
                        () -> defined,
                        PATIENCE)
                .define(CONFIGURED);
    }

    private static LedgerReply refused(RejectReason reason) {
        return new LedgerReply.Refused(reason, "scale");
    }

    private void requireFailure(Set<String> defined, CannotStart.Reason reason, String... words) {
        assertThatThrownBy(() -> start(defined))
                .isInstanceOfSatisfying(
                        CannotStart.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void everyLedgerIsToldEveryAssetThenTheMarketThenOfEachOther() {
        assertThat(start(Set.of())).isEmpty();
        assertThat(told)
                .containsExactly(
                        new LedgerCommand.DefineAsset(RULES.base()),
                        new LedgerCommand.DefineAsset(RULES.quote()),
                        new LedgerCommand.DefineMarket(RULES),
                        new LedgerCommand.MeetLedgers());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "READ_ONLY", "OVERLOADED", "INTERNAL"})
    void ledgerInTroubleIsAskedAgain(RejectReason trouble) {
        secondLedger = command -> told.size() < 3 ? refused(trouble) : DONE;

        assertThat(start(Set.of())).isEmpty();
        assertThat(told).hasSize(6);
    }

    @Test
    void ledgerThatStaysInTroubleIsDoneWithoutWhenEarlierStartsHaveDefinedEverything() {
        secondLedger = command -> refused(RejectReason.UNAVAILABLE);

        long began = System.nanoTime();
        List<String> notices = start(EARLIER);

        assertThat(notices)
                .hasSize(4)
                .allSatisfy(each -> assertThat(each).endsWith("ledger 1 says UNAVAILABLE"));
        assertThat(notices.getFirst()).startsWith("asset BTC was defined");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("waited for once only")
                .isBetween(PATIENCE, PATIENCE.multipliedBy(3));
    }

    @Test
    void ledgerThatNobodyHasDefinedAnythingInIsNotDoneWithout() {
        secondLedger = command -> new LedgerReply.Unknown();

        requireFailure(Set.of("USD"), CannotStart.Reason.FAULT, "asset BTC", "ledger 1");
    }

    @Test
    void ledgerThatHasItOtherwiseSaysSoAtOnce() {
        secondLedger = command -> refused(RejectReason.INVALID_FIELD);

        requireFailure(EARLIER, CannotStart.Reason.CONFIGURATION, "asset BTC", "otherwise");
        assertThat(told).hasSize(1);
    }

    @Test
    void bookThatStaysInTroubleIsDoneWithoutAndItsMarketNotToldAnew() {
        book = CompletableFuture.failedStage(new TimeoutException("silent"));

        assertThat(start(EARLIER))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .startsWith("market BTC-USD was defined")
                        .contains("silent"));
        assertThat(told).doesNotHaveAnyElementsOfTypes(LedgerCommand.DefineMarket.class);
    }

    @Test
    void bookOfANewMarketIsNotDoneWithout() {
        book = CompletableFuture.completedStage(
                new BookReply.Refused(RejectReason.READ_ONLY, "nothing is written"));

        requireFailure(
                Set.of("BTC", "USD"), CannotStart.Reason.FAULT, "BTC-USD", "nothing is written");
    }

    @Test
    void bookWithOtherUnitsSaysSoAtOnce() {
        book = CompletableFuture.completedStage(
                new BookReply.Refused(RejectReason.INVALID_FIELD, "keeps its units"));

        requireFailure(EARLIER, CannotStart.Reason.CONFIGURATION, "BTC-USD", "keeps its units");
    }
}
