package exchange.matching;

import exchange.market.Side;

/**
 * The price levels of one side, linked from best to worst, in blocks of neighbouring prices. A key
 * is larger for a better price. Finding a level is a look at one of the blocks used last, or else
 * O(log blocks); a steady book allocates nothing.
 */
final class PriceLevels {
    private static final int RECENT = 256;

    private final long sign;
    private final PriceBlocks blocks = new PriceBlocks();

    // Each block has one place here that it may stand in; those that do are in the book.
    private final PriceBlock[] recent = new PriceBlock[RECENT];
    private PriceLevel best;
    private PriceLevel free;
    private int size;

    PriceLevels(Side side) {
        sign = side == Side.BUY ? 1 : -1;
    }

    /** The best level, or null when the side is empty. */
    PriceLevel best() {
        return best;
    }

    int size() {
        return size;
    }

    /** The level of this price; a new, empty one when there is none. */
    PriceLevel at(long priceTicks) {
        long key = priceTicks * sign;
        PriceBlock block = block(key >> PriceBlock.BITS);
        PriceLevel level = block.find(key);
        return level == null ? add(block, key) : level;
    }

    private PriceBlock block(long number) {
        PriceBlock block = recent[place(number)];
        return block != null && block.number == number ? block : findBlock(number);
    }

    private PriceBlock findBlock(long number) {
        PriceBlock found = blocks.find(number);
        PriceBlock block = found == null ? blocks.add(number) : found;
        recent[place(number)] = block;
        return block;
    }

    private static int place(long number) {
        return (int) number & RECENT - 1;
    }

    private PriceLevel add(PriceBlock block, long key) {
        PriceLevel worse = block.below(key);
        PriceLevel better = worse == null ? betterOf(block, key) : worse.better;
        PriceLevel level = newLevel();
        level.priceTicks = key * sign;
        block.add(key, level);
        link(level, better);
        size++;
        return level;
    }

    private PriceLevel newLevel() {
        PriceLevel level = free;
        if (level == null) {
            return new PriceLevel();
        }
        free = level.worse;
        return level;
    }

    private PriceLevel betterOf(PriceBlock block, long key) {
        if (!block.isEmpty()) {
            return block.above(key);
        }
        PriceBlock above = blocks.above(block);
        return above == null ? null : above.lowest();
    }

    private void link(PriceLevel level, PriceLevel better) {
        PriceLevel worse = better == null ? best : better.worse;
        level.better = better;
        level.worse = worse;
        if (worse != null) {
            worse.better = level;
        }
        if (better == null) {
            best = level;
        } else {
            better.worse = level;
        }
    }

    /** Takes a level out that has no orders any more. */
    void remove(PriceLevel level) {
        if (level.better == null) {
            best = level.worse;
        } else {
            level.better.worse = level.worse;
        }
        if (level.worse != null) {
            level.worse.better = level.better;
        }
        PriceBlock block = level.block;
        block.remove(level.priceTicks * sign);
        if (block.isEmpty()) {
            removeBlock(block);
        }
        level.worse = free;
        free = level;
        size--;
    }

    private void removeBlock(PriceBlock block) {
        int place = place(block.number);
        if (recent[place] == block) {
            recent[place] = null;
        }
        blocks.remove(block);
    }
}
