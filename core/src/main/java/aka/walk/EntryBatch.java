package aka.walk;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.EntryFacts;
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
    private long passedOver;
    private boolean last;
    private Kind[] listedKinds = new Kind[FEW_ROWS];
    private Kind[] kinds = new Kind[FEW_ROWS];
    private byte[] outcomes = new byte[FEW_ROWS];
    private boolean[] mountPoints = new boolean[FEW_ROWS];
    private @Nullable VolumeId[] volumes = new @Nullable VolumeId[FEW_ROWS];
    private int[] leafEnds = new int[FEW_ROWS];

    /** {@link EntryFacts#NUMBERS} a row. */
    private long[] numbers = new long[FEW_ROWS * EntryFacts.NUMBERS];

    private final EntryFacts facts = new EntryFacts();
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

    /** Says how many entries of its folder were passed over up to the end of this batch, and whether that is the folder's end. */
    void note(long entriesPassedOver, boolean isLast) {
        passedOver = entriesPassedOver;
        last = isLast;
    }

    long passedOver() {
        return passedOver;
    }

    boolean isLast() {
        return last;
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
            numbers = Arrays.copyOf(numbers, more * EntryFacts.NUMBERS);
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
            if (listing.readFacts(facts)) {
                outcomes[row] = FACTS;
                keepFacts(row);
            } else {
                outcomes[row] = GONE;
            }
        } catch (FileCallException why) {
            outcomes[row] = TROUBLE;
            numbers[row * EntryFacts.NUMBERS] = troubles.size();
            troubles.add(why);
        }
    }

    private void keepFacts(int row) {
        kinds[row] = facts.kind();
        mountPoints[row] = facts.isMountPoint();
        volumes[row] = facts.volume();
        facts.copyNumbers(numbers, row * EntryFacts.NUMBERS);
    }

    /**
     * Fills {@code into} with the facts of an entry, and returns whether they were read: false if it was gone.
     *
     * @throws FileCallException if it was there, and they could not be had
     * @throws IllegalStateException if nobody tried
     */
    boolean takeFacts(int row, EntryFacts into) throws FileCallException {
        return switch (outcomes[row]) {
            case FACTS -> {
                into.entry(kinds[row], mountPoints[row]);
                into.take(volumes[row], numbers, row * EntryFacts.NUMBERS);
                yield true;
            }
            case GONE -> false;
            case TROUBLE -> throw troubles.get((int) numbers[row * EntryFacts.NUMBERS]);
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
}
