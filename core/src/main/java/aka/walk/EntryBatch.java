package aka.walk;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Listing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some entries of a folder with their facts, a row an entry in columns of primitives. One thread fills it, another reads it. */
final class EntryBatch {

    /** So many entries are handed over together. */
    static final int MOST_ROWS = 1024;

    private static final byte NO_FACTS = 0;
    private static final byte FACTS = 1;
    private static final byte GONE = 2;
    private static final byte TROUBLE = 3;

    private static final int FEW_ROWS = 16;

    private int rows;
    private Kind[] listedKinds = new Kind[FEW_ROWS];
    private Kind[] kinds = new Kind[FEW_ROWS];
    private byte[] outcomes = new byte[FEW_ROWS];
    private boolean[] mountPoints = new boolean[FEW_ROWS];
    private @Nullable VolumeId[] volumes = new @Nullable VolumeId[FEW_ROWS];
    private int[] leafEnds = new int[FEW_ROWS];

    /** Six numbers a row. */
    private long[] numbers = new long[FEW_ROWS * NUMBERS];

    private static final int FILE_HIGH = 0;
    private static final int FILE_LOW = 1;
    private static final int SIZE_BYTES = 2;
    private static final int ALLOCATED_BYTES = 3;
    private static final int LINK_COUNT = 4;
    private static final int MODIFIED = 5;
    private static final int CHANGED = 6;
    private static final int NUMBERS = 7;

    private byte[] leaves = new byte[FEW_ROWS * 16];
    private final List<FileCallException> troubles = new ArrayList<>(0);

    /** Takes out all entries. */
    void clear() {
        rows = 0;
        troubles.clear();
    }

    /** Returns for how many entries there is memory now. */
    int room() {
        return kinds.length;
    }

    int rows() {
        return rows;
    }

    boolean isFull() {
        return rows == MOST_ROWS;
    }

    /** Adds the entry that the listing stands on, without facts. */
    void add(Listing listing) {
        makeRoom(listing.leafLength());
        listedKinds[rows] = listing.kind();
        outcomes[rows] = NO_FACTS;
        listing.copyLeaf(leaves, leafStart(rows));
        leafEnds[rows] = leafStart(rows) + listing.leafLength();
        rows++;
    }

    private void makeRoom(int leafLength) {
        if (rows == kinds.length) {
            int more = Math.min(rows * 2, MOST_ROWS);
            listedKinds = Arrays.copyOf(listedKinds, more);
            kinds = Arrays.copyOf(kinds, more);
            outcomes = Arrays.copyOf(outcomes, more);
            mountPoints = Arrays.copyOf(mountPoints, more);
            volumes = Arrays.copyOf(volumes, more);
            leafEnds = Arrays.copyOf(leafEnds, more);
            numbers = Arrays.copyOf(numbers, more * NUMBERS);
        }
        int needed = leafStart(rows) + leafLength;
        if (needed > leaves.length) {
            leaves = Arrays.copyOf(leaves, Math.max(needed, leaves.length * 2));
        }
    }

    /** Has the listing read the facts of the entry that was added last, and keeps what came of it. */
    void readFacts(Listing listing) {
        int row = rows - 1;
        try {
            if (listing.readFacts()) {
                outcomes[row] = FACTS;
                keepFacts(row, listing);
            } else {
                outcomes[row] = GONE;
            }
        } catch (FileCallException why) {
            outcomes[row] = TROUBLE;
            numbers[row * NUMBERS] = troubles.size();
            troubles.add(why);
        }
    }

    private void keepFacts(int row, Listing listing) {
        kinds[row] = listing.kind();
        mountPoints[row] = listing.isMountPoint();
        volumes[row] = listing.hasKey() ? listing.volume() : null;
        int at = row * NUMBERS;
        numbers[at + FILE_HIGH] = listing.fileHigh();
        numbers[at + FILE_LOW] = listing.fileLow();
        numbers[at + SIZE_BYTES] = listing.sizeBytes();
        numbers[at + ALLOCATED_BYTES] = listing.allocatedBytes();
        numbers[at + LINK_COUNT] = listing.linkCount();
        numbers[at + MODIFIED] = listing.modifiedNanos();
        numbers[at + CHANGED] = listing.changedNanos();
    }

    /**
     * Returns whether the facts of an entry were read: false if it was gone.
     *
     * @throws FileCallException if it was there, and they could not be had
     * @throws IllegalStateException if nobody tried
     */
    boolean hasFacts(int row) throws FileCallException {
        return switch (outcomes[row]) {
            case FACTS -> true;
            case GONE -> false;
            case TROUBLE -> throw troubles.get((int) numbers[row * NUMBERS]);
            default -> throw new IllegalStateException("nobody asked for the facts of this entry");
        };
    }

    /** Returns whether the entry is a folder of the same volume, as far as was read of it. */
    boolean isFolder(int row) {
        return listedKinds[row] == Kind.FOLDER
                || outcomes[row] == FACTS && kinds[row] == Kind.FOLDER && !mountPoints[row];
    }

    /** Returns what the listing itself said of the entry. */
    Kind listedKind(int row) {
        return listedKinds[row];
    }

    /** Returns what the facts said of it. */
    Kind kind(int row) {
        return kinds[row];
    }

    boolean isMountPoint(int row) {
        return mountPoints[row];
    }

    int leafLength(int row) {
        return leafEnds[row] - leafStart(row);
    }

    private int leafStart(int row) {
        return row == 0 ? 0 : leafEnds[row - 1];
    }

    byte[] leaf(int row) {
        return Arrays.copyOfRange(leaves, leafStart(row), leafEnds[row]);
    }

    void copyLeaf(int row, byte[] into, int at) {
        System.arraycopy(leaves, leafStart(row), into, at, leafLength(row));
    }

    VolumeId volume(int row) {
        VolumeId volume = volumes[row];
        if (volume == null) {
            throw new IllegalStateException("the identity of this entry is not known");
        }
        return volume;
    }

    long fileHigh(int row) {
        return numbers[row * NUMBERS + FILE_HIGH];
    }

    long fileLow(int row) {
        return numbers[row * NUMBERS + FILE_LOW];
    }

    long sizeBytes(int row) {
        return numbers[row * NUMBERS + SIZE_BYTES];
    }

    long allocatedBytes(int row) {
        return numbers[row * NUMBERS + ALLOCATED_BYTES];
    }

    long linkCount(int row) {
        return numbers[row * NUMBERS + LINK_COUNT];
    }

    long modifiedNanos(int row) {
        return numbers[row * NUMBERS + MODIFIED];
    }

    long changedNanos(int row) {
        return numbers[row * NUMBERS + CHANGED];
    }
}
