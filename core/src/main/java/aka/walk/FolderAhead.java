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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a thread of {@link ReadAhead} opens and lists before the walk comes to it. That thread calls {@link #read}, the
 * walk all else. What it met is told when the walk comes to the same place, so that nobody sees that it was met earlier.
 */
final class FolderAhead {

    /** So many full batches may wait for the walk. */
    private static final int MOST_WAITING = 2;

    private final WalkFolder at;
    private final SpareBatches spare;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<EntryBatch> batches = new ArrayDeque<>();
    private @Nullable FileFacts facts;
    private boolean opened;
    private boolean listed;
    private boolean ended;
    private boolean left;

    /** Counted by the thread that reads it. */
    private int entries;

    /** So many that were passed over the walk may know of. */
    private long passedOverTold;

    /** The folders in it that the walk may enter, by their places among the entries; of the thread that reads it. */
    private final SortedMap<Integer, byte[]> folders = new TreeMap<>();

    /** What ended it: trouble with the system, or a bug. */
    private @Nullable FileCallException trouble;

    private @Nullable Throwable bug;

    FolderAhead(WalkFolder at, SpareBatches spare) {
        this.at = at;
        this.spare = spare;
    }

    WalkFolder at() {
        return at;
    }

    /**
     * Opens and lists it, as far as the filter wants it. Waits when it is far ahead of the walk.
     *
     * @return how many entries were listed
     */
    int read(EntryFilter filter, Set<FileKey> closed, SeenBodies bodies) {
        try {
            WalkRoot root = at.root();
            try (Folder folder = root.open().openFolder(at.below(at.top()), filter.crossesMounts())) {
                tell(() -> opened = true);
                FileFacts seen = folder.facts();
                tell(() -> facts = seen);
                boolean shut = seen.key().filter(closed::contains).isPresent();
                if (!shut && (filter.crossesMounts() || root.sameVolume(seen))) {
                    list(folder, seen, filter, bodies);
                }
            }
            end(null, null);
        } catch (FileCallException why) {
            end(why, null);
        } catch (RuntimeException | Error e) {
            end(null, e);
        }
        return entries;
    }

    private void list(Folder folder, FileFacts seen, EntryFilter filter, SeenBodies bodies) throws FileCallException {
        try (Listing listing = RecallingListing.over(folder.list(), seen, bodies)) {
            tell(() -> listed = true);
            if (filter.onlyCountsSingles()) {
                listing.passOverSingles(bodies::mayBeShared);
            }
            EntryBatch batch = spare.take();
            try {
                while (listing.next()) {
                    batch.add(listing);
                    if (wantsFacts(batch, filter)) {
                        batch.readFacts(listing);
                    }
                    noteFolder(batch, filter);
                    entries++;
                    if (batch.isFull() || listing.passedOver() - passedOverTold >= EntryBatch.MOST_ROWS) {
                        if (!put(batch, listing)) {
                            return;
                        }
                        batch = spare.take();
                    }
                }
            } catch (FileCallException why) {
                // What was listed before that is delivered before that.
                put(batch, listing);
                throw why;
            }
            put(batch, listing);
        }
    }

    /** Whatever the walk asks for the facts of is among these. */
    private boolean wantsFacts(EntryBatch batch, EntryFilter filter) {
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

    private void noteFolder(EntryBatch batch, EntryFilter filter) {
        int row = batch.rows() - 1;
        if (batch.isFolder(row) && !filter.isBottom(at)) {
            byte[] leaf = batch.leaf(row);
            if (!filter.shutsOut(at, leaf, leaf.length)) {
                folders.put(entries, leaf);
            }
        }
    }

    /**
     * Returns the folders in it, as far as it was read, in the order in which it lists them. For the thread that reads it.
     *
     * @param place that of this folder
     */
    List<PendingFolder> subfolders(long place) {
        List<PendingFolder> found = new ArrayList<>(folders.size());
        folders.forEach((ordinal, leaf) -> found.add(new PendingFolder(at.child(leaf), ordinal, place)));
        return found;
    }

    /** Notes how far it is, and wakes the walk. */
    private void tell(Runnable note) {
        lock.lock();
        try {
            note.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable FileCallException why, @Nullable Throwable e) {
        tell(() -> {
            trouble = why;
            bug = e;
            ended = true;
        });
    }

    /** Returns whether to go on. */
    private boolean put(EntryBatch batch, Listing listing) {
        passedOverTold = listing.passedOver();
        batch.notePassedOver(passedOverTold);
        lock.lock();
        try {
            while (batches.size() >= MOST_WAITING && !left) {
                changed.awaitUninterruptibly();
            }
            batches.add(batch);
            changed.signalAll();
            return !left;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it is open.
     *
     * @throws FileCallException if it cannot be opened
     */
    void awaitOpen() throws FileCallException {
        await(() -> opened);
    }

    /** Returns its own facts, for which it waits. */
    FileFacts awaitFacts() throws FileCallException {
        await(() -> facts != null);
        return Objects.requireNonNull(facts);
    }

    /** Waits until its entries are being listed. */
    void awaitListing() throws FileCallException {
        await(() -> listed);
    }

    /** Waits for {@code what}, or throws what ended it before that. */
    private void await(BooleanSupplier what) throws FileCallException {
        lock.lock();
        try {
            while (!what.getAsBoolean()) {
                if (ended) {
                    throwWhatEndedIt();
                    throw new IllegalStateException("nobody listed " + at.path());
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
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
            while (batches.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
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

    /** Lets the thread that reads it give that up, if it is not done. */
    void leave() {
        tell(() -> {
            left = true;
            batches.clear();
        });
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
