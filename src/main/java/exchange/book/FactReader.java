package exchange.book;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.PackedConditions;
import exchange.sequencer.PackedReader;

/** Reads what a {@link FactWriter} packed, from after the header on. */
final class FactReader {
    private final PackedReader in;
    private final FactContext context = new FactContext();

    FactReader(PackedReader in, long time) {
        this.in = in;
        context.begin(time);
    }

    BookFact next() {
        int kind = in.readByte();
        return switch (kind) {
            case BookFacts.MARKET_DEFINED -> new BookFact.MarketDefined(PackedRules.read(in));
            case BookFacts.MARKET_STATE_CHANGED ->
                new BookFact.MarketStateChanged(
                        MarketState.of(in.readByte()), in.readText(), in.readText(), in.readLong());
            case BookFacts.RULES_CHANGED ->
                new BookFact.RulesChanged(
                        in.readInt(),
                        in.readInt(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        PackedRules.readBreaker(in),
                        PackedRules.readLimits(in),
                        in.readText());
            case BookFacts.ACCEPTED -> readAccepted(false, OrderConditions.NONE);
            case BookFacts.ACCEPTED_RESTS -> readAccepted(true, OrderConditions.NONE);
            case BookFacts.ACCEPTED_CONDITIONALLY ->
                readAccepted(in.readBoolean(), PackedConditions.read(in));
            case BookFacts.TRIGGERED -> new BookFact.Triggered(readOrderId(true), readAccount());
            case BookFacts.TRAILED ->
                new BookFact.Trailed(readOrderId(true), readAccount(), readPrice());
            case BookFacts.TRADED -> readTraded();
            case BookFacts.AUCTION_TRADED -> readAuctionTraded();
            case BookFacts.RESTED ->
                new BookFact.Rested(
                        readOrderId(true),
                        readAccount(),
                        Side.of(in.readByte()),
                        readPrice(),
                        in.readLong());
            case BookFacts.REFILLED ->
                new BookFact.Refilled(
                        readOrderId(true),
                        readAccount(),
                        Side.of(in.readByte()),
                        readPrice(),
                        in.readLong());
            case BookFacts.DECREMENTED -> readDecremented();
            case BookFacts.ENDED -> readEnded(false, false);
            case BookFacts.ENDED_RESTING -> readEnded(true, false);
            case BookFacts.ENDED_ICEBERG -> readEnded(true, true);
            case BookFacts.ENDED_MOVING -> readEndedMoving();
            case BookFacts.REFUSED -> readRefused();
            case BookFacts.AMENDED -> readAmended();
            case BookFacts.AMEND_REFUSED -> readAmendRefused();
            case BookFacts.MASS_CANCELED -> readMassCanceled();
            case BookFacts.CANCEL_REFUSED -> readCancelRefused();
            default -> throw new IllegalStateException("no fact has kind " + kind);
        };
    }

    private BookFact readAccepted(boolean rests, OrderConditions conditions) {
        long orderId = readOrderId(true);
        long account = readAccount();
        long number = readNumber(orderId);
        int terms = in.readByte();
        int wishes = in.readByte();
        BookFact.Accepted accepted = new BookFact.Accepted(
                number,
                orderId,
                account,
                Side.of(terms & 3),
                OrderType.of(terms >> 2 & 31),
                TimeInForce.of(wishes & 15),
                terms >> 7 == 1,
                SelfTradePrevention.of(wishes >> 4),
                readPrice(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                (int) (context.makerFee + in.readSigned()),
                (int) (context.takerFee + in.readSigned()),
                context.notAfter + in.readSigned(),
                rests,
                conditions);
        context.makerFee = accepted.makerFee();
        context.takerFee = accepted.takerFee();
        context.notAfter = accepted.notAfter();
        return accepted;
    }

    private BookFact readTraded() {
        Side takerSide = Side.of(in.readByte());
        long takerOrderId = readOrderId(true);
        long takerAccount = readAccount();
        long makerOrderId = readOrderId(false);
        long makerAccount = in.readLong();
        context.tradeNumber += in.readSigned();
        return new BookFact.Traded(
                context.tradeNumber,
                takerSide,
                readPrice(),
                in.readLong(),
                makerOrderId,
                makerAccount,
                takerOrderId,
                takerAccount,
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private BookFact readAuctionTraded() {
        context.tradeNumber += in.readSigned();
        long priceTicks = readPrice();
        long quantityLots = in.readLong();
        return new BookFact.AuctionTraded(
                context.tradeNumber,
                priceTicks,
                quantityLots,
                readOrderId(true),
                in.readLong(),
                priceTicks + in.readLong(),
                in.readLong(),
                in.readLong(),
                quantityLots - in.readLong(),
                readOrderId(true),
                in.readLong(),
                priceTicks - in.readLong(),
                in.readLong(),
                in.readLong(),
                quantityLots - in.readLong());
    }

    private BookFact readDecremented() {
        long takerOrderId = readOrderId(true);
        return new BookFact.Decremented(
                readOrderId(false),
                takerOrderId,
                readAccount(),
                Side.of(in.readByte()),
                readPrice(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private BookFact readEndedMoving() {
        boolean wasResting = in.readBoolean();
        long shownLots = in.readLong();
        long moved = in.readLong();
        long ahead = in.readSigned();
        BookFact.Ended ended = readEnded(wasResting, false);
        return new BookFact.Ended(
                ended.number(),
                ended.orderId(),
                ended.account(),
                ended.side(),
                ended.priceTicks(),
                ended.leavesLots(),
                shownLots,
                ended.reason(),
                ended.released(),
                wasResting,
                moved,
                ended.orderId() + ahead);
    }

    private BookFact.Ended readEnded(boolean wasResting, boolean partlyShown) {
        long orderId = readOrderId(true);
        long account = readAccount();
        int header = in.readByte();
        long number = (header >> 2 & 1) == 1 ? readNumber(orderId) : 0;
        long priceTicks = readPrice();
        long leavesLots = in.readLong();
        long allShown = wasResting ? leavesLots : 0;
        return new BookFact.Ended(
                number,
                orderId,
                account,
                Side.of(header & 3),
                priceTicks,
                leavesLots,
                partlyShown ? in.readLong() : allShown,
                EndReason.of(header >> 3),
                in.readLong(),
                wasResting);
    }

    private BookFact readAmended() {
        long orderId = readOrderId(true);
        long account = readAccount();
        int header = in.readByte();
        return new BookFact.Amended(
                readNumber(orderId),
                orderId,
                account,
                Side.of(header & 3),
                readPrice(),
                in.readLong(),
                readPrice(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                (header >> 2 & 1) == 1,
                (header >> 3 & 1) == 1);
    }

    private BookFact readAmendRefused() {
        long orderId = readOrderId(true);
        long account = readAccount();
        return new BookFact.AmendRefused(
                readNumber(orderId),
                orderId,
                account,
                Side.of(in.readByte()),
                RejectReason.of(in.readByte()),
                in.readLong());
    }

    private BookFact readMassCanceled() {
        long orderId = readOrderId(true);
        long account = readAccount();
        return new BookFact.MassCanceled(readNumber(orderId), orderId, account, in.readLong());
    }

    private BookFact readRefused() {
        long orderId = readOrderId(true);
        long account = readAccount();
        return new BookFact.Refused(
                readNumber(orderId),
                orderId,
                account,
                RejectReason.of(in.readByte()),
                in.readLong());
    }

    private BookFact readCancelRefused() {
        long orderId = readOrderId(true);
        long account = readAccount();
        return new BookFact.CancelRefused(
                readNumber(orderId), orderId, account, RejectReason.of(in.readByte()));
    }

    private long readOrderId(boolean keep) {
        int partition = in.readInt();
        long orderId = context.orderId(partition) + in.readSigned();
        if (keep) {
            context.keepOrderId(orderId);
        }
        return orderId;
    }

    private long readAccount() {
        context.account += in.readSigned();
        return context.account;
    }

    private long readNumber(long orderId) {
        int partition = OrderIds.partition(orderId);
        long number = context.number(partition) + in.readSigned();
        context.keepNumber(partition, number);
        return number;
    }

    private long readPrice() {
        long priceTicks = context.priceTicks + in.readSigned();
        context.keepPrice(priceTicks);
        return priceTicks;
    }
}
