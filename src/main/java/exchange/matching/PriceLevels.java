package exchange.matching;

import exchange.market.Side;

import java.util.Arrays;

/**
 * The price levels of one side: linked from best to worst, and found by price through chunks of
 * sorted keys. A key is larger for a better price, so the best level is the last key of the last
 * chunk and the busy end moves the fewest entries. Finding is O(log levels), adding and removing
 * moves at most a chunk; levels and chunks are reused, so a steady book allocates nothing.
 */
final class PriceLevels {
    static final int CHUNK = 128;

    private final long sign;
    private Chunk[] chunks = new Chunk[8];
    private int chunkCount;
    private Chunk freeChunks;
    private PriceLevel freeLevels;
    private PriceLevel best;
    private int size;

    PriceLevels(Side side) {
        sign = side == Side.BUY ? 1 : -1;
    }

    private static final class Chunk {
        private final long[] keys = new long[CHUNK];
        private final PriceLevel[] levels = new PriceLevel[CHUNK];
        private int count;
        private Chunk nextFree;

        private int search(long key) {
            return Arrays.binarySearch(keys, 0, count, key);
        }

        private void insert(int at, long key, PriceLevel level) {
            System.arraycopy(keys, at, keys, at + 1, count - at);
            System.arraycopy(levels, at, levels, at + 1, count - at);
            keys[at] = key;
            levels[at] = level;
            count++;
        }

        private void remove(int at) {
            count--;
            System.arraycopy(keys, at + 1, keys, at, count - at);
            System.arraycopy(levels, at + 1, levels, at, count - at);
            levels[count] = null;
        }

        private void moveUpperHalfTo(Chunk other) {
            int half = count / 2;
            other.count = count - half;
            System.arraycopy(keys, half, other.keys, 0, other.count);
            System.arraycopy(levels, half, other.levels, 0, other.count);
            Arrays.fill(levels, half, count, null);
            count = half;
        }
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
        if (chunkCount == 0) {
            insertChunk(0, newChunk());
        }
        int chunk = chunkOf(key);
        int at = chunks[chunk].search(key);
        return at >= 0 ? chunks[chunk].levels[at] : insert(chunk, -at - 1, key, priceTicks);
    }

    /** Takes a level out that has no orders any more. */
    void remove(PriceLevel level) {
        int chunk = chunkOf(level.priceTicks * sign);
        chunks[chunk].remove(chunks[chunk].search(level.priceTicks * sign));
        if (chunks[chunk].count == 0) {
            removeChunk(chunk);
        }
        if (level.better == null) {
            best = level.worse;
        } else {
            level.better.worse = level.worse;
        }
        if (level.worse != null) {
            level.worse.better = level.better;
        }
        level.better = null;
        level.worse = freeLevels;
        freeLevels = level;
        size--;
    }

    /** The last chunk that begins at or below the key, else the first. */
    private int chunkOf(long key) {
        int low = 0;
        int high = chunkCount - 1;
        if (chunks[high].keys[0] <= key) {
            return high;
        }
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (chunks[middle].keys[0] <= key) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private PriceLevel insert(int chunk, int at, long key, long priceTicks) {
        if (chunks[chunk].count == CHUNK) {
            Chunk upper = newChunk();
            chunks[chunk].moveUpperHalfTo(upper);
            insertChunk(chunk + 1, upper);
            int half = chunks[chunk].count;
            return at <= half
                    ? insert(chunk, at, key, priceTicks)
                    : insert(chunk + 1, at - half, key, priceTicks);
        }
        PriceLevel level = newLevel(priceTicks);
        link(level, above(chunk, at));
        chunks[chunk].insert(at, key, level);
        size++;
        return level;
    }

    private PriceLevel above(int chunk, int at) {
        if (at < chunks[chunk].count) {
            return chunks[chunk].levels[at];
        }
        return chunk + 1 < chunkCount ? chunks[chunk + 1].levels[0] : null;
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

    private PriceLevel newLevel(long priceTicks) {
        PriceLevel level = freeLevels;
        if (level == null) {
            level = new PriceLevel();
        } else {
            freeLevels = level.worse;
        }
        level.priceTicks = priceTicks;
        return level;
    }

    private Chunk newChunk() {
        Chunk chunk = freeChunks;
        if (chunk == null) {
            return new Chunk();
        }
        freeChunks = chunk.nextFree;
        return chunk;
    }

    private void insertChunk(int at, Chunk chunk) {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
        }
        System.arraycopy(chunks, at, chunks, at + 1, chunkCount - at);
        chunks[at] = chunk;
        chunkCount++;
    }

    private void removeChunk(int at) {
        Chunk chunk = chunks[at];
        chunkCount--;
        System.arraycopy(chunks, at + 1, chunks, at, chunkCount - at);
        chunks[chunkCount] = null;
        chunk.nextFree = freeChunks;
        freeChunks = chunk;
    }
}
