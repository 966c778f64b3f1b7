package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BTC_USD;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.STRANGER;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.Fixtures.sell;
import static exchange.market.RejectReason.BALANCE_LIMIT;
import static exchange.market.RejectReason.CANCELED_BEFORE_PLACED;
import static exchange.market.RejectReason.DUPLICATE_REFERENCE;
import static exchange.market.RejectReason.INSUFFICIENT_FUNDS;
import static exchange.market.RejectReason.INVALID_FIELD;
import static exchange.market.RejectReason.INVALID_PRICE;
import static exchange.market.RejectReason.INVALID_QUANTITY;
import static exchange.market.RejectReason.MAX_NOTIONAL;
import static exchange.market.RejectReason.MIN_NOTIONAL;
import static exchange.market.RejectReason.TOO_LATE;
import static exchange.market.RejectReason.UNKNOWN_ASSET;
import static exchange.market.RejectReason.UNKNOWN_MARKET;
import static exchange.market.RejectReason.UNKNOWN_ORDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Every way in which a ledger says no, and that a no leaves no trace. */
final class LedgerRefusalsTest {
    private static final long RICH = 1_000_000 * LOT;

    @ParameterizedTest(name = "{2} {3}: {0}")
    @MethodSource("refusals")
    void refusedCommandLeavesNoTrace(
            String why, LedgerCommand command, RejectReason reason, String field) {
        LedgerDesk desk = LedgerDesk.open(RICH);
        desk.ask(new LedgerCommand.DefineMarket(
                Fixtures.limits(BTC_USD, 50 * TICK_LOT, 1_000_000 * TICK_LOT)));
        byte[] before = desk.stateHash();

        Object answer = desk.ask(command);

        assertThat(answer).isEqualTo(new LedgerReply.Refused(reason, field));
        assertThat(desk.stateHash()).isEqualTo(before);
    }

    static List<Arguments> refusals() {
        return Stream.of(wrongPlaces(), impossiblePlaces(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Arguments> wrongPlaces() {
        return List.of(
                no(
                        "another partition's account",
                        buy(1).at(100).by(STRANGER),
                        INVALID_FIELD,
                        "account"),
                no("no account", buy(1).at(100).by(0), INVALID_FIELD, "account"),
                no("market nobody defined", buy(1).at(100).in("X-Y"), UNKNOWN_MARKET, "symbol"),
                no(
                        "37 characters",
                        buy(1).at(100).as("x".repeat(37)),
                        INVALID_FIELD,
                        "client_order_id"),
                no("a space", buy(1).at(100).as("a b"), INVALID_FIELD, "client_order_id"),
                no("beyond ASCII", buy(1).at(100).as("\u00fc"), INVALID_FIELD, "client_order_id"),
                no("no limit", buy(1).at(0), INVALID_PRICE, "price"),
                no("negative limit", buy(1).at(-1), INVALID_PRICE, "price"),
                no("negative best", buy(1).seeing(-1), INVALID_PRICE, "best_price"),
                no("no quantity", buy(0).at(100), INVALID_QUANTITY, "quantity"),
                no("negative quantity", sell(-1).at(100), INVALID_QUANTITY, "quantity"),
                no(
                        "quantity beyond a long",
                        sell(Long.MAX_VALUE / LOT + 1),
                        INVALID_QUANTITY,
                        "quantity"),
                no("negative amount", buy(0).worth(-1), INVALID_QUANTITY, "quote_quantity"),
                no("limit by amount", buy(1).at(100).worth(5), INVALID_FIELD, "quote_quantity"),
                no("quantity and amount", buy(1).worth(5), INVALID_QUANTITY, "quantity"),
                no("neither", buy(0), INVALID_QUANTITY, "quantity"),
                no("MARKET with a price", buy(1).priced(100), INVALID_PRICE, "price"),
                no("MARKET post-only", buy(1).postOnly(), INVALID_FIELD, "post_only"),
                no(
                        "IOC post-only",
                        buy(1).at(100).postOnly().lasting(TimeInForce.IOC),
                        INVALID_FIELD,
                        "post_only"),
                no("too small", buy(1).at(49), MIN_NOTIONAL, "quantity"),
                no("too large", buy(1_000_001).at(1), MAX_NOTIONAL, "quantity"),
                no("beyond a long", buy(1 << 20).at(1L << 62), MAX_NOTIONAL, "quantity"),
                no("small at the best seen", sell(1).seeing(49), MIN_NOTIONAL, "quantity"),
                no("large at the best seen", sell(1_000_001).seeing(1), MAX_NOTIONAL, "quantity"),
                no("small amount", buy(0).worth(50 * TICK_LOT - 1), MIN_NOTIONAL, "quantity"),
                no(
                        "large amount",
                        sell(0).worth(1_000_000 * TICK_LOT + 1),
                        MAX_NOTIONAL,
                        "quantity"));
    }

    private static List<Arguments> impossiblePlaces() {
        return List.of(
                no("deadline passed", buy(1).at(100).before(START - 1), TOO_LATE, ""),
                no(
                        "more quote than there is",
                        buy(10).at(100_000).by(Fixtures.account(0, 7)),
                        INSUFFICIENT_FUNDS,
                        ""),
                no(
                        "more base than there is",
                        sell(1_000_001).at(1).in("ETH-USD"),
                        INSUFFICIENT_FUNDS,
                        ""));
    }

    private static List<Arguments> others() {
        MarketRules coarser = new MarketRules(
                "BTC-USD", Fixtures.BTC, Fixtures.USD, 5, 2, 1, 4, 0, 1, 0, 0, 0, MarketState.OPEN);
        return List.of(
                no("deposit elsewhere", deposit(STRANGER, "USD", 1, "r"), INVALID_FIELD, "account"),
                no("no reference", deposit(ANN, "USD", 1, ""), INVALID_FIELD, "reference"),
                no(
                        "long reference",
                        deposit(ANN, "USD", 1, "r".repeat(129)),
                        INVALID_FIELD,
                        "reference"),
                no("asset nobody defined", deposit(ANN, "EUR", 1, "r"), UNKNOWN_ASSET, "asset"),
                no("nothing", deposit(ANN, "USD", 0, "r"), INVALID_FIELD, "amount"),
                no("less than nothing", deposit(ANN, "USD", -1, "r"), INVALID_FIELD, "amount"),
                no(
                        "beyond a long",
                        deposit(ANN, "USD", Long.MAX_VALUE - RICH + 1, "r"),
                        BALANCE_LIMIT,
                        "amount"),
                no("other amount", deposit(ANN, "USD", 1, "USD"), DUPLICATE_REFERENCE, "reference"),
                no(
                        "other asset",
                        deposit(ANN, "BTC", RICH, "USD"),
                        DUPLICATE_REFERENCE,
                        "reference"),
                no("cancel elsewhere", cancel(STRANGER, 1, ""), INVALID_FIELD, "account"),
                no("cancel of nothing", cancel(ANN, 0, ""), INVALID_FIELD, "client_order_id"),
                no("cancel of a wrong id", cancel(ANN, 0, "a b"), INVALID_FIELD, "client_order_id"),
                no("cancel of no order", cancel(ANN, 1, ""), UNKNOWN_ORDER, ""),
                no("cancel of no id", cancel(ANN, 0, "a"), UNKNOWN_ORDER, ""),
                no(
                        "other scale",
                        new LedgerCommand.DefineAsset(new Asset("USD", 2)),
                        INVALID_FIELD,
                        "scale"),
                no("other tick", new LedgerCommand.DefineMarket(coarser), INVALID_FIELD, "units"),
                no("base not defined", market("XRP", 10, Fixtures.USD), UNKNOWN_ASSET, "base"),
                no("base of another scale", market("BTC", 12, Fixtures.USD), UNKNOWN_ASSET, "base"),
                no("base is quote", market("USD", 10, Fixtures.USD), UNKNOWN_ASSET, "base"),
                no(
                        "quote not defined",
                        market("BTC", 10, new Asset("EUR", 10)),
                        UNKNOWN_ASSET,
                        "quote"));
    }

    private static Arguments no(
            String why, Fixtures.PlaceOf place, RejectReason reason, String field) {
        return no(why, place.place(), reason, field);
    }

    private static Arguments no(
            String why, LedgerCommand command, RejectReason reason, String field) {
        return arguments(why, command, reason, field);
    }

    private static LedgerCommand deposit(long account, String asset, long amount, String ref) {
        return new LedgerCommand.Deposit(account, asset, amount, ref, "test");
    }

    private static LedgerCommand cancel(long account, long orderId, String clientOrderId) {
        return new LedgerCommand.Cancel(account, orderId, clientOrderId, false);
    }

    private static LedgerCommand market(String base, int scale, Asset quote) {
        return new LedgerCommand.DefineMarket(new MarketRules(
                "ABC-DEF",
                new Asset(base, scale),
                quote,
                1,
                2,
                1,
                4,
                0,
                1,
                0,
                0,
                0,
                MarketState.OPEN));
    }

    @Test
    void placeBeforeItsDeadlineIsTaken() {
        LedgerDesk desk = LedgerDesk.open(RICH);

        assertThat(desk.ask(buy(1).at(100).before(START).place()))
                .isInstanceOf(Routed.Forwarded.class);
    }

    @Test
    void guardedCancelRefusesThePlaceThatComesAfterItFor15Seconds() {
        LedgerDesk desk = LedgerDesk.open(RICH);
        LedgerCommand cancel = new LedgerCommand.Cancel(ANN, 0, "a", true);

        assertThat(desk.refusal(cancel)).isEqualTo(UNKNOWN_ORDER);
        desk.advance(15_000);
        assertThat(desk.refusal(buy(1).at(100).as("a").place())).isEqualTo(CANCELED_BEFORE_PLACED);
        assertThat(desk.ask(buy(1).at(100).as("b").place())).isInstanceOf(Routed.Forwarded.class);
        desk.advance(1);
        assertThat(desk.ask(buy(1).at(100).as("a").place())).isInstanceOf(Routed.Forwarded.class);
    }

    @Test
    void unguardedCancelLeavesNoTombstone() {
        LedgerDesk desk = LedgerDesk.open(RICH);

        desk.refusal(new LedgerCommand.Cancel(ANN, 0, "a", false));

        assertThat(desk.ask(buy(1).at(100).as("a").place())).isInstanceOf(Routed.Forwarded.class);
    }
}
