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
 * The files that a walk found, a row a name, in arrays of primitives: no object a file, less than 100 bytes with its leaf and
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
    /** Numbers of a name, side by side. */
    private static final int FOLDER = 0;

    private static final int LEAF = 1;
    private static final int NEXT_NAME = 2;
    private static final int LOOK = 3;
    private static final int NUMBERS = 4;

    private final List<int[]> chunks = new ArrayList<>();
    private final SeenFacts facts = new SeenFacts();
    private final List<VolumeId> volumes = new ArrayList<>();
    private final List<WalkFolder> folders = new ArrayList<>();
    private final LeafStore leaves = new LeafStore();

    /** Null once the table is sealed. */
    private @Nullable BodyIndex index = new BodyIndex(this);

    private final BitSet furtherNames = new BitSet();
    private final BitSet barred = new BitSet();
    private int names;

    /** Adds the name that the walk stands on. */
    void add(WalkEntry entry) {
        int row = names++;
        if (row >>> CHUNK_BITS == chunks.size()) {
            chunks.add(new int[CHUNK_ROWS * NUMBERS]);
        }
        int[] chunk = chunks.getLast();
        int at = at(row);
        chunk[at + FOLDER] = folderIndex(entry.folder());
        chunk[at + LEAF] = leaves.add(entry);
        chunk[at + NEXT_NAME] = NONE;
        chunk[at + LOOK] = facts.add(entry, entry.hasKey() ? volumeIndex(entry.volume()) : SeenFacts.NO_VOLUME);
        if (entry.hasKey()) {
            joinBody(row);
        }
    }

    /** Makes the last row a further name of its body, if that has one. */
    private void joinBody(int row) {
        int body = bodyOf(row);
        if (body == row) {
            return;
        }
        furtherNames.set(row);
        chunk(row)[at(row) + NEXT_NAME] = nextName(body);
        chunk(body)[at(body) + NEXT_NAME] = row;
        if (facts.dropLastIfAs(look(body))) {
            chunk(row)[at(row) + LOOK] = look(body);
        }
    }

    private int bodyOf(int row) {
        if (index == null) {
            throw new IllegalStateException("the table is sealed");
        }
        return index.bodyOf(row);
    }

    /** Gives up the memory that only adding and barring needs, 16 to 32 bytes a body; neither is done after this. */
    void seal() {
        index = null;
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
        barred.set(volume(row) == SeenFacts.NO_VOLUME ? row : bodyOf(row));
    }

    /** Returns whether a row stands for a body that may have an equal: one that has bytes and was not barred. */
    boolean isCandidate(int row) {
        return isBody(row) && sizeBytes(row) > 0 && !barred.get(row);
    }

    /** Returns the row of another name of the same body, or {@link #NONE} after the last. */
    int nextName(int row) {
        return chunk(row)[at(row) + NEXT_NAME];
    }

    long sizeBytes(int row) {
        return facts.sizeBytes(look(row));
    }

    boolean sameKey(int row, int other) {
        int one = look(row);
        int two = look(other);
        return facts.fileLow(one) == facts.fileLow(two)
                && facts.volume(one) == facts.volume(two)
                && facts.fileHigh(one) == facts.fileHigh(two);
    }

    /** Returns whether what is found out of the body can be remembered: its identity lasts, and a change would show. */
    boolean isLasting(int row) {
        return volume(row) != SeenFacts.NO_VOLUME
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
        return volume(row) == SeenFacts.NO_VOLUME ? Optional.empty() : Optional.of(volumes.get(volume(row)));
    }

    OptionalInt linkCount(int row) {
        int count = facts.linkCount(look(row));
        return count == SeenFacts.UNKNOWN_COUNT ? OptionalInt.empty() : OptionalInt.of(count);
    }

    OptionalLong allocatedBytes(int row) {
        long bytes = facts.allocatedBytes(look(row));
        return bytes == Listing.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    Instant modified(int row) {
        long nanos = modifiedNanos(row);
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, Listing.NANOS_A_SECOND), Math.floorMod(nanos, Listing.NANOS_A_SECOND));
    }

    WalkFolder folder(int row) {
        return folders.get(folderNumber(row));
    }

    /** Returns which of {@link #folders} a row's folder is. */
    int folderNumber(int row) {
        return chunk(row)[at(row) + FOLDER];
    }

    /** Returns the folders that hold the names, in the order in which the walk came to them; one may be there twice. */
    List<WalkFolder> folders() {
        return folders;
    }

    byte[] leaf(int row) {
        return leaves.get(chunk(row)[at(row) + LEAF]);
    }

    /** Returns whether {@link #leaf} is this. */
    boolean hasLeaf(int row, byte[] leaf) {
        return leaves.is(chunk(row)[at(row) + LEAF], leaf);
    }

    /** Returns whether these facts are those of the body that the walk saw, with the length and the time that it saw. */
    boolean sawThis(int row, FileFacts facts) {
        return facts.sizeBytes() == sizeBytes(row)
                && withinRange(Listing.nanos(facts.modified())) == withinRange(modifiedNanos(row))
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
                        .filter(changed -> Listing.nanos(changed) == changedNanos(row))
                        .isPresent();
    }

    /** Returns the same of a stamp. */
    boolean isAsListed(int row, Stamp stamp) {
        int look = look(row);
        int volume = facts.volume(look);
        return stamp.sizeBytes() == facts.sizeBytes(look)
                && stamp.fileLow() == facts.fileLow(look)
                && stamp.fileHigh() == facts.fileHigh(look)
                && stamp.modifiedNanos() == facts.modifiedNanos(look)
                && stamp.changedNanos() == facts.changedNanos(look)
                && facts.changedNanos(look) != Listing.UNKNOWN
                && volume != SeenFacts.NO_VOLUME
                && stamp.volume().equals(volumes.get(volume));
    }

    /** Times beyond what nanoseconds can tell are equal: listings clamp them, and not all at the same one. */
    private static long withinRange(long nanos) {
        return Math.clamp(
                nanos, -Listing.MOST_SECONDS * Listing.NANOS_A_SECOND, Listing.MOST_SECONDS * Listing.NANOS_A_SECOND);
    }

    private int[] chunk(int row) {
        return chunks.get(row >>> CHUNK_BITS);
    }

    private static int at(int row) {
        return (row & CHUNK_ROWS - 1) * NUMBERS;
    }

    /** Returns which look the row was added by, or an equal one. */
    private int look(int row) {
        return chunk(row)[at(row) + LOOK];
    }

    private int volume(int row) {
        return facts.volume(look(row));
    }

    /** Returns the lower half of a row's file id; 0 where that is not known. */
    long fileLow(int row) {
        return facts.fileLow(look(row));
    }

    private long fileHigh(int row) {
        return facts.fileHigh(look(row));
    }

    long modifiedNanos(int row) {
        return facts.modifiedNanos(look(row));
    }

    long changedNanos(int row) {
        return facts.changedNanos(look(row));
    }
}
