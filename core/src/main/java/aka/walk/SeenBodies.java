package aka.walk;

import aka.file.VolumeId;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The facts of bodies with several names that one walk has looked at, so that it need not look at the same body by every name:
 * the file id that stands in a folder tells that it is the same. For several threads.
 *
 * <p>A name that something may be mounted on is always looked at, since there the folder holds the id of what is covered. A body
 * that went, and whose id another took while the walk was under way, shows when it is opened: as one that changed.
 */
final class SeenBodies {

    /** So many parts, so that two threads seldom meet in one. */
    private static final int PARTS = 64;

    private static final int MARK_BITS = 19;
    private static final int MARKS = 1 << MARK_BITS;

    private final FileCalls calls;
    private final BodyFacts[] parts = new BodyFacts[PARTS];
    private final CopyOnWriteArrayList<VolumeId> volumes = new CopyOnWriteArrayList<>();

    /**
     * A bit for each body that was kept, at a place that is made of its id: most bodies of most trees have one name, and are found
     * out here to be unknown. Without a lock: where two threads write at once a bit may be lost, and a body is looked at again.
     */
    private final long[] marks = new long[MARKS / Long.SIZE];

    /** Null until there is a body to remember. */
    private volatile @Nullable CoveredLeaves covered;

    private boolean useless;

    SeenBodies(FileCalls calls) {
        this.calls = calls;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new BodyFacts();
        }
    }

    /** Keeps what a look has shown, if that is a body with several names. */
    void keep(EntryFacts looked) {
        VolumeId volume = looked.volume();
        if (looked.linkCount() > 1 && volume != null && looked.hasKey() && looked.fileHigh() == 0 && begin()) {
            volumes.addIfAbsent(volume);
            int mark = mark(looked.fileLow());
            marks[mark / Long.SIZE] |= 1L << mark;
            part(looked.fileLow()).keep(looked, volumes.indexOf(volume));
        }
    }

    /** Learns what is mounted where, once; returns false if that cannot be told, so that no listed id can be trusted. */
    private boolean begin() {
        return covered != null || beginNow();
    }

    private synchronized boolean beginNow() {
        if (covered == null && !useless) {
            try {
                List<Path> points = calls.mountPoints();
                useless = points.isEmpty();
                covered = useless ? null : new CoveredLeaves(points);
            } catch (FileCallException untold) {
                useless = true;
            }
        }
        return covered != null;
    }

    /**
     * Fills {@code into} with the facts of the entry on which {@code listing} stands, if they are known.
     *
     * @param folder the volume that the folder is on
     */
    boolean recall(Listing listing, VolumeId folder, long[] into) {
        CoveredLeaves leaves = covered;
        if (leaves == null) {
            return false;
        }
        long id = listing.listedId();
        if (id == Listing.UNKNOWN || !isMarked(mark(id))) {
            return false;
        }
        return part(id).recall(id, volumes.indexOf(folder), into) && !leaves.mayCover(listing);
    }

    /** Returns whether the body with this listed id may be one that is kept, because it has several names. */
    boolean mayBeShared(long id) {
        return isMarked(mark(id));
    }

    private boolean isMarked(int mark) {
        return (marks[mark / Long.SIZE] & 1L << mark) != 0;
    }

    private static int mark(long fileLow) {
        return (int) (fileLow * 0x9E3779B97F4A7C15L >>> Long.SIZE - MARK_BITS);
    }

    private BodyFacts part(long fileLow) {
        return parts[(int) (fileLow * 0x9E3779B97F4A7C15L >>> 58)];
    }
}
