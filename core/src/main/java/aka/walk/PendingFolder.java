package aka.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder that the walk will come to. Its fields are for {@link ReadAhead} under its lock, but those that stay. In order, the
 * one that the walk comes to first is first, as far as that could be told when it was found.
 */
final class PendingFolder implements Comparable<PendingFolder> {

    static final int NOWHERE = -1;

    final WalkFolder folder;

    /** Where it stands among the entries of its folder, from 0, if it was found there ahead of the walk. */
    final int ordinal;

    /** The place of the folder in which it was found, 1 or more, or 0: it stays, since a queue is ordered by it. */
    final long foundAt;

    /** Greater the sooner the walk comes to it. */
    long place;

    /** What is read of it ahead of the walk; null if nothing is. */
    @Nullable
    FolderAhead taken;

    /** Where it stands among those that are read ahead. */
    int aheadAt = NOWHERE;

    /** Whether the walk knows of it. */
    boolean pushed;

    /** Whether the walk has come to it, or never will. */
    boolean past;

    /** So many of its entries were read ahead. */
    int entriesAhead;

    /** The folders in it, if it was read to its end before the walk came to it: in the order in which it lists them. */
    List<PendingFolder> subfolders = List.of();

    private int nextSubfolder;

    PendingFolder(WalkFolder folder, int ordinal, long foundAt) {
        this.folder = folder;
        this.ordinal = ordinal;
        this.foundAt = foundAt;
        this.place = foundAt;
    }

    /** Not by a comparator that is put together: the JVM makes its parts anew in each start, four milliseconds of it. */
    @Override
    public int compareTo(PendingFolder other) {
        return foundAt == other.foundAt
                ? Integer.compare(other.ordinal, ordinal)
                : Long.compare(other.foundAt, foundAt);
    }

    /**
     * Returns what was found ahead of the entry with this number; null if nothing was. For the walk, once it has come to this
     * folder, in the order of the entries.
     */
    @Nullable
    PendingFolder subfolder(int entry) {
        while (nextSubfolder < subfolders.size() && subfolders.get(nextSubfolder).ordinal < entry) {
            nextSubfolder++;
        }
        boolean found = nextSubfolder < subfolders.size() && subfolders.get(nextSubfolder).ordinal == entry;
        return found ? subfolders.get(nextSubfolder) : null;
    }
}
