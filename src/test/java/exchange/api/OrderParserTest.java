package exchange.api;

import static exchange.api.ApiFixtures.MARKETS;
import static exchange.api.ApiFixtures.NOW;
import static exchange.api.ApiFixtures.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import exchange.accounts.LedgerCommand;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.wire.InvalidFields;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderParserTest {
    private static final long BEST_BID = 99_00;
    private static final long BEST_ASK = 101_00;
    private static final long LAST = 100_50;

    private final OrderParser parser = new OrderParser(
            MARKETS,
            (symbol, side) -> symbol.equals("ETH-BTC") ? 0 : side == Side.BUY ? BEST_BID : BEST_ASK,
            symbol -> symbol.equals("ETH-BTC") ? 0 : LAST);

    @Test
    void limitOrderOfTheBaseClientGoesToTheDefaultMarket() {
        LedgerCommand.Place place =
                parse("{'side':'BUY','order_type':'LIMIT','quantity':1.5,'price':100.25}");

        assertThat(place)
                .isEqualTo(new LedgerCommand.Place(
                        42,
                        place.clientOrderId(),
                        "BTC-USD",
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        false,
                        SelfTradePrevention.NONE,
                        100_25,
                        1_5000_0000,
                        0,
                        0,
                        NOW + 10_000,
                        false,
                        OrderConditions.NONE,
                        false));
    }

    @Test
    void everyFieldIsTaken() {
        LedgerCommand.Place place = parse("""
                {'symbol':'ETH-BTC','side':'SELL','order_type':'LIMIT','quantity':'2.5000',
                'price':'0.05','time_in_force':'GTC','post_only':true,'client_order_id':'a/B:1._-',
                'self_trade_prevention':'EXPIRE_BOTH','timeout_ms':100,'quote_quantity':null}""");

        assertThat(place)
                .isEqualTo(new LedgerCommand.Place(
                        42,
                        "a/B:1._-",
                        "ETH-BTC",
                        Side.SELL,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        true,
                        SelfTradePrevention.EXPIRE_BOTH,
                        5_000,
                        25_000,
                        0,
                        0,
                        NOW + 100,
                        false));
    }

    @ParameterizedTest
    @CsvSource({"BUY, 10100", "SELL, 9900"})
    void marketOrderCarriesTheBestPriceOfTheOtherSide(String side, long best) {
        LedgerCommand.Place place =
                parse("{'side':'" + side + "','order_type':'MARKET','quantity':1}");

        assertThat(place.bestPriceTicks()).isEqualTo(best);
        assertThat(place.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(place.priceTicks()).isZero();
    }

    @Test
    void trailingStopCarriesTheLastPriceThatItFollows() {
        LedgerCommand.Place place = parse(
                "{'side':'BUY','order_type':'STOP','quantity':1,'trailing_basis_points':500}");

        assertThat(place.bestPriceTicks()).isEqualTo(LAST);
    }

    @Test
    void marketOrderByAmountIsInUnitsOfTheQuoteAsset() {
        LedgerCommand.Place place =
                parse("{'side':'BUY','order_type':'MARKET','quote_quantity':12.3456789012}");

        assertThat(place.amount()).isEqualTo(123456789012L);
        assertThat(place.quantityLots()).isZero();
    }

    @Test
    void marketOrderWithNoPriceSeenIsNotCheckedAgainstTheNotionalLimits() {
        LedgerCommand.Place place = parse(
                "{'symbol':'ETH-BTC','side':'BUY','order_type':'MARKET','quantity':'1000000'}");

        assertThat(place.quantityLots()).isEqualTo(10_000_000_000L);
        assertThat(place.bestPriceTicks()).isZero();
    }

    @Test
    void namesGivenToNamelessOrdersAreValidAndDistinct() {
        String first =
                parse("{'side':'BUY','order_type':'MARKET','quantity':1}").clientOrderId();
        String second =
                parse("{'side':'BUY','order_type':'MARKET','quantity':1}").clientOrderId();

        assertThat(first).isNotEqualTo(second);
        assertThat(ClientOrderIds.isValid(first)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'price':100.255                      | price INVALID_PRICE",
                "'price':0                            | price INVALID_PRICE",
                "'price':-1                           | price INVALID_FIELD",
                "'price':1e999999999                  | price INVALID_FIELD",
                "'price':NaN                          | price INVALID_FIELD",
                "'price':'abc'                        | price INVALID_FIELD",
                "'price':true                         | price INVALID_FIELD",
                "'price':{}                           | price INVALID_FIELD",
                "'price':null                         | price INVALID_FIELD",
                "'price':999999999999999999           | price INVALID_PRICE",
                "'price':1234567890123456789012345678901234567890 | price INVALID_FIELD",
                "'price':99999999999                  | quantity MAX_NOTIONAL",
                "'quantity':0.000000001               | quantity INVALID_QUANTITY",
                "'quantity':0                         | quantity INVALID_QUANTITY",
                "'quantity':-1                        | quantity INVALID_FIELD",
                "'quantity':null                      | quantity INVALID_FIELD",
                "'quantity':0.00000001                | quantity MIN_NOTIONAL",
                "'quantity':99999999999               | quantity INVALID_QUANTITY",
                "'quantity':9999999999                | quantity INVALID_QUANTITY",
                "'quantity':100000                    | quantity MAX_NOTIONAL",
                "'side':'buy'                         | side INVALID_FIELD",
                "'side':null                          | side INVALID_FIELD",
                "'side':1                             | side INVALID_FIELD",
                "'order_type':'STOPPED'               | order_type INVALID_FIELD",
                "'symbol':'DOGE-USD'                  | symbol UNKNOWN_MARKET",
                "'symbol':7                           | symbol INVALID_FIELD",
                "'symbol':''                          | symbol INVALID_FIELD",
                "'time_in_force':'GTX'                | time_in_force INVALID_FIELD",
                "'time_in_force':'IOC','post_only':true | post_only INVALID_FIELD",
                "'post_only':'true'                   | post_only INVALID_FIELD",
                "'post_only':1                        | post_only INVALID_FIELD",
                "'self_trade_prevention':'YES'        | self_trade_prevention INVALID_FIELD",
                "'client_order_id':''                 | client_order_id INVALID_FIELD",
                "'client_order_id':'a b'              | client_order_id INVALID_FIELD",
                "'client_order_id':'\u00e9'           | client_order_id INVALID_FIELD",
                "'client_order_id':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
                        + " | client_order_id INVALID_FIELD",
                "'client_order_id':5                  | client_order_id INVALID_FIELD",
                "'timeout_ms':99                      | timeout_ms INVALID_FIELD",
                "'timeout_ms':300001                  | timeout_ms INVALID_FIELD",
                "'timeout_ms':1000.5                  | timeout_ms INVALID_FIELD",
                "'quote_quantity':5                   | quote_quantity INVALID_FIELD",
                "'leverage':5                         | leverage INVALID_FIELD"
            })
    void wrongFieldOfALimitOrderIsNamed(String wrong, String named) {
        String order = "{'side':'BUY','order_type':'LIMIT','quantity':1,'price':200.5}";

        assertThat(mistakes(replaced(order, wrong))).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'price':100                           | price INVALID_FIELD",
                "'quantity':null                       | quantity INVALID_FIELD",
                "'quantity':0.000000001                | quantity INVALID_QUANTITY",
                "'quantity':100000                     | quantity MAX_NOTIONAL",
                "'quantity':0.00000001                 | quantity MIN_NOTIONAL",
                "'time_in_force':'GTC'                 | time_in_force INVALID_FIELD",
                "'post_only':true                      | post_only INVALID_FIELD",
                "'quote_quantity':5                    | quantity INVALID_FIELD",
                "'quantity':null,'quote_quantity':0    | quote_quantity INVALID_FIELD",
                "'quantity':null,'quote_quantity':0.5  | quote_quantity MIN_NOTIONAL",
                "'quantity':null,'quote_quantity':10000000.01 | quote_quantity MAX_NOTIONAL",
                "'quantity':null,'quote_quantity':999999999999999999"
                        + " | quote_quantity INVALID_FIELD",
                "'quantity':null,'quote_quantity':1.00000000001 | quote_quantity INVALID_FIELD"
            })
    void wrongFieldOfAMarketOrderIsNamed(String wrong, String named) {
        String order = "{'side':'BUY','order_type':'MARKET','quantity':1}";

        assertThat(mistakes(replaced(order, wrong))).isEqualTo(named);
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        assertThat(mistakes("{'symbol':'X-Y','side':0,'price':'','quantity':[],'x':1}"))
                .isEqualTo("symbol UNKNOWN_MARKET, side INVALID_FIELD, order_type INVALID_FIELD, "
                        + "price INVALID_FIELD, quantity INVALID_FIELD, x INVALID_FIELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "100000000000000000"})
    void quantityBeyondWhatCanBeCountedIsSaidToBeTooLarge(String quantity) {
        InvalidFields thrown = catchThrowableOfType(
                InvalidFields.class,
                () -> parse("{'side':'BUY','order_type':'MARKET','quantity':" + quantity + "}"));

        assertThat(thrown.errors().getFirst().message()).isEqualTo("quantity is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "'1'", "'1.00000000'", "1e0", "0.1e1"})
    void quantityMayBeSpelledInManyWays(String quantity) {
        assertThat(parse("{'side':'BUY','order_type':'MARKET','quantity':" + quantity + "}")
                        .quantityLots())
                .isEqualTo(1_0000_0000);
    }

    private LedgerCommand.Place parse(String json) {
        return parser.parse(fields(json.replace('\'', '"')), 42, NOW);
    }

    private String mistakes(String json) {
        InvalidFields thrown = catchThrowableOfType(InvalidFields.class, () -> parse(json));
        return String.join(
                ", ",
                thrown.errors().stream().map(e -> e.field() + " " + e.code()).toList());
    }

    /** The order with these fields instead of, or beside, its own. */
    private static String replaced(String order, String fields) {
        String changed = order;
        for (String field : fields.split(",(?=')")) {
            String name = field.substring(0, field.indexOf(':'));
            changed = changed.replaceFirst(name + ":[^,}]*,?", "");
        }
        return changed.replaceFirst("\\{", "{" + fields + ",").replace(",}", "}");
    }
}
