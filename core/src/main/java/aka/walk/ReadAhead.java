package aka.walk;

import aka.file.FileKey;
import aka.os.FileCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a walk has yet to come to, the next one first, and the threads that read some of those before it does. The
 * order of the walk stays what it is without them.
 *
 * <p>The walk reads the very next folders itself, and others where it would wait for one that is being read. So there is one thread
 * less than the system's calls are worth ({@link FileCalls#concurrency}); and more as long as those that there are wait for the
 * disk, which then has more than one thing to do.
 */
final class ReadAhead implements AutoCloseable {

    /** So many reads keep a disk busy. */
    private static final int MOST_THREADS = 16;

    /** So many folders, */
    private static final int MOST_AHEAD = 4096;

    /** and so many entries may be ahead of the walk, for the memory that they take: some 120 bytes each. */
    private static final int MOST_ENTRIES_AHEAD = 1 << 16;

    /** So many of the next folders are left to the walk, which reads them itself: it would wait for one that was just begun. */
    private static final int LEFT_TO_THE_WALK = 2;

    /** Among so many of the next ones one is looked for that may be taken. */
    private static final int MOST_PASSED = 16;

    /** So many that are of no use are not worth the looking for them. */
    private static final int MOST_STALE = 1024;

    /** What is deeper is opened by the walk itself, from a folder nearby. */
    private static final int MOST_DEPTH = 32;

    private final FileCalls calls;
    private final EntryFilter filter;
    private final Set<FileKey> closedFolders;
    private final SeenBodies bodies;
    private final SpareBatches spare = new SpareBatches();
    private final int concurrency;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition threadEnded = lock.newCondition();
    private final ArrayDeque<PendingFolder> pending = new ArrayDeque<>();

    /** Those of {@link #pending} that no thread has taken, in the same order. */
    private final ArrayDeque<PendingFolder> untaken = new ArrayDeque<>();

    /** Found in folders that were read ahead; among them those that the walk has come to know of meanwhile, or never will. */
    private final PriorityQueue<PendingFolder> found = new PriorityQueue<>();

    /** So many of {@link #found} are of no use any more, at most. */
    private int stale;

    /** Those that a thread has taken and the walk has not come to, in any order: each knows its place. */
    private final List<PendingFolder> ahead = new ArrayList<>();

    private long pushes;

    /** Entries of folders that were read to their ends and that the walk has not come to yet. */
    private int entriesAhead;

    private int threads;
    private int mostThreads = MOST_THREADS;
    private int idle;

    /** Folders for which a thread had to wait, less those for which none had to. */
    private int waits;

    private volatile boolean waitsForDisk;
    private boolean closed;

    ReadAhead(FileCalls calls, EntryFilter filter, Set<FileKey> closed, SeenBodies bodies) {
        this.bodies = bodies;
        this.closedFolders = closed;
        this.calls = calls;
        this.filter = filter;
        this.concurrency = calls.concurrency();
    }

    /** Returns whether the threads were seen to wait for the disk. */
    boolean waitsForDisk() {
        return waitsForDisk;
    }

    /** Adds a folder, to be the next one. */
    void push(WalkFolder folder) {
        push(new PendingFolder(folder, 0, 0));
    }

    /** Adds a folder, to be the next one; some thread may have found and read it already. */
    void push(PendingFolder folder) {
        lock.lock();
        try {
            folder.pushed = true;
            folder.place = ++pushes;
            pending.push(folder);
            if (folder.taken == null) {
                untaken.push(folder);
                noteStale(folder);
            }
            if (untaken.size() > leftToTheWalk()) {
                if (idle > 0) {
                    wakeOne();
                } else if (threads + 1 < concurrency && threads < mostThreads) {
                    startThread();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes out the next folder; null if there is none. */
    @Nullable
    PendingFolder poll() {
        lock.lock();
        try {
            PendingFolder next = pending.poll();
            if (next != null) {
                if (next.taken == null) {
                    untaken.poll();
                }
                pass(next);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The walk is done with a folder: what was found in it ahead and was not pushed will never be. */
    void leave(PendingFolder done) {
        if (done.taken == null) {
            return;
        }
        lock.lock();
        try {
            forgetSubfolders(done);
        } finally {
            lock.unlock();
        }
    }

    private void forgetSubfolders(PendingFolder done) {
        for (PendingFolder one : done.subfolders) {
            if (!one.pushed) {
                pass(one);
                if (one.taken == null) {
                    noteStale(one);
                } else {
                    one.taken.leave();
                }
                forgetSubfolders(one);
            }
        }
        done.subfolders = List.of();
    }

    /** What is far away is taken last, so what is of no use would stay there to the end. */
    private void noteStale(PendingFolder folder) {
        stale += folder.foundAt > 0 ? 1 : 0;
        if (stale > MOST_STALE && stale > found.size() / 2) {
            found.removeIf(ReadAhead::isStale);
            stale = 0;
        }
    }

    private static boolean isStale(PendingFolder one) {
        return one.pushed || one.past;
    }

    private void pass(PendingFolder folder) {
        folder.past = true;
        entriesAhead -= folder.entriesAhead;
        if (folder.aheadAt >= 0) {
            PendingFolder last = ahead.removeLast();
            if (last != folder) {
                ahead.set(folder.aheadAt, last);
                last.aheadAt = folder.aheadAt;
            }
            folder.aheadAt = PendingFolder.NOWHERE;
            wakeOne();
        }
    }

    /** To wake a thread for one folder costs more than the folder, so it sleeps until there is room for some. */
    private void wakeOne() {
        if (idle > 0 && entriesAhead <= MOST_ENTRIES_AHEAD / 2 && ahead.size() <= MOST_AHEAD / 2) {
            work.signal();
        }
    }

    /** Ends the threads, and waits for that. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (PendingFolder one : ahead) {
                Objects.requireNonNull(one.taken).leave();
            }
            work.signalAll();
            while (threads > 0) {
                threadEnded.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Where no thread can be started any more the walk goes on with those that there are, or by itself. */
    private void startThread() {
        try {
            Thread.ofPlatform().name("aka-walk-" + (threads + 1)).daemon().start(this::readFolders);
            threads++;
        } catch (OutOfMemoryError noMoreThreads) {
            mostThreads = threads;
        }
    }

    private void readFolders() {
        try {
            PendingFolder next = take();
            while (next != null) {
                OptionalLong before = calls.waits();
                int entries = Objects.requireNonNull(next.taken).read();
                boolean waited = before.isPresent() && calls.waits().orElse(0) > before.getAsLong();
                next = takeAfter(next, entries, waited);
            }
        } finally {
            noteEnd();
        }
    }

    /** For the walk, which would wait for a folder that is being read: reads another one. Returns whether there was one. */
    private boolean readMeanwhile() {
        // Where it is the disk that is waited for, another wait would be no better.
        PendingFolder next = waitsForDisk ? null : takeForTheWalk();
        if (next == null) {
            return false;
        }
        int entries = Objects.requireNonNull(next.taken).read();
        lock.lock();
        try {
            noteRead(next, entries);
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void noteRead(PendingFolder read, int entries) {
        if (read.past) {
            return;
        }
        read.entriesAhead = entries;
        entriesAhead += entries;
        if (read.folder.depth() < MOST_DEPTH) {
            read.subfolders = Objects.requireNonNull(read.taken).subfolders(read.place);
            found.addAll(read.subfolders);
        }
        // This thread takes one itself.
        if (read.subfolders.size() > 1) {
            wakeOne();
        }
    }

    private void noteEnd() {
        lock.lock();
        try {
            threads--;
            threadEnded.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Now and then a thread waits for another, too, so one wait alone is no reason for more of them. */
    private void noteWait(boolean waited) {
        waits = waited ? waits + 1 : Math.max(0, waits - 1);
        if (waits > threads && !closed && idle == 0 && threads < mostThreads) {
            waits = 0;
            waitsForDisk = true;
            startThread();
        }
    }

    /** Notes what came of a folder, and returns as {@link #take}. */
    private @Nullable PendingFolder takeAfter(PendingFolder read, int entries, boolean waited) {
        lock.lock();
        try {
            noteRead(read, entries);
            noteWait(waited);
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the folder that is to be read next, for which it waits; null once the walk is over. */
    private @Nullable PendingFolder take() {
        lock.lock();
        try {
            while (!closed) {
                PendingFolder next = takeOne(false);
                if (next != null) {
                    return next;
                }
                idle++;
                work.awaitUninterruptibly();
                idle--;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Where the disk is waited for there are threads enough, and the walk better waits for many reads than for its own. */
    private int leftToTheWalk() {
        return waitsForDisk ? 0 : LEFT_TO_THE_WALK;
    }

    private @Nullable PendingFolder takeForTheWalk() {
        lock.lock();
        try {
            return takeOne(true);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable PendingFolder takeOne(boolean byTheWalk) {
        PendingFolder next =
                entriesAhead < MOST_ENTRIES_AHEAD && ahead.size() < MOST_AHEAD ? nextToTake(byTheWalk) : null;
        if (next != null) {
            FolderAhead taken =
                    new FolderAhead(next.folder, filter, closedFolders, bodies, spare, this::readMeanwhile, byTheWalk);
            // Where memory runs out here nobody has taken it.
            ahead.add(next);
            next.aheadAt = ahead.size() - 1;
            next.taken = taken;
        }
        return next;
    }

    private @Nullable PendingFolder nextToTake(boolean byTheWalk) {
        PendingFolder nearest = nearestUntaken(byTheWalk ? 0 : leftToTheWalk());
        while (!found.isEmpty() && isStale(found.peek())) {
            found.poll();
        }
        if (!found.isEmpty() && (nearest == null || found.peek().place > nearest.place)) {
            return found.poll();
        }
        if (nearest != null) {
            untaken.removeFirstOccurrence(nearest);
        }
        return nearest;
    }

    private @Nullable PendingFolder nearestUntaken(int left) {
        int passed = 0;
        for (PendingFolder one : untaken) {
            if (passed >= left && mayBeTaken(one.folder)) {
                return one;
            }
            if (++passed == MOST_PASSED) {
                break;
            }
        }
        return null;
    }

    private static boolean mayBeTaken(WalkFolder folder) {
        return !folder.isTop() && folder.depth() <= MOST_DEPTH && folder.top().isHeldOpen();
    }
}
