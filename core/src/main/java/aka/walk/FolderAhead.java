package aka.walk;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is opened and listed before the walk comes to it. One thread calls {@link #read}: one of {@link ReadAhead}, or
 * the walk itself where it would have to wait for another folder; the walk calls all else. What was met is told when the walk
 * comes to the same place, so that nobody sees that it was met earlier.
 */
final class FolderAhead {

    /** So many full batches may wait for the walk. */
    private static final int MOST_WAITING = 2;

    /** How far it is; each comes after all before it. */
    private enum Stage {
        TAKEN,
        OPENED,
        LOOKED_AT,
        LISTED
    }

    /** A folder in it that the walk may enter, and where it stands among the entries. */
    private static final class Subfolder {
        final int ordinal;
        final byte[] leaf;

        Subfolder(int ordinal, byte[] leaf) {
            this.ordinal = ordinal;
            this.leaf = leaf;
        }
    }

    private final WalkFolder at;
    private final EntryFilter filter;
    private final Set<FileKey> closedFolders;
    private final SeenBodies bodies;
    private final SpareBatches spare;
    private final BooleanSupplier meanwhile;
    private final boolean byTheWalk;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<EntryBatch> batches = new ArrayDeque<>();
    private Stage stage = Stage.TAKEN;
    private @Nullable FileFacts facts;
    private boolean ended;
    private boolean left;

    /** What ended it: trouble with the system, or a bug. */
    private @Nullable FileCallException trouble;

    private @Nullable Throwable bug;

    // Of the thread that reads it.

    private @Nullable Folder folder;
    private @Nullable Listing listing;
    private int entries;

    /** So many that were passed over the walk may know of. */
    private long passedOverTold;

    private final List<Subfolder> subfolders = new ArrayList<>(0);

    /**
     * @param meanwhile does something else of use for the walk, which would wait; returns whether there was anything
     * @param byTheWalk whether the walk itself reads it: as far as two batches, and the rest when it comes to it
     */
    FolderAhead(
            WalkFolder at,
            EntryFilter filter,
            Set<FileKey> closedFolders,
            SeenBodies bodies,
            SpareBatches spare,
            BooleanSupplier meanwhile,
            boolean byTheWalk) {
        this.at = at;
        this.filter = filter;
        this.closedFolders = closedFolders;
        this.bodies = bodies;
        this.spare = spare;
        this.meanwhile = meanwhile;
        this.byTheWalk = byTheWalk;
    }

    /**
     * Opens and lists it, as far as the filter wants it. A thread that is far ahead of the walk waits; the walk leaves off.
     *
     * @return how many entries were listed
     */
    int read() {
        boolean over = true;
        try {
            if (folder == null) {
                open();
            }
            over = readBatches();
            if (over) {
                end(null, null);
            }
        } catch (FileCallException why) {
            end(why, null);
        } catch (RuntimeException | Error e) {
            end(null, e);
        } finally {
            // Last: whatever becomes of it, the walk does not wait for more.
            if (over) {
                close();
            }
        }
        return entries;
    }

    /** Returns whether nothing is left to read, or nobody wants it. */
    private boolean readBatches() throws FileCallException {
        boolean more = listing != null;
        while (more && !(byTheWalk && batches.size() >= MOST_WAITING)) {
            more = readBatch(Objects.requireNonNull(listing));
        }
        return !more;
    }

    private void open() throws FileCallException {
        WalkRoot root = at.root();
        Folder opened = root.open().openFolder(at.below(at.top()), filter.crossesMounts());
        folder = opened;
        reach(Stage.OPENED, null);
        FileFacts seen = opened.facts();
        reach(Stage.LOOKED_AT, seen);
        boolean shut = seen.key().filter(closedFolders::contains).isPresent();
        if (!shut && (filter.crossesMounts() || root.sameVolume(seen))) {
            listing = RecallingListing.over(opened.list(), seen, bodies, filter);
            reach(Stage.LISTED, seen);
        }
    }

    /** Returns whether there are more, and somebody wants them. */
    private boolean readBatch(Listing from) throws FileCallException {
        EntryBatch batch = spare.take();
        boolean more;
        try {
            more = fill(batch, from);
        } catch (FileCallException why) {
            // What was listed before that is delivered before that.
            put(batch, from);
            throw why;
        }
        return put(batch, from) && more;
    }

    private boolean fill(EntryBatch batch, Listing from) throws FileCallException {
        while (!batch.isFull() && from.passedOver() - passedOverTold < EntryBatch.MOST_ROWS) {
            if (!from.next()) {
                return false;
            }
            batch.add(from);
            if (wantsFacts(batch)) {
                batch.readFacts(from);
            }
            noteFolder(batch);
            entries++;
        }
        return true;
    }

    /** Whatever the walk asks for the facts of is among these. */
    private boolean wantsFacts(EntryBatch batch) {
        int row = batch.rows() - 1;
        if (batch.listedKind(row) == Kind.UNKNOWN) {
            return true;
        }
        if (batch.listedKind(row) != Kind.FILE) {
            return false;
        }
        if (filter.wantsEveryName()) {
            return true;
        }
        byte[] leaf = batch.leaf(row);
        return !filter.shutsOut(at, leaf, leaf.length) && filter.wantsName(at, leaf, leaf.length);
    }

    private void noteFolder(EntryBatch batch) {
        int row = batch.rows() - 1;
        if (batch.isFolder(row) && !filter.isBottom(at)) {
            byte[] leaf = batch.leaf(row);
            if (!filter.shutsOut(at, leaf, leaf.length)) {
                subfolders.add(new Subfolder(entries, leaf));
            }
        }
    }

    /**
     * Returns the folders in it, as far as it was read, in the order in which it lists them. For the thread that reads it.
     *
     * @param place that of this folder
     */
    List<PendingFolder> subfolders(long place) {
        List<PendingFolder> found = new ArrayList<>(subfolders.size());
        for (Subfolder one : subfolders) {
            found.add(new PendingFolder(at.child(one.leaf), one.ordinal, place));
        }
        return found;
    }

    /** Returns whether to go on. */
    private boolean put(EntryBatch batch, Listing from) {
        passedOverTold = from.passedOver();
        batch.notePassedOver(passedOverTold);
        lock.lock();
        try {
            while (!byTheWalk && batches.size() >= MOST_WAITING && !left) {
                changed.awaitUninterruptibly();
            }
            batches.add(batch);
            changed.signalAll();
            return !left;
        } finally {
            lock.unlock();
        }
    }

    /** Notes how far it is, and wakes the walk. */
    private void reach(Stage next, @Nullable FileFacts seen) {
        lock.lock();
        try {
            stage = next;
            facts = seen;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable FileCallException why, @Nullable Throwable e) {
        lock.lock();
        try {
            trouble = why;
            bug = e;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        if (listing != null) {
            listing.close();
            listing = null;
        }
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    /**
     * Waits until it is open.
     *
     * @throws FileCallException if it cannot be opened
     */
    void awaitOpen() throws FileCallException {
        await(Stage.OPENED);
    }

    /** Returns its own facts, for which it waits. */
    FileFacts awaitFacts() throws FileCallException {
        await(Stage.LOOKED_AT);
        return Objects.requireNonNull(facts);
    }

    /** Waits until its entries are being listed. */
    void awaitListing() throws FileCallException {
        await(Stage.LISTED);
    }

    /** Waits until it is as far as {@code wanted}, or throws what ended it before that. */
    private void await(Stage wanted) throws FileCallException {
        lock.lock();
        try {
            boolean useful = true;
            while (stage.compareTo(wanted) < 0) {
                if (ended) {
                    throwWhatEndedIt();
                    throw new IllegalStateException("nobody listed " + at.path());
                }
                if (useful) {
                    useful = useTime();
                } else {
                    changed.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does something else without the lock, in which time what is waited for may come; returns whether there was anything. */
    private boolean useTime() {
        lock.unlock();
        try {
            return meanwhile.getAsBoolean();
        } finally {
            lock.lock();
        }
    }

    /** Takes back entries that were gone through. */
    void giveBack(EntryBatch batch) {
        spare.giveBack(batch);
    }

    /** Returns the next entries, for which it waits; null if there are no more. */
    @Nullable
    EntryBatch awaitBatch() throws FileCallException {
        lock.lock();
        try {
            boolean useful = true;
            while (batches.isEmpty() && !ended) {
                if (byTheWalk) {
                    read();
                } else if (useful) {
                    useful = useTime();
                } else {
                    changed.awaitUninterruptibly();
                }
            }
            EntryBatch next = batches.poll();
            if (next == null) {
                throwWhatEndedIt();
            }
            changed.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Lets who reads it give that up, if it is not done. */
    void leave() {
        lock.lock();
        try {
            left = true;
            batches.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (byTheWalk) {
            close();
        }
    }

    private void throwWhatEndedIt() throws FileCallException {
        if (trouble != null) {
            FileCallException once = trouble;
            trouble = null;
            throw once;
        }
        // No switch over types: to make one at run time takes ten milliseconds of each walk, and every folder ends
        // here.
        if (bug instanceof RuntimeException e) {
            throw e;
        }
        if (bug instanceof Error e) {
            throw e;
        }
    }
}
