package exchange.matching.bench;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

import java.util.HashMap;
import java.util.Map;

/**
 * The fast order book of exchange-core, used as its own performance tests use it: one command
 * object filled again and again, pooled orders and nodes, events of its own making.
 */
final class ExchangeCoreBook extends Contender {
    private static final int POOLED = 1 << 18;
    private static final int ACCOUNT = 1;

    private final OrderBookDirectImpl book = new OrderBookDirectImpl(
            CoreSymbolSpecification.builder()
                    .symbolId(1)
                    .type(SymbolType.FUTURES_CONTRACT)
                    .baseCurrency(1)
                    .quoteCurrency(2)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .build(),
            pool(),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
            LoggingConfiguration.DEFAULT);
    private final OrderCommand command = new OrderCommand();

    private static ObjectsPool pool() {
        Map<Integer, Integer> sizes = new HashMap<>();
        sizes.put(ObjectsPool.DIRECT_ORDER, POOLED);
        sizes.put(ObjectsPool.DIRECT_BUCKET, POOLED);
        sizes.put(ObjectsPool.ART_NODE_4, POOLED);
        sizes.put(ObjectsPool.ART_NODE_16, POOLED);
        sizes.put(ObjectsPool.ART_NODE_48, POOLED);
        sizes.put(ObjectsPool.ART_NODE_256, POOLED);
        return new ObjectsPool(sizes);
    }

    @Override
    void play(Commands commands, int from, int to) {
        command.uid = ACCOUNT;
        for (int i = from; i < to; i++) {
            command.orderId = commands.ids[i];
            command.price = commands.prices[i];
            command.size = commands.lots[i];
            command.matcherEvent = null;
            switch (commands.kinds[i]) {
                case Commands.PLACE -> place(OrderType.GTC, commands.buys[i]);
                case Commands.IOC -> place(OrderType.IOC, commands.buys[i]);
                case Commands.MOVE -> {
                    command.command = OrderCommandType.MOVE_ORDER;
                    book.moveOrder(command);
                }
                case Commands.REDUCE -> {
                    command.command = OrderCommandType.REDUCE_ORDER;
                    book.reduceOrder(command);
                }
                default -> {
                    command.command = OrderCommandType.CANCEL_ORDER;
                    book.cancelOrder(command);
                }
            }
            countTrades(command.matcherEvent);
        }
    }

    private void place(OrderType type, boolean buys) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderType = type;
        command.action = buys ? OrderAction.BID : OrderAction.ASK;
        command.reserveBidPrice = command.price;
        book.newOrder(command);
    }

    private void countTrades(MatcherTradeEvent first) {
        for (MatcherTradeEvent event = first; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                count(event.price, event.size);
            }
        }
    }

    @Override
    int resting() {
        return book.getOrdersNum(OrderAction.BID) + book.getOrdersNum(OrderAction.ASK);
    }
}
