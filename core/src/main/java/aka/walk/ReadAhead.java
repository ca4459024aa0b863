package aka.walk;

import aka.file.FileKey;
import aka.os.FileCalls;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a walk has yet to come to, the next one first, and the threads that read some of those before it does. The
 * order of the walk stays what it is without them.
 *
 * <p>The walk reads the very next folders itself, so there is one thread less than the system's calls are worth ({@link
 * FileCalls#concurrency}); and more as long as those that there are wait for the disk, which then has more than one thing to do.
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

    /** What is deeper is opened by the walk itself, from a folder nearby. */
    private static final int MOST_DEPTH = 32;

    private final FileCalls calls;
    private final EntryFilter filter;
    private final Set<FileKey> closedFolders;
    private final int concurrency;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition threadEnded = lock.newCondition();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    /** Those of {@link #pending} that no thread has taken, in the same order. */
    private final ArrayDeque<Pending> untaken = new ArrayDeque<>();

    /** Entries of folders that were read to their ends and that the walk has not come to yet. */
    private int entriesAhead;

    private int threads;
    private int mostThreads = MOST_THREADS;
    private int idle;

    /** Folders for which a thread had to wait, less those for which none had to. */
    private int waits;

    private volatile boolean waitsForDisk;
    private boolean closed;

    /** A folder to come to. */
    static final class Pending {
        private final WalkFolder folder;
        private @Nullable FolderAhead taken;
        private boolean come;
        private int entriesAhead;

        private Pending(WalkFolder folder) {
            this.folder = folder;
        }

        WalkFolder folder() {
            return folder;
        }

        /** Returns the folder as it is read by another thread; null if none does. */
        @Nullable
        FolderAhead taken() {
            return taken;
        }
    }

    ReadAhead(FileCalls calls, EntryFilter filter, Set<FileKey> closed) {
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
        lock.lock();
        try {
            Pending added = new Pending(folder);
            pending.push(added);
            untaken.push(added);
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
    Pending poll() {
        lock.lock();
        try {
            Pending next = pending.poll();
            if (next != null) {
                next.come = true;
                entriesAhead -= next.entriesAhead;
                if (next.taken == null) {
                    untaken.poll();
                } else {
                    wakeOne();
                }
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** To wake a thread for one folder costs more than the folder, so it sleeps until there is room for some. */
    private void wakeOne() {
        if (idle > 0 && entriesAhead <= MOST_ENTRIES_AHEAD / 2 && foldersAhead() <= MOST_AHEAD / 2) {
            work.signal();
        }
    }

    /** Ends the threads, and waits for that. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Pending one : pending) {
                if (one.taken != null) {
                    one.taken.leave();
                }
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
            for (Pending next = take(); next != null; next = take()) {
                FolderAhead folder = Objects.requireNonNull(next.taken);
                OptionalLong before = calls.waits();
                int entries = folder.read(filter, closedFolders);
                noteRead(next, entries);
                noteWait(before.isPresent() && calls.waits().orElse(0) > before.getAsLong());
            }
        } finally {
            noteEnd();
        }
    }

    private void noteRead(Pending read, int entries) {
        lock.lock();
        try {
            if (!read.come) {
                read.entriesAhead = entries;
                entriesAhead += entries;
            }
        } finally {
            lock.unlock();
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
        lock.lock();
        try {
            waits = waited ? waits + 1 : Math.max(0, waits - 1);
            if (waits > threads && !closed && idle == 0 && threads < mostThreads) {
                waits = 0;
                waitsForDisk = true;
                startThread();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the folder that is to be read next, for which it waits; null once the walk is over. */
    private @Nullable Pending take() {
        lock.lock();
        try {
            while (!closed) {
                Pending next = entriesAhead < MOST_ENTRIES_AHEAD && foldersAhead() < MOST_AHEAD ? takeOne() : null;
                if (next != null) {
                    next.taken = new FolderAhead(next.folder);
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

    private int foldersAhead() {
        return pending.size() - untaken.size();
    }

    private @Nullable Pending takeOne() {
        int passed = 0;
        for (Iterator<Pending> each = untaken.iterator(); each.hasNext() && passed < MOST_PASSED; passed++) {
            Pending one = each.next();
            if (passed >= leftToTheWalk() && mayBeTaken(one.folder)) {
                each.remove();
                return one;
            }
        }
        return null;
    }

    private static boolean mayBeTaken(WalkFolder folder) {
        return !folder.isTop() && folder.depth() <= MOST_DEPTH && folder.top().isHeldOpen();
    }
}
