package exchange.matching;

import java.util.Arrays;

/**
 * The price blocks of one side by number, in sorted chunks. Finding is O(log blocks), adding and
 * removing moves at most a chunk; what is removed is used again. The best levels are in the last
 * chunk, so the busy end moves the fewest entries.
 */
final class PriceBlocks {
    static final int CHUNK = 128;

    private Chunk[] chunks = new Chunk[8];
    private int chunkCount;
    private Chunk freeChunks;
    private PriceBlock freeBlocks;

    private static final class Chunk {
        private final long[] numbers = new long[CHUNK];
        private final PriceBlock[] blocks = new PriceBlock[CHUNK];
        private int count;
        private Chunk nextFree;

        private int search(long number) {
            return Arrays.binarySearch(numbers, 0, count, number);
        }

        private void insert(int at, PriceBlock block) {
            System.arraycopy(numbers, at, numbers, at + 1, count - at);
            System.arraycopy(blocks, at, blocks, at + 1, count - at);
            numbers[at] = block.number;
            blocks[at] = block;
            count++;
        }

        private void remove(int at) {
            count--;
            System.arraycopy(numbers, at + 1, numbers, at, count - at);
            System.arraycopy(blocks, at + 1, blocks, at, count - at);
            blocks[count] = null;
        }

        private void moveUpperHalfTo(Chunk other) {
            int half = count / 2;
            other.count = count - half;
            System.arraycopy(numbers, half, other.numbers, 0, other.count);
            System.arraycopy(blocks, half, other.blocks, 0, other.count);
            Arrays.fill(blocks, half, count, null);
            count = half;
        }
    }

    /** The block of this number, or null. */
    PriceBlock find(long number) {
        if (chunkCount == 0) {
            return null;
        }
        Chunk chunk = chunks[chunkOf(number)];
        int at = chunk.search(number);
        return at < 0 ? null : chunk.blocks[at];
    }

    /** Adds an empty block of a number that has none. */
    PriceBlock add(long number) {
        if (chunkCount == 0) {
            insertChunk(0, newChunk());
        }
        int chunk = chunkOf(number);
        if (chunks[chunk].count == CHUNK) {
            Chunk upper = newChunk();
            chunks[chunk].moveUpperHalfTo(upper);
            insertChunk(chunk + 1, upper);
            chunk = chunkOf(number);
        }
        PriceBlock block = newBlock(number);
        chunks[chunk].insert(-chunks[chunk].search(number) - 1, block);
        return block;
    }

    /** The block of the next higher number than this one's, or null. */
    PriceBlock above(PriceBlock block) {
        int chunk = chunkOf(block.number);
        int at = chunks[chunk].search(block.number) + 1;
        if (at < chunks[chunk].count) {
            return chunks[chunk].blocks[at];
        }
        return chunk + 1 < chunkCount ? chunks[chunk + 1].blocks[0] : null;
    }

    void remove(PriceBlock block) {
        int chunk = chunkOf(block.number);
        chunks[chunk].remove(chunks[chunk].search(block.number));
        if (chunks[chunk].count == 0) {
            removeChunk(chunk);
        }
        block.nextFree = freeBlocks;
        freeBlocks = block;
    }

    /** The last chunk that begins at or below the number, else the first. */
    private int chunkOf(long number) {
        int low = 0;
        int high = chunkCount - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (chunks[middle].numbers[0] <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private PriceBlock newBlock(long number) {
        PriceBlock block = freeBlocks;
        if (block == null) {
            block = new PriceBlock();
        } else {
            freeBlocks = block.nextFree;
        }
        block.number = number;
        return block;
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
