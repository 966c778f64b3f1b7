package exchange.simulator;

import java.util.SplittableRandom;

/**
 * Random streams of one seed, one for each name. A stream depends on the seed and its name alone,
 * so what one trader draws never changes what another draws, and one more trader changes nothing
 * for those that were there.
 */
record Streams(long seed) {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    SplittableRandom of(String name) {
        // FNV-1a of the name; SplittableRandom mixes its seed well, so the sum is enough.
        long hash = OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * PRIME;
        }
        return new SplittableRandom(seed * PRIME + hash);
    }
}
