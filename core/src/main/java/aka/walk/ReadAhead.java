package aka.walk;

import aka.file.FileKey;
import aka.os.FileCalls;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a walk has yet to come to, the next one first, and the threads that read some of those before it does. The
 * order of the walk stays what it is without them.
 *
 * <p>There are as many threads as the system's calls are worth ({@link FileCalls#concurrency}), none where that is one; and more
 * as long as those that there are wait for the disk, which then has more than one thing to do.
 */
final class ReadAhead implements AutoCloseable {

    /** So many reads keep a disk busy. */
    private static final int MOST_THREADS = 16;

    /** So many folders may be ahead of the walk, for the memory that their entries take. */
    private static final int MOST_AHEAD = 64;

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

    /** Folders that a thread has taken and the walk has not come to yet. */
    private int ahead;

    private int threads;
    private int idle;

    /** Folders for which a thread had to wait, less those for which none had to. */
    private int waits;

    private boolean closed;

    /** A folder to come to. */
    static final class Pending {
        private final WalkFolder folder;
        private @Nullable FolderAhead taken;

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

    /** Adds a folder, to be the next one. */
    void push(WalkFolder folder) {
        lock.lock();
        try {
            pending.push(new Pending(folder));
            if (idle > 0) {
                work.signal();
            } else if (concurrency > 1 && threads < concurrency && pending.size() - ahead > threads) {
                startThread();
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
            if (next != null && next.taken != null) {
                ahead--;
                work.signal();
            }
            return next;
        } finally {
            lock.unlock();
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

    private void startThread() {
        threads++;
        Thread.ofPlatform().name("aka-walk-" + threads).daemon().start(this::readFolders);
    }

    private void readFolders() {
        try {
            for (FolderAhead folder = take(); folder != null; folder = take()) {
                OptionalLong before = calls.waits();
                folder.read(filter, closedFolders);
                noteWait(before.isPresent() && calls.waits().orElse(0) > before.getAsLong());
            }
        } finally {
            noteEnd();
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
            if (waits > threads && !closed && idle == 0 && threads < MOST_THREADS) {
                waits = 0;
                startThread();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the folder that is to be read next, for which it waits; null once the walk is over. */
    private @Nullable FolderAhead take() {
        lock.lock();
        try {
            while (!closed) {
                Pending next = ahead < MOST_AHEAD ? firstUntaken() : null;
                if (next != null) {
                    ahead++;
                    next.taken = new FolderAhead(next.folder);
                    return next.taken;
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

    private @Nullable Pending firstUntaken() {
        for (Pending one : pending) {
            if (one.taken == null && mayBeTaken(one.folder)) {
                return one;
            }
        }
        return null;
    }

    private static boolean mayBeTaken(WalkFolder folder) {
        return !folder.isTop() && folder.depth() <= MOST_DEPTH && folder.top().isHeldOpen();
    }
}
