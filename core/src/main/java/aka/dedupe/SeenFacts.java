package aka.dedupe;

import aka.os.Listing;
import aka.walk.WalkEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looks at files have shown, 48 bytes a look and no object. What is of one look stands side by side: candidates are read in
 * the order of their lengths, so that each of its numbers would be another trip to memory. Filled by one thread, then read by
 * many.
 */
final class SeenFacts {

    /** In place of a volume: the identity of the file is not known. */
    static final int NO_VOLUME = -1;

    /** In place of a link count. */
    static final int UNKNOWN_COUNT = -1;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_LOOKS = 1 << CHUNK_BITS;

    private static final int SIZE_BYTES = 0;
    private static final int FILE_LOW = 1;
    private static final int ALLOCATED_BYTES = 2;
    private static final int MODIFIED = 3;
    private static final int CHANGED = 4;
    /** The volume in the upper half, the link count in the lower one. */
    private static final int VOLUME_AND_COUNT = 5;

    private static final int NUMBERS = 6;

    private final List<long[]> chunks = new ArrayList<>();

    /** The upper halves of file ids, by chunk; null where ids have 64 bits. */
    private final List<long @Nullable []> fileHighs = new ArrayList<>();

    private int looks;

    /**
     * Adds what the walk shows of the entry that it stands on.
     *
     * @param volume a number for the volume that it is on, or {@link #NO_VOLUME}
     * @return the number of the look
     */
    int add(WalkEntry entry, int volume) {
        if (looks >>> CHUNK_BITS == chunks.size()) {
            chunks.add(new long[CHUNK_LOOKS * NUMBERS]);
            fileHighs.add(null);
        }
        long[] chunk = chunks.getLast();
        int at = at(looks);
        chunk[at + SIZE_BYTES] = entry.sizeBytes();
        chunk[at + FILE_LOW] = entry.fileLow();
        chunk[at + ALLOCATED_BYTES] = entry.allocatedBytes();
        chunk[at + MODIFIED] = entry.modifiedNanos();
        chunk[at + CHANGED] = entry.changedNanos();
        int count = volume == NO_VOLUME || entry.linkCount() == Listing.UNKNOWN
                ? UNKNOWN_COUNT
                : (int) Math.min(entry.linkCount(), Integer.MAX_VALUE);
        chunk[at + VOLUME_AND_COUNT] = (long) volume << Integer.SIZE | count & 0xFFFFFFFFL;
        keepHigh(entry.fileHigh());
        return looks++;
    }

    private void keepHigh(long fileHigh) {
        long[] highs = fileHighs.getLast();
        if (highs == null && fileHigh != 0) {
            highs = new long[CHUNK_LOOKS];
            fileHighs.set(fileHighs.size() - 1, highs);
        }
        if (highs != null) {
            highs[looks & CHUNK_LOOKS - 1] = fileHigh;
        }
    }

    /** Takes out the look that was added last, if another has shown the same of the same body. */
    boolean dropLastIfAs(int other) {
        int last = looks - 1;
        for (int number = 0; number < NUMBERS; number++) {
            if (chunk(last)[at(last) + number] != chunk(other)[at(other) + number]) {
                return false;
            }
        }
        looks = last;
        return true;
    }

    private long[] chunk(int look) {
        return chunks.get(look >>> CHUNK_BITS);
    }

    private static int at(int look) {
        return (look & CHUNK_LOOKS - 1) * NUMBERS;
    }

    long sizeBytes(int look) {
        return chunk(look)[at(look) + SIZE_BYTES];
    }

    long fileLow(int look) {
        return chunk(look)[at(look) + FILE_LOW];
    }

    long fileHigh(int look) {
        long[] highs = fileHighs.get(look >>> CHUNK_BITS);
        return highs == null ? 0 : highs[look & CHUNK_LOOKS - 1];
    }

    long allocatedBytes(int look) {
        return chunk(look)[at(look) + ALLOCATED_BYTES];
    }

    long modifiedNanos(int look) {
        return chunk(look)[at(look) + MODIFIED];
    }

    long changedNanos(int look) {
        return chunk(look)[at(look) + CHANGED];
    }

    int volume(int look) {
        return (int) (chunk(look)[at(look) + VOLUME_AND_COUNT] >> Integer.SIZE);
    }

    int linkCount(int look) {
        return (int) chunk(look)[at(look) + VOLUME_AND_COUNT];
    }
}
