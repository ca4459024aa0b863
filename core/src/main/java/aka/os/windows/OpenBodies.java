package aka.os.windows;

import java.util.ArrayList;
import java.util.Comparator;
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
    private final Set<WindowsFolder> tops = ConcurrentHashMap.newKeySet();
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

    /** Takes note of a folder that was opened by its whole path: by it, a file of its volume can be opened by its id. */
    void add(WindowsFolder top) {
        tops.add(top);
    }

    /** Closes a folder, so that nobody is opening anything by it meanwhile. */
    void close(WindowsFolder folder, long handle) {
        if (tops.contains(folder)) {
            lock.writeLock().lock();
            try {
                tops.remove(folder);
                Ntdll.close(handle);
            } finally {
                lock.writeLock().unlock();
            }
        } else {
            Ntdll.close(handle);
        }
    }

    /** Returns a handle of the file with this id, or the status. */
    long open(FileId id, KnownVolume volume, int access, int share) {
        long answer = NtStatus.OBJECT_NAME_NOT_FOUND;
        if (!id.isKnown() || !volume.isTold()) {
            return answer;
        }
        // Those furthest down first: where ids are searched for (Wine), a drive is large.
        List<WindowsFolder> furthest = tops.stream()
                .sorted(Comparator.comparingInt(
                                (WindowsFolder top) -> top.path().getNameCount())
                        .reversed())
                .toList();
        for (WindowsFolder top : furthest) {
            if (top.volume().equals(volume)) {
                answer = Opening.byId(top.handle(), id, access, share);
                if (answer >= 0 && FileId.of(answer).equals(id)) {
                    return answer;
                }
                answer = refused(answer);
            }
        }
        return answer;
    }

    private static long refused(long answer) {
        if (answer >= 0) {
            Ntdll.close(answer);
        }
        return answer < 0 ? answer : NtStatus.OBJECT_NAME_NOT_FOUND;
    }

    /**
     * Makes a call while none of these bodies is open that are {@code id}, and opens them again by their id: under which name it
     * is reached then does not matter, as long as it has one. Who denied writing to it does so again, and hears if it cannot be.
     *
     * @return the status of the call
     */
    int whileClosed(FileId id, KnownVolume volume, IntSupplier call) {
        lock.writeLock().lock();
        try {
            List<WindowsBody> closed = new ArrayList<>();
            for (WindowsBody body : open) {
                if (body.isOpenOn(id, volume)) {
                    body.closeForNow();
                    closed.add(body);
                }
            }
            try {
                return call.getAsInt();
            } finally {
                closed.forEach(body -> body.openAgain(id));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
