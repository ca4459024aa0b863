package aka.walk;

import aka.file.FileKey;
import aka.file.Kind;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.FolderIdentity;
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

    /** Whether it was opened and looked at, and is being listed if the filter wants that: changed with the lock, read without. */
    private volatile boolean ready;

    /** Whether nothing more will come, so that the thread that reads it waits for nothing: as {@link #ready}. */
    private volatile boolean ended;

    /** Whether the walk wants nothing more: changed by the walk, and read by the other with the lock. */
    private volatile boolean left;

    /** What ended it: trouble with the system, or a bug. */
    private @Nullable FileCallException trouble;

    private @Nullable Throwable bug;

    // Of the thread that reads it, and of the walk once it is ready or has ended.

    private @Nullable FolderIdentity identity;
    private boolean listed;

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
            if (over && !ended) {
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
        FolderIdentity seen = opened.identity();
        identity = seen;
        boolean shut = seen.key().filter(closedFolders::contains).isPresent();
        if (!shut && (filter.crossesMounts() || root.sameVolume(seen))) {
            listing = RecallingListing.over(opened.list(), seen, bodies, filter);
            listed = true;
        }
        noteReady();
    }

    /** Returns whether there are more, and somebody wants them. */
    private boolean readBatch(Listing from) throws FileCallException {
        EntryBatch batch = spare.take();
        boolean more;
        try {
            more = fill(batch, from);
        } catch (FileCallException why) {
            // What was listed before that is delivered before that.
            put(batch, from, false);
            throw why;
        }
        return put(batch, from, !more) && more;
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
    private boolean put(EntryBatch batch, Listing from, boolean last) {
        passedOverTold = from.passedOver();
        batch.note(passedOverTold, last);
        lock.lock();
        try {
            while (!byTheWalk && batches.size() >= MOST_WAITING && !left) {
                changed.awaitUninterruptibly();
            }
            batches.add(batch);
            ended = last;
            changed.signalAll();
            return !left;
        } finally {
            lock.unlock();
        }
    }

    private void noteReady() {
        lock.lock();
        try {
            ready = true;
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
     * Waits until it is open, and returns which folder it is.
     *
     * @throws FileCallException if it cannot be opened or looked at
     */
    FolderIdentity awaitIdentity() throws FileCallException {
        await();
        if (identity == null) {
            throwWhatEndedIt();
        }
        return Objects.requireNonNull(identity);
    }

    /**
     * Waits until its entries are being listed.
     *
     * @throws FileCallException if they cannot be
     */
    void awaitListing() throws FileCallException {
        await();
        if (!listed) {
            throwWhatEndedIt();
            throw new IllegalStateException("nobody listed " + at.path());
        }
    }

    private void await() {
        if (ready) {
            return;
        }
        lock.lock();
        try {
            boolean useful = true;
            while (!ready && !ended) {
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

    /** Lets who reads it give that up, if it is not done; again, nothing. */
    void leave() {
        if (left) {
            return;
        }
        left = true;
        if (!ended) {
            wakeReader();
        }
        if (byTheWalk) {
            close();
        }
    }

    private void wakeReader() {
        lock.lock();
        try {
            batches.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
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
