package exchange.api;

import static exchange.api.ApiFixtures.BTC_USD;
import static exchange.api.ApiFixtures.NOW;
import static exchange.api.ApiFixtures.openOrder;
import static exchange.api.ApiFixtures.order;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.FillView;
import exchange.accounts.OrderView;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.wire.JsonWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderJsonTest {
    @Test
    void openOrderHasEveryFieldOfTheContract() {
        assertThat(json(openOrder())).isEqualTo("""
                {"id":"6f726465-7221-8000-8000-080000000007","side":"BUY","order_type":"LIMIT",\
                "price":100.25,"quantity":1.5,"remaining":1.5,"status":"OPEN","active":true,\
                "created_at":"2023-11-14T22:13:20.000Z","symbol":"BTC-USD",\
                "client_order_id":"mine-1","time_in_force":"GTC","post_only":false,\
                "stop_price":null,"trailing_offset":null,"trailing_basis_points":null,\
                "display_quantity":null,"quote_quantity":null,\
                "expires_at":null,"list_id":null,"self_trade_prevention":"NONE","triggered":false,\
                "filled_quantity":0,"average_price":null,"fee":0,"fee_asset":"BTC",\
                "reason":null}""");
    }

    @Test
    void marketOrderByAmountHasNoPriceAndItsAmount() {
        OrderView order = new OrderView(
                OrderIds.of(0, 1),
                42,
                "",
                "BTC-USD",
                Side.SELL,
                OrderType.MARKET,
                TimeInForce.IOC,
                false,
                SelfTradePrevention.NONE,
                0,
                0,
                25_5000000000L,
                OrderStatus.FILLED,
                2500_0000,
                25_0000000000L,
                250000000,
                "USD",
                "",
                NOW,
                NOW);

        assertThat(json(order))
                .contains("\"price\":null,\"quantity\":0,\"remaining\":0,\"status\":\"FILLED\"")
                .contains("\"active\":false", "\"client_order_id\":null")
                .contains("\"quote_quantity\":25.5", "\"filled_quantity\":0.25")
                .contains("\"average_price\":100,\"fee\":0.025,\"fee_asset\":\"USD\"");
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, '', OPEN, true, null",
        "PENDING, '', OPEN, true, null",
        "PARTIALLY_FILLED, '', PARTIALLY_FILLED, true, null",
        "FILLED, '', FILLED, false, null",
        "CANCELED, USER_CANCELED, CANCELED, false, null",
        "CANCELED, IOC_REMAINDER, CANCELED, false, \"IOC_REMAINDER\"",
        "CANCELED, SELF_TRADE, CANCELED, false, \"SELF_TRADE\"",
        "REJECTED, POST_ONLY_WOULD_TRADE, CANCELED, false, \"POST_ONLY_WOULD_TRADE\"",
    })
    void fourStatesAreShownAndAReasonForTheUnusual(
            OrderStatus status, String reason, String shown, boolean active, String shownReason) {
        assertThat(json(order(status, 0, 0, 0, reason)))
                .contains("\"status\":\"" + shown + "\",\"active\":" + active)
                .contains("\"reason\":" + shownReason + "}");
    }

    @ParameterizedTest
    @CsvSource({
        // 0.5 at 100.25
        "50000000, 501250000000, 100.25",
        // 0.1 at 100.00 and 0.2 at 100.01
        "30000000, 300020000000, 100.0066666667",
        // 0.00000003 for 0.0000030001
        "3, 30001, 100.0033333333"
    })
    void averagePriceIsExactOrRoundedToTheQuoteScale(long lots, long quote, String average) {
        assertThat(json(order(OrderStatus.PARTIALLY_FILLED, lots, quote, 0, "")))
                .contains("\"average_price\":" + average + ",");
    }

    @Test
    void tradeShowsItsOwnerOnlyTheOwnSide() {
        assertThat(trade(openOrder(), 0))
                .isEqualTo("""
                {"id":"%s","engine_trade_id":9,"price":100,"quantity":0.5,\
                "buy_order_id":"6f726465-7221-8000-8000-080000000007","sell_order_id":null,\
                "buy_user_id":"75736572-2121-8000-8000-00000000002a","sell_user_id":null,\
                "ts":"2023-11-14T22:13:20.000Z"}""".formatted(exchange.market.TradeIds.toUuid("BTC-USD", 9)));
    }

    @Test
    void tradeWithOneselfShowsBothSides() {
        assertThat(trade(openOrder(), OrderIds.of(1, 8)))
                .contains("\"sell_order_id\":\"6f726465-7221-8000-8000-080000000008\"")
                .contains("\"buy_user_id\":\"75736572-2121-8000-8000-00000000002a\"")
                .contains("\"sell_user_id\":\"75736572-2121-8000-8000-00000000002a\"");
    }

    private static String trade(OrderView order, long otherOrderId) {
        FillView fill =
                new FillView(9, false, 100_00, 5000_0000, 50_0000000000L, 5000, otherOrderId, NOW);
        JsonWriter json = new JsonWriter();
        TradeJson.append(json, order, fill, BTC_USD);
        return json.toString();
    }

    private static String json(OrderView order) {
        JsonWriter json = new JsonWriter();
        OrderJson.append(json, order, BTC_USD);
        return json.toString();
    }
}
