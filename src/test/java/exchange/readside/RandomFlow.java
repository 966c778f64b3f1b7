package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.book.BookFact;
import exchange.market.EndReason;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random batches of a ledger and a book: orders that are placed, filled bit by bit, canceled. */
final class RandomFlow {
    private static final int ACCOUNTS = 3;

    private record Open(long order, long account, Side side) {}

    private final TestJournal journal;
    private final Random random;
    private final Map<Long, Long> sequences = new HashMap<>();
    private final List<Open> open = new ArrayList<>();
    private long orders;
    private long fills;
    private long trades;
    private long time = 1_000;

    RandomFlow(TestJournal journal, Random random) {
        this.journal = journal;
        this.random = random;
    }

    long orders() {
        return orders;
    }

    long fills() {
        return fills;
    }

    long trades() {
        return trades;
    }

    void write(int batches) {
        for (int i = 0; i < batches; i++) {
            time += random.nextInt(3);
            List<LedgerFact> facts = new ArrayList<>();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                facts.add(open.isEmpty() || random.nextInt(3) == 0 ? place() : settle());
            }
            journal.ledger(0, time, facts.toArray(LedgerFact[]::new));
            if (random.nextBoolean()) {
                long price = 10_000 + random.nextInt(3);
                BookFact trade = Facts.traded(++trades, Side.BUY, price);
                journal.book("BTC-USD", time, trade);
            }
        }
    }

    private long next(long account) {
        return sequences.merge(account, 1L, Long::sum);
    }

    private LedgerFact place() {
        long account = 1 + random.nextInt(ACCOUNTS);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        open.add(new Open(++orders, account, side));
        return Facts.held(account, next(account), orders, side, 100);
    }

    private LedgerFact settle() {
        Open one = open.get(random.nextInt(open.size()));
        LedgerItem line = switch (random.nextInt(4)) {
            case 0 -> Facts.accepted(one.order(), time);
            case 1 -> Facts.rested(one.order(), time);
            case 2 -> fill(one);
            default -> end(one);
        };
        return Facts.settled(one.account(), next(one.account()), one.side(), line);
    }

    private LedgerItem fill(Open one) {
        long leaves = random.nextInt(4);
        if (leaves == 0) {
            open.remove(one);
        }
        return Facts.fill(
                one.order(), ++fills, random.nextBoolean(), random.nextInt(99), 7, leaves, time);
    }

    private LedgerItem end(Open one) {
        open.remove(one);
        return Facts.ended(one.order(), EndReason.USER_CANCELED, time);
    }
}
