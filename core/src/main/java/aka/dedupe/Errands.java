package aka.dedupe;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that readers without a class of their own do for the others.
 *
 * @param <R> a reader, which does it
 */
final class Errands<R> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Consumer<R>> waiting = new ArrayDeque<>();
    private int idle;
    private int busy;

    /** A reader is about to begin, with classes of its own. */
    void begin() {
        addBusy(1);
    }

    /** A reader that was to begin did not. */
    void end() {
        addBusy(-1);
    }

    private void addBusy(int readers) {
        lock.lock();
        try {
            busy += readers;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many readers wait for something to do. */
    int idle() {
        lock.lock();
        try {
            return idle - waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Has a reader that waits do {@code errand}, if it comes to that before all is done. */
    void offer(Consumer<R> errand) {
        lock.lock();
        try {
            waiting.add(errand);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A reader has no class left: it does what is offered, until every reader has come to that. */
    void doOthers(R reader) {
        end();
        for (Consumer<R> errand = take(); errand != null; errand = take()) {
            errand.accept(reader);
        }
    }

    private @Nullable Consumer<R> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && busy > 0) {
                idle++;
                changed.awaitUninterruptibly();
                idle--;
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }
}
