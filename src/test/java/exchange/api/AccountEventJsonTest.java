package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.AssetAmount;
import exchange.accounts.FeeFact;
import exchange.accounts.FeeOverride;
import exchange.accounts.FundsTerms;
import exchange.accounts.LedgerFact;
import exchange.accounts.MoneyFact;
import exchange.accounts.TimerFact;
import exchange.accounts.TransferFact;
import exchange.market.AccountIds;
import exchange.market.AccountTier;
import exchange.market.Asset;
import exchange.market.EndReason;
import exchange.market.FeeLevel;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.market.TransferIds;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage.OrderName;
import exchange.sequencer.LedgerItem;
import exchange.wire.JsonWriter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The events in docs/sockets.md are what accounts are told, to the letter, and all there are. */
final class AccountEventJsonTest {
    private static final long TIME = Instant.parse("2026-11-22T10:00:00.000Z").toEpochMilli();
    private static final long ACCOUNT = 42;
    private static final long ORDER = OrderIds.of(1, 7);
    private static final long TRANSFER = TransferIds.of(1, 7);
    private static final long REQUEST = FundsRequestIds.of(1, 7);
    private static final long ONE = 10_000_000_000L;
    private static final Markets MARKETS = new FixedMarkets(List.of(new MarketRules(
            "BTC-USD",
            new Asset("BTC", 10),
            new Asset("USD", 10),
            1,
            2,
            1,
            8,
            0,
            1_000_000_0000000000L,
            0,
            0,
            100_000,
            MarketState.OPEN)));

    private final List<LedgerFact> facts = new ArrayList<>();

    @Test
    void everyEventIsToldAsDocumented() throws IOException {
        orders();
        funds();
        settings();
        decisions();
        facts.add(new TimerFact.CancelTimerReached(ACCOUNT, 33, "client"));
        List<AccountEvent> events = new ArrayList<>();
        for (LedgerFact fact : facts) {
            events.add(new AccountEvent(events.size() + 1, TIME, fact));
        }

        List<String> told = events.stream().map(AccountEventJsonTest::text).toList();

        assertThat(told).isEqualTo(documented());
        assertThat(types(told)).isEqualTo(table());
    }

    private void orders() {
        facts.add(new LedgerFact.Deposited(ACCOUNT, 1, "USD", units(100), "wire-1", "admin"));
        facts.add(new LedgerFact.OrderHeld(
                ACCOUNT,
                2,
                ORDER,
                "mine-1",
                "BTC-USD",
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                100_25,
                50_000_000,
                0,
                501_250_000_000L,
                0,
                0,
                TIME));
        settled(new LedgerItem.Accepted(1, ORDER, false, TIME));
        settled(new LedgerItem.Fill(
                ORDER,
                42,
                false,
                100_00,
                25_000_000,
                units(25),
                2_500_000_000L,
                5_000_000,
                625_000_000,
                25_000_000,
                0,
                TIME));
        settled(new LedgerItem.Rested(ORDER, TIME));
        settled(new LedgerItem.Triggered(ORDER, TIME));
        settled(new LedgerItem.Decremented(ORDER, 12_500_000, 125_312_500_000L, TIME));
        facts.add(new LedgerFact.AmendSent(
                ACCOUNT, 8, ORDER, "BTC-USD", Side.BUY, 100_50, 50_000_000, units(1), TIME));
        settled(new LedgerItem.Amended(2, ORDER, 100_50, 50_000_000, units(1), 0, true, TIME));
        settled(new LedgerItem.AmendRefused(
                3, ORDER, ACCOUNT, Side.BUY, RejectReason.HOLD_TOO_SMALL, units(1), TIME));
        settled(new LedgerItem.Ended(4, ORDER, EndReason.USER_CANCELED, 125_312_500_000L, TIME));
        settled(new LedgerItem.CancelRefused(5, ORDER, RejectReason.UNKNOWN_ORDER, TIME));
        settled(new LedgerItem.Refused(6, ORDER, RejectReason.TOO_LATE, units(1), TIME));
    }

    private void settled(LedgerItem line) {
        facts.add(new LedgerFact.Settled(ACCOUNT, facts.size() + 1, "BTC-USD", Side.BUY, 0, line));
    }

    private void funds() {
        facts.add(new TransferFact.TransferSent(
                ACCOUNT, 14, TRANSFER, ACCOUNT, "USD", units(5), "rent", "", TIME, "a user"));
        facts.add(new TransferFact.TransferReceived(
                ACCOUNT, 15, TRANSFER, ACCOUNT, "USD", units(5), "rent", ""));
        facts.add(new TransferFact.TransferCompleted(ACCOUNT, 16, TRANSFER));
        facts.add(new TransferFact.TransferReturned(
                ACCOUNT, 17, TRANSFER, "USD", units(5), 0, RejectReason.TOO_LATE));
    }

    private void settings() {
        facts.add(new FeeFact.FeeLevelSet(
                ACCOUNT, 18, new FeeLevel(2, 500_000, 500_000), 20_000, "5 USD", "daily"));
        facts.add(new FeeFact.FeesOverridden(
                ACCOUNT, 19, new FeeOverride("", 500, 1_000, 0), "admin", "a friend"));
        facts.add(new FeeFact.FeeOverrideEnded(ACCOUNT, 20, "", "admin", "no friend"));
        facts.add(new LedgerFact.SelfTradePreventionSet(
                ACCOUNT, 21, SelfTradePrevention.EXPIRE_TAKER));
        facts.add(new LedgerFact.TierSet(ACCOUNT, 22, AccountTier.UNLIMITED, "admin"));
    }

    private void decisions() {
        FundsTerms withdrawal = new FundsTerms(
                REQUEST, FundsRequestKind.WITHDRAWAL, "USD", units(5), "rent-2", "IBAN 1");
        facts.add(new MoneyFact.FundsRequested(ACCOUNT, 23, withdrawal, "a user"));
        decided(withdrawal, FundsRequestStatus.APPROVED, "");
        decided(withdrawal, FundsRequestStatus.REFUSED, "no such bank");
        decided(withdrawal, FundsRequestStatus.CANCELED, "");
        FundsTerms adjustment = new FundsTerms(
                REQUEST, FundsRequestKind.ADJUSTMENT, "USD", -units(5), "ticket-1", "secret");
        facts.add(new MoneyFact.FundsRequested(ACCOUNT, 27, adjustment, "ann"));
        decided(adjustment, FundsRequestStatus.APPROVED, "secret");
        decided(adjustment, FundsRequestStatus.REFUSED, "secret");
        decided(adjustment, FundsRequestStatus.CANCELED, "secret");
        facts.add(new MoneyFact.AccountReset(
                ACCOUNT, 31, List.of(new AssetAmount("USD", units(5))), "anew", "a user"));
        facts.add(new MoneyFact.FreezeSet(ACCOUNT, 32, true, "ann", "secret"));
    }

    private void decided(FundsTerms terms, FundsRequestStatus status, String reason) {
        facts.add(new MoneyFact.FundsDecided(
                ACCOUNT, facts.size() + 1, terms, status, "bob", reason));
    }

    private static long units(long whole) {
        return whole * ONE;
    }

    private static String text(AccountEvent event) {
        JsonWriter json = new JsonWriter();
        Map<Long, OrderName> names = Map.of(ORDER, new OrderName("mine-1", OrderType.LIMIT));
        AccountEventJson.append(json, List.of(event), names, MARKETS);
        String array = json.toString();
        return array.substring(1, array.length() - 1);
    }

    private static List<String> documented() throws IOException {
        return Pattern.compile("```json-event\n(.*?)\n```", Pattern.DOTALL)
                .matcher(document())
                .results()
                .flatMap(match -> match.group(1).lines())
                .map(line -> line.replace("ORDER_ID", OrderIds.toUuid(ORDER).toString())
                        .replace("USER_ID", AccountIds.toUuid(ACCOUNT).toString())
                        .replace("TRANSFER_ID", TransferIds.toUuid(TRANSFER).toString())
                        .replaceAll(
                                "(WITHDRAWAL|ADJUSTMENT)_ID",
                                FundsRequestIds.toUuid(REQUEST).toString()))
                .toList();
    }

    private static TreeSet<String> types(List<String> events) {
        TreeSet<String> types = new TreeSet<>();
        events.forEach(event -> types.add(event.replaceFirst(".*?\"type\":\"(\\w+)\".*", "$1")));
        return types;
    }

    /** Those that the table has. */
    private static TreeSet<String> table() throws IOException {
        String text = document();
        TreeSet<String> types = new TreeSet<>();
        Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(text.substring(text.indexOf("| type | what happened |")))
                .results()
                .forEach(match -> types.add(match.group(1)));
        return types;
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/sockets.md"));
    }
}
