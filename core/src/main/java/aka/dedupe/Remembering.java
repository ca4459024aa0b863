package aka.dedupe;

import aka.content.RememberedHashes;
import java.time.InstantSource;

/**
 * What a search may know from earlier ones, and keeps for later ones.
 *
 * @param hashes where it is kept
 * @param clock the system's, or one that is ahead, for tests
 * @param worthBytes how much there must be to read before it is worth the asking
 */
public record Remembering(RememberedHashes hashes, InstantSource clock, long worthBytes) {

    /**
     * To load SQLite takes some 150 ms of a processor: as long as to read some 400 MiB that are in memory, or 20 MiB of a
     * disk.
     */
    private static final long WORTH_BYTES = 64 << 20;

    /** A file counts as so much at least: it costs a call or two to open it. */
    private static final int LEAST_BYTES = 16 * 1024;

    /** A search that knows nothing and keeps nothing. */
    public static final Remembering NOTHING =
            new Remembering(RememberedHashes.NONE, InstantSource.system(), Long.MAX_VALUE);

    /** Returns what it costs to read a body of this length, in bytes that are read in the same time. */
    public static long weight(long sizeBytes) {
        return Math.max(sizeBytes, LEAST_BYTES);
    }

    /** Returns the memory of a search that asks {@code hashes} where that is worth it. */
    public static Remembering in(RememberedHashes hashes, InstantSource clock) {
        return new Remembering(hashes, clock, WORTH_BYTES);
    }
}
