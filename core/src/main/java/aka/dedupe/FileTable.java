package aka.dedupe;

import aka.content.PageKey;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.VolumeId;
import aka.os.Listing;
import aka.os.Stamp;
import aka.walk.WalkEntry;
import aka.walk.WalkFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The files that a walk found, a row a name, in columns of primitives: no object a file, less than 100 bytes with its leaf and
 * its share of the index, and less than 40 for a further name of a body whose facts are the same by both.
 *
 * <p>Rows with one key are the names of one body: the first of them stands for the body, the others hang on it in a chain
 * ({@link #nextName}). A row without a key is a body of its own. Filled by one thread, then read by many.
 */
final class FileTable {

    /** No row. */
    static final int NONE = -1;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;
    private static final int UNKNOWN_COUNT = -1;
    private static final int NO_VOLUME = -1;
    private static final long NANOS = 1_000_000_000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

    private final List<Names> nameChunks = new ArrayList<>();
    private final List<Facts> factsChunks = new ArrayList<>();
    private final List<VolumeId> volumes = new ArrayList<>();
    private final List<WalkFolder> folders = new ArrayList<>();
    private final LeafStore leaves = new LeafStore();
    private final BodyIndex index = new BodyIndex(this);
    private final BitSet furtherNames = new BitSet();
    private final BitSet barred = new BitSet();
    private int names;
    private int facts;

    /** What is of each name. */
    private static final class Names {
        final int[] folder = new int[CHUNK_ROWS];
        final int[] leaf = new int[CHUNK_ROWS];
        final int[] nextName = new int[CHUNK_ROWS];

        /** Where the facts are that were found by it. */
        final int[] facts = new int[CHUNK_ROWS];
    }

    /** What a look has shown; once for all names of a body by which it has shown the same. */
    private static final class Facts {
        final long[] sizeBytes = new long[CHUNK_ROWS];
        final long[] fileLow = new long[CHUNK_ROWS];
        final long[] allocatedBytes = new long[CHUNK_ROWS];
        final long[] modifiedNanos = new long[CHUNK_ROWS];
        final long[] changedNanos = new long[CHUNK_ROWS];
        final int[] volume = new int[CHUNK_ROWS];
        final int[] linkCount = new int[CHUNK_ROWS];

        /** Only where a file id has more than 64 bits. */
        long @Nullable [] fileHigh;

        /** Returns whether two looks, which need not be in one chunk, have shown the same of one body. */
        static boolean same(Facts one, int at, Facts other, int otherAt) {
            return one.sizeBytes[at] == other.sizeBytes[otherAt]
                    && one.allocatedBytes[at] == other.allocatedBytes[otherAt]
                    && one.modifiedNanos[at] == other.modifiedNanos[otherAt]
                    && one.changedNanos[at] == other.changedNanos[otherAt]
                    && one.linkCount[at] == other.linkCount[otherAt];
        }
    }

    /** Adds the name that the walk stands on. */
    void add(WalkEntry entry) {
        int row = names++;
        int at = row & CHUNK_ROWS - 1;
        if (at == 0) {
            nameChunks.add(new Names());
        }
        Names chunk = nameChunks.getLast();
        chunk.folder[at] = folderIndex(entry.folder());
        chunk.leaf[at] = leaves.add(entry);
        chunk.nextName[at] = NONE;
        chunk.facts[at] = facts;
        fillFacts(entry);
        facts++;
        if (entry.hasKey()) {
            joinBody(row);
        }
    }

    /** Fills the facts that come next. */
    private void fillFacts(WalkEntry entry) {
        int at = facts & CHUNK_ROWS - 1;
        if (facts >>> CHUNK_BITS == factsChunks.size()) {
            factsChunks.add(new Facts());
        }
        Facts chunk = factsChunks.getLast();
        chunk.sizeBytes[at] = entry.sizeBytes();
        chunk.allocatedBytes[at] = entry.allocatedBytes();
        chunk.modifiedNanos[at] = entry.modifiedNanos();
        chunk.changedNanos[at] = entry.changedNanos();
        chunk.volume[at] = entry.hasKey() ? volumeIndex(entry.volume()) : NO_VOLUME;
        chunk.linkCount[at] = !entry.hasKey() || entry.linkCount() == Listing.UNKNOWN
                ? UNKNOWN_COUNT
                : (int) Math.min(entry.linkCount(), Integer.MAX_VALUE);
        chunk.fileLow[at] = entry.fileLow();
        if (entry.fileHigh() != 0 && chunk.fileHigh == null) {
            chunk.fileHigh = new long[CHUNK_ROWS];
        }
        if (chunk.fileHigh != null) {
            chunk.fileHigh[at] = entry.fileHigh();
        }
    }

    /** Makes the last row a further name of its body, if that has one. */
    private void joinBody(int row) {
        int body = index.bodyOf(row);
        if (body == row) {
            return;
        }
        furtherNames.set(row);
        names(row).nextName[row & CHUNK_ROWS - 1] = nextName(body);
        names(body).nextName[body & CHUNK_ROWS - 1] = row;
        int shared = factsOf(body);
        int own = factsOf(row);
        if (Facts.same(facts(own), own & CHUNK_ROWS - 1, facts(shared), shared & CHUNK_ROWS - 1)) {
            names(row).facts[row & CHUNK_ROWS - 1] = shared;
            facts--;
        }
    }

    /** Entries of a folder come together, so only the last folder is looked at. */
    private int folderIndex(WalkFolder folder) {
        if (folders.isEmpty() || folders.getLast() != folder) {
            folders.add(folder);
        }
        return folders.size() - 1;
    }

    private int volumeIndex(VolumeId volume) {
        for (int i = volumes.size() - 1; i >= 0; i--) {
            if (volumes.get(i).equals(volume)) {
                return i;
            }
        }
        volumes.add(volume);
        return volumes.size() - 1;
    }

    /** Returns how many rows there are. */
    int names() {
        return names;
    }

    /** Returns how many bodies the rows are names of. */
    int bodies() {
        return names - furtherNames.cardinality();
    }

    /** Returns whether a row stands for its body. */
    boolean isBody(int row) {
        return !furtherNames.get(row);
    }

    /** Lets no body be a candidate that has this row among its names. */
    void bar(int row) {
        barred.set(volume(row) == NO_VOLUME ? row : index.bodyOf(row));
    }

    /** Returns whether a row stands for a body that may have an equal: one that has bytes and was not barred. */
    boolean isCandidate(int row) {
        return isBody(row) && sizeBytes(row) > 0 && !barred.get(row);
    }

    /** Returns the row of another name of the same body, or {@link #NONE} after the last. */
    int nextName(int row) {
        return names(row).nextName[row & CHUNK_ROWS - 1];
    }

    long sizeBytes(int row) {
        int number = factsOf(row);
        return facts(number).sizeBytes[number & CHUNK_ROWS - 1];
    }

    boolean sameKey(int row, int other) {
        int one = factsOf(row);
        int two = factsOf(other);
        return facts(one).fileLow[one & CHUNK_ROWS - 1] == facts(two).fileLow[two & CHUNK_ROWS - 1]
                && fileHigh(row) == fileHigh(other)
                && volume(row) == volume(other);
    }

    /** Returns whether what is found out of the body can be remembered: its identity lasts, and a change would show. */
    boolean isLasting(int row) {
        return volume(row) != NO_VOLUME
                && changedNanos(row) != Listing.UNKNOWN
                && volumes.get(volume(row)).lasting();
    }

    /** Returns whether what is remembered of both bodies is on one page. */
    boolean onOnePage(int row, int other) {
        return PageKey.pageOf(fileLow(row)) == PageKey.pageOf(fileLow(other))
                && fileHigh(row) == fileHigh(other)
                && volume(row) == volume(other);
    }

    boolean sameVolume(int row, int other) {
        return volume(row) == volume(other);
    }

    int keyHash(int row) {
        long volumeMixed = volume(row) * 0xC2B2AE3D27D4EB4FL;
        long mixed = (fileLow(row) + 31 * fileHigh(row) + volumeMixed) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    Optional<FileKey> key(int row) {
        return volumeId(row).map(volume -> new FileKey(volume, fileHigh(row), fileLow(row)));
    }

    Optional<VolumeId> volumeId(int row) {
        return volume(row) == NO_VOLUME ? Optional.empty() : Optional.of(volumes.get(volume(row)));
    }

    OptionalInt linkCount(int row) {
        int number = factsOf(row);
        int count = facts(number).linkCount[number & CHUNK_ROWS - 1];
        return count == UNKNOWN_COUNT ? OptionalInt.empty() : OptionalInt.of(count);
    }

    OptionalLong allocatedBytes(int row) {
        int number = factsOf(row);
        long bytes = facts(number).allocatedBytes[number & CHUNK_ROWS - 1];
        return bytes == Listing.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    Instant modified(int row) {
        long nanos = modifiedNanos(row);
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    WalkFolder folder(int row) {
        return folders.get(folderNumber(row));
    }

    /** Returns which of {@link #folders} a row's folder is. */
    int folderNumber(int row) {
        return names(row).folder[row & CHUNK_ROWS - 1];
    }

    /** Returns the folders that hold the names, in the order in which the walk came to them; one may be there twice. */
    List<WalkFolder> folders() {
        return folders;
    }

    byte[] leaf(int row) {
        return leaves.get(names(row).leaf[row & CHUNK_ROWS - 1]);
    }

    /** Returns whether these facts are those of the body that the walk saw, with the length and the time that it saw. */
    boolean sawThis(int row, FileFacts facts) {
        return facts.sizeBytes() == sizeBytes(row)
                && withinRange(nanos(facts.modified())) == withinRange(modifiedNanos(row))
                && facts.key().equals(key(row));
    }

    /**
     * Returns whether these facts are those of the body that the walk saw, and nothing of it changed since: false where the walk
     * was not told when that was.
     */
    boolean isAsListed(int row, FileFacts facts) {
        return sawThis(row, facts)
                && changedNanos(row) != Listing.UNKNOWN
                && facts.changed()
                        .filter(changed -> nanos(changed) == changedNanos(row))
                        .isPresent();
    }

    /** Returns the same of a stamp. */
    boolean isAsListed(int row, Stamp stamp) {
        return stamp.sizeBytes() == sizeBytes(row)
                && stamp.fileLow() == fileLow(row)
                && stamp.fileHigh() == fileHigh(row)
                && stamp.modifiedNanos() == modifiedNanos(row)
                && stamp.changedNanos() == changedNanos(row)
                && changedNanos(row) != Listing.UNKNOWN
                && volume(row) != NO_VOLUME
                && stamp.volume().equals(volumes.get(volume(row)));
    }

    private static long nanos(Instant time) {
        long second = Math.clamp(time.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS);
        return second * NANOS + time.getNano();
    }

    /** Times beyond what nanoseconds can tell are equal: listings clamp them, and not all at the same one. */
    private static long withinRange(long nanos) {
        return Math.clamp(nanos, -MOST_SECONDS * NANOS, MOST_SECONDS * NANOS);
    }

    private Names names(int row) {
        return nameChunks.get(row >>> CHUNK_BITS);
    }

    private int factsOf(int row) {
        return names(row).facts[row & CHUNK_ROWS - 1];
    }

    private Facts facts(int number) {
        return factsChunks.get(number >>> CHUNK_BITS);
    }

    private int volume(int row) {
        int number = factsOf(row);
        return facts(number).volume[number & CHUNK_ROWS - 1];
    }

    /** Returns the lower half of a row's file id; 0 where that is not known. */
    long fileLow(int row) {
        int number = factsOf(row);
        return facts(number).fileLow[number & CHUNK_ROWS - 1];
    }

    private long fileHigh(int row) {
        int number = factsOf(row);
        long[] high = facts(number).fileHigh;
        return high == null ? 0 : high[number & CHUNK_ROWS - 1];
    }

    long modifiedNanos(int row) {
        int number = factsOf(row);
        return facts(number).modifiedNanos[number & CHUNK_ROWS - 1];
    }

    long changedNanos(int row) {
        int number = factsOf(row);
        return facts(number).changedNanos[number & CHUNK_ROWS - 1];
    }
}
