package exchange.market;

/**
 * Why a command was refused: a stable name that clients see as the error code, a category that the
 * edges map to a status, and a number that journals store. Numbers are never reused.
 */
public enum RejectReason {
    INVALID_FIELD(1, Category.INVALID, "a field of the request is wrong"),
    INVALID_PRICE(2, Category.INVALID, "the price is not a positive multiple of the tick size"),
    INVALID_QUANTITY(
            3, Category.INVALID, "the quantity is not a positive multiple of the lot size"),
    MIN_NOTIONAL(4, Category.INVALID, "price x quantity is below the market's minimum"),
    MAX_NOTIONAL(5, Category.INVALID, "price x quantity is above the market's maximum"),
    UNKNOWN_MARKET(6, Category.INVALID, "there is no such market"),
    UNKNOWN_ASSET(7, Category.INVALID, "there is no such asset"),
    INSUFFICIENT_FUNDS(8, Category.FUNDS, "not enough funds are available"),
    BALANCE_LIMIT(9, Category.FUNDS, "the balance would pass what an account can hold"),
    HOLD_TOO_SMALL(10, Category.FUNDS, "the hold does not cover the order"),
    MARKET_HALTED(11, Category.STATE, "the market is halted"),
    POST_ONLY_WOULD_TRADE(12, Category.STATE, "a post-only order would trade at once"),
    FOK_NOT_FILLABLE(13, Category.STATE, "a fill-or-kill order cannot be filled in full"),
    TOO_LATE(14, Category.STATE, "the order's deadline passed before it was taken"),
    UNKNOWN_ORDER(15, Category.UNKNOWN, "no such open order"),
    CANCELED_BEFORE_PLACED(16, Category.STATE, "a cancel for this client order id came first"),
    DUPLICATE_CLIENT_ORDER_ID(
            17, Category.DUPLICATE, "this client order id was used for another order"),
    DUPLICATE_REFERENCE(18, Category.DUPLICATE, "this reference was used for something else"),
    MARKET_BUSY(19, Category.OVERLOAD, "the market takes no more orders at the moment, try again"),
    OVERLOADED(20, Category.OVERLOAD, "the exchange is busy, try again"),
    UNAVAILABLE(21, Category.OVERLOAD, "the exchange cannot take this at the moment, try again"),
    TOO_MANY_REQUESTS(22, Category.LIMIT, "too many requests, try again later"),
    UNAUTHENTICATED(23, Category.AUTH, "log in first"),
    FORBIDDEN(24, Category.AUTH, "not allowed for this account"),
    INTERNAL(25, Category.FAULT, "the exchange failed on this command"),
    MARKET_CANCEL_ONLY(26, Category.STATE, "the market takes only cancels"),
    MARKET_POST_ONLY(27, Category.STATE, "the market takes only orders that rest"),
    MARKET_DELISTED(28, Category.STATE, "the market is closed for ever"),
    MARKET_IN_AUCTION(29, Category.STATE, "an auction takes only orders that rest"),
    STOP_WOULD_TRIGGER(
            30, Category.STATE, "the last trade's price has already reached the stop price"),
    INVALID_STOP_PRICE(
            31, Category.INVALID, "the stop price is not a positive multiple of the tick size"),
    INVALID_DISPLAY_QUANTITY(
            32,
            Category.INVALID,
            "the display quantity is not a positive multiple of the lot size, below the quantity"),
    TOO_MANY_PARTS(
            33, Category.INVALID, "the display quantity is less than a hundredth of the quantity"),
    NOT_AMENDABLE(34, Category.STATE, "only an order in the book can be amended"),
    AMEND_PENDING(35, Category.STATE, "another change of this order is on its way"),
    QUANTITY_FILLED(36, Category.STATE, "as much as the new quantity is filled already"),
    TOO_MANY_OPEN_ORDERS(
            37, Category.STATE, "the account has as many open orders in the market as it may"),
    TOO_MANY_STOPS(38, Category.STATE, "the account has as many stops in the market as it may"),
    PRICE_OUTSIDE_BAND(39, Category.STATE, "the price is too far from the last trade's"),
    UNKNOWN_RECEIVER(40, Category.INVALID, "there is no such user to send it to"),
    OWN_ACCOUNT(41, Category.INVALID, "a transfer goes to another account"),
    ACCOUNT_FROZEN(42, Category.STATE, "the account is frozen"),
    TOO_MANY_PENDING(
            43, Category.STATE, "as many requests of the account as may wait are undecided"),
    NOT_PENDING(44, Category.STATE, "it has been decided otherwise"),
    SAME_ADMIN(45, Category.AUTH, "who asked for it cannot decide it, another admin must"),
    DAILY_LIMIT(46, Category.STATE, "this was done as often as a day allows"),
    ORDERS_OPEN(47, Category.STATE, "orders of the account are still open"),
    NO_LAST_PRICE(48, Category.STATE, "there is no trade yet whose price a stop could follow"),
    BOOK_CROSSES(49, Category.STATE, "bids and asks cross, and only opening trades them"),
    OWN_MONEY(50, Category.AUTH, "no admin decides about money of the own account, another must"),
    READ_ONLY(
            51,
            Category.OVERLOAD,
            "the exchange can be read only: its database writes nothing now");

    /** What the edges make a status of. */
    public enum Category {
        INVALID,
        FUNDS,
        STATE,
        LIMIT,
        AUTH,
        UNKNOWN,
        DUPLICATE,
        OVERLOAD,
        FAULT
    }

    private static final RejectReason[] BY_CODE = values();

    private final int code;
    private final Category category;
    private final String text;

    RejectReason(int code, Category category, String text) {
        this.code = code;
        this.category = category;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public Category category() {
        return category;
    }

    /** One sentence for a person, lower case, no secrets. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static RejectReason of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no RejectReason has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
