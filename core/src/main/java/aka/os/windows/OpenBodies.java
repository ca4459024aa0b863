package aka.os.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;

/**
 * The bodies that are open here, so that they can be closed for a moment: Windows before 10 1607, and a few file systems since,
 * replace no name of a file that is open, even by who replaces it. Whoever uses a handle holds {@link #using}, so that none is
 * closed, and its number given to another file, under his hands.
 */
final class OpenBodies {

    private final Set<WindowsBody> open = ConcurrentHashMap.newKeySet();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    Lock using() {
        return lock.readLock();
    }

    void add(WindowsBody body) {
        open.add(body);
    }

    void remove(WindowsBody body) {
        open.remove(body);
    }

    /**
     * Makes a call while none of these bodies is open that are {@code id}, and opens them again by their id: under which name it
     * is reached then does not matter, as long as it has one. Who denied writing to it does so again, and hears if it cannot be.
     *
     * @param near an open folder on the volume, by which the id is understood
     * @return the status of the call
     */
    int whileClosed(FileId id, long near, IntSupplier call) {
        lock.writeLock().lock();
        try {
            List<WindowsBody> closed = new ArrayList<>();
            for (WindowsBody body : open) {
                if (body.isOpenOn(id)) {
                    body.closeForNow();
                    closed.add(body);
                }
            }
            try {
                return call.getAsInt();
            } finally {
                closed.forEach(body -> body.openAgain(id, near));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
