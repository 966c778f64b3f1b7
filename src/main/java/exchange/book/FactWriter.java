package exchange.book;

import exchange.market.OrderIds;
import exchange.sequencer.PackedConditions;
import exchange.sequencer.PackedWriter;

/** Packs facts as {@link BookFacts} says. One per book, told where each batch begins. */
final class FactWriter {
    private final FactContext context = new FactContext();

    /** Begins a batch's facts. */
    void begin(PackedWriter out, long time, long firstSequence) {
        context.begin(time);
        out.writeByte(BookFacts.VERSION);
        out.writeLong(firstSequence);
    }

    void write(PackedWriter out, BookFact fact) {
        switch (fact) {
            case BookFact.MarketDefined defined -> writeDefined(out, defined);
            case BookFact.MarketStateChanged changed -> writeState(out, changed);
            case BookFact.RulesChanged changed -> writeRules(out, changed);
            case BookFact.Accepted accepted -> writeAccepted(out, accepted);
            case BookFact.Triggered triggered -> {
                out.writeByte(BookFacts.TRIGGERED);
                writeOrder(out, triggered);
            }
            case BookFact.Trailed trailed -> {
                out.writeByte(BookFacts.TRAILED);
                writeOrder(out, trailed);
                writePrice(out, trailed.stopTicks());
            }
            case BookFact.Traded traded -> writeTraded(out, traded);
            case BookFact.AuctionTraded traded -> writeAuctionTraded(out, traded);
            case BookFact.Refilled refilled -> {
                out.writeByte(BookFacts.REFILLED);
                writeOrder(out, refilled);
                out.writeByte(refilled.side().code());
                writePrice(out, refilled.priceTicks());
                out.writeLong(refilled.shownLots());
            }
            case BookFact.Decremented decremented -> writeDecremented(out, decremented);
            case BookFact.Rested rested -> writeRested(out, rested);
            case BookFact.Ended ended -> writeEnded(out, ended);
            case BookFact.Refused refused -> writeRefused(out, refused);
            case BookFact.Amended amended -> writeAmended(out, amended);
            case BookFact.AmendRefused refused -> writeAmendRefused(out, refused);
            case BookFact.MassCanceled canceled -> {
                out.writeByte(BookFacts.MASS_CANCELED);
                writeOrder(out, canceled);
                writeNumber(out, canceled.partition(), canceled.number());
                out.writeLong(canceled.orders());
            }
            case BookFact.CancelRefused refused -> writeCancelRefused(out, refused);
        }
    }

    private static void writeDefined(PackedWriter out, BookFact.MarketDefined defined) {
        out.writeByte(BookFacts.MARKET_DEFINED);
        PackedRules.write(out, defined.rules());
    }

    private static void writeState(PackedWriter out, BookFact.MarketStateChanged changed) {
        out.writeByte(BookFacts.MARKET_STATE_CHANGED);
        out.writeByte(changed.state().code());
        out.writeText(changed.reason());
        out.writeText(changed.by());
        out.writeLong(changed.endsAt());
    }

    private static void writeRules(PackedWriter out, BookFact.RulesChanged changed) {
        out.writeByte(BookFacts.RULES_CHANGED);
        out.writeLong(changed.makerFee());
        out.writeLong(changed.takerFee());
        out.writeLong(changed.collar());
        out.writeLong(changed.minNotional());
        out.writeLong(changed.maxNotional());
        PackedRules.write(out, changed.breaker());
        PackedRules.write(out, changed.limits());
        out.writeText(changed.by());
    }

    private void writeAccepted(PackedWriter out, BookFact.Accepted accepted) {
        if (accepted.conditions().isNone()) {
            out.writeByte(accepted.rests() ? BookFacts.ACCEPTED_RESTS : BookFacts.ACCEPTED);
        } else {
            out.writeByte(BookFacts.ACCEPTED_CONDITIONALLY);
            out.writeBoolean(accepted.rests());
            PackedConditions.write(out, accepted.conditions());
        }
        writeOrder(out, accepted);
        writeNumber(out, accepted.partition(), accepted.number());
        out.writeByte(accepted.side().code()
                | accepted.type().code() << 2
                | (accepted.postOnly() ? 1 : 0) << 7);
        out.writeByte(
                accepted.timeInForce().code() | accepted.selfTradePrevention().code() << 4);
        writePrice(out, accepted.priceTicks());
        out.writeLong(accepted.quantityLots());
        out.writeLong(accepted.amount());
        out.writeLong(accepted.held());
        out.writeSigned(accepted.makerFee() - context.makerFee);
        out.writeSigned(accepted.takerFee() - context.takerFee);
        out.writeSigned(accepted.notAfter() - context.notAfter);
        context.makerFee = accepted.makerFee();
        context.takerFee = accepted.takerFee();
        context.notAfter = accepted.notAfter();
    }

    private void writeTraded(PackedWriter out, BookFact.Traded traded) {
        out.writeByte(BookFacts.TRADED);
        out.writeByte(traded.takerSide().code());
        writeOrderId(out, traded.takerOrderId());
        context.keepOrderId(traded.takerOrderId());
        out.writeSigned(traded.takerAccount() - context.account);
        context.account = traded.takerAccount();
        writeOrderId(out, traded.makerOrderId());
        out.writeLong(traded.makerAccount());
        out.writeSigned(traded.tradeNumber() - context.tradeNumber);
        context.tradeNumber = traded.tradeNumber();
        writePrice(out, traded.priceTicks());
        out.writeLong(traded.quantityLots());
        out.writeLong(traded.makerFee());
        out.writeLong(traded.takerFee());
        out.writeLong(traded.makerReleased());
        out.writeLong(traded.takerReleased());
    }

    private void writeAuctionTraded(PackedWriter out, BookFact.AuctionTraded traded) {
        out.writeByte(BookFacts.AUCTION_TRADED);
        out.writeSigned(traded.tradeNumber() - context.tradeNumber);
        context.tradeNumber = traded.tradeNumber();
        writePrice(out, traded.priceTicks());
        out.writeLong(traded.quantityLots());
        writeOrderId(out, traded.buyOrderId());
        context.keepOrderId(traded.buyOrderId());
        out.writeLong(traded.buyAccount());
        out.writeLong(traded.buyLimitTicks() - traded.priceTicks());
        out.writeLong(traded.buyFee());
        out.writeLong(traded.buyReleased());
        out.writeLong(traded.quantityLots() - traded.buyShownLots());
        writeOrderId(out, traded.sellOrderId());
        context.keepOrderId(traded.sellOrderId());
        out.writeLong(traded.sellAccount());
        out.writeLong(traded.priceTicks() - traded.sellLimitTicks());
        out.writeLong(traded.sellFee());
        out.writeLong(traded.sellReleased());
        out.writeLong(traded.quantityLots() - traded.sellShownLots());
    }

    private void writeRested(PackedWriter out, BookFact.Rested rested) {
        out.writeByte(BookFacts.RESTED);
        writeOrder(out, rested);
        out.writeByte(rested.side().code());
        writePrice(out, rested.priceTicks());
        out.writeLong(rested.shownLots());
    }

    private void writeDecremented(PackedWriter out, BookFact.Decremented decremented) {
        out.writeByte(BookFacts.DECREMENTED);
        writeOrderId(out, decremented.takerOrderId());
        context.keepOrderId(decremented.takerOrderId());
        writeOrderId(out, decremented.orderId());
        out.writeSigned(decremented.account() - context.account);
        context.account = decremented.account();
        out.writeByte(decremented.side().code());
        writePrice(out, decremented.priceTicks());
        out.writeLong(decremented.quantityLots());
        out.writeLong(decremented.makerReleased());
        out.writeLong(decremented.takerReleased());
    }

    private void writeEnded(PackedWriter out, BookFact.Ended ended) {
        boolean moves = ended.movedTo() != 0;
        boolean iceberg = ended.wasResting() && ended.shownLots() != ended.leavesLots();
        if (moves) {
            out.writeByte(BookFacts.ENDED_MOVING);
            out.writeBoolean(ended.wasResting());
            out.writeLong(ended.shownLots());
            out.writeLong(ended.moved());
            out.writeSigned(ended.movedTo() - ended.orderId());
        } else {
            int resting = iceberg ? BookFacts.ENDED_ICEBERG : BookFacts.ENDED_RESTING;
            out.writeByte(ended.wasResting() ? resting : BookFacts.ENDED);
        }
        writeOrder(out, ended);
        boolean asked = ended.number() != 0;
        out.writeByte(
                ended.side().code() | (asked ? 1 : 0) << 2 | ended.reason().code() << 3);
        if (asked) {
            writeNumber(out, ended.partition(), ended.number());
        }
        writePrice(out, ended.priceTicks());
        out.writeLong(ended.leavesLots());
        if (iceberg && !moves) {
            out.writeLong(ended.shownLots());
        }
        out.writeLong(ended.released());
    }

    private void writeAmended(PackedWriter out, BookFact.Amended amended) {
        out.writeByte(BookFacts.AMENDED);
        writeOrder(out, amended);
        out.writeByte(amended.side().code()
                | (amended.keepsPlace() ? 1 : 0) << 2
                | (amended.rests() ? 1 : 0) << 3);
        writeNumber(out, amended.partition(), amended.number());
        writePrice(out, amended.fromTicks());
        out.writeLong(amended.fromLots());
        writePrice(out, amended.priceTicks());
        out.writeLong(amended.quantityLots());
        out.writeLong(amended.shownLots());
        out.writeLong(amended.added());
        out.writeLong(amended.released());
    }

    private void writeAmendRefused(PackedWriter out, BookFact.AmendRefused refused) {
        out.writeByte(BookFacts.AMEND_REFUSED);
        writeOrder(out, refused);
        writeNumber(out, refused.partition(), refused.number());
        out.writeByte(refused.side().code());
        out.writeByte(refused.reason().code());
        out.writeLong(refused.released());
    }

    private void writeRefused(PackedWriter out, BookFact.Refused refused) {
        out.writeByte(BookFacts.REFUSED);
        writeOrder(out, refused);
        writeNumber(out, refused.partition(), refused.number());
        out.writeByte(refused.reason().code());
        out.writeLong(refused.released());
    }

    private void writeCancelRefused(PackedWriter out, BookFact.CancelRefused refused) {
        out.writeByte(BookFacts.CANCEL_REFUSED);
        writeOrder(out, refused);
        writeNumber(out, refused.partition(), refused.number());
        out.writeByte(refused.reason().code());
    }

    private void writeOrder(PackedWriter out, BookFact.OfOrder fact) {
        writeOrderId(out, fact.orderId());
        context.keepOrderId(fact.orderId());
        out.writeSigned(fact.account() - context.account);
        context.account = fact.account();
    }

    private void writeOrderId(PackedWriter out, long orderId) {
        int partition = OrderIds.partition(orderId);
        out.writeLong(partition);
        out.writeSigned(orderId - context.orderId(partition));
    }

    private void writeNumber(PackedWriter out, int partition, long number) {
        out.writeSigned(number - context.number(partition));
        context.keepNumber(partition, number);
    }

    private void writePrice(PackedWriter out, long priceTicks) {
        out.writeSigned(priceTicks - context.priceTicks);
        context.keepPrice(priceTicks);
    }
}
