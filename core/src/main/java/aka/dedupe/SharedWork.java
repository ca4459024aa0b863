package aka.dedupe;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Work that one reader has, and that others do with it while they have none: each of them does what is left of it. */
final class SharedWork<R> {

    private final Consumer<R> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int working;
    private boolean over;

    private SharedWork(Consumer<R> work) {
        this.work = work;
    }

    /** Does {@code work}, which several may do at once, and returns when it was done by all that helped. */
    static <R> void share(Errands<R> errands, R own, Consumer<R> work) {
        SharedWork<R> shared = new SharedWork<>(work);
        for (int helpers = errands.idle(); helpers > 0; helpers--) {
            errands.offer(shared::help);
        }
        try {
            work.accept(own);
        } finally {
            shared.awaitHelpers();
        }
    }

    private void help(R helper) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            working++;
        } finally {
            lock.unlock();
        }
        try {
            work.accept(helper);
        } finally {
            lock.lock();
            try {
                working--;
                ended.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /** What the work is about goes on existing until the last helper is done. */
    private void awaitHelpers() {
        lock.lock();
        try {
            over = true;
            while (working > 0) {
                ended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
