package aka.journal;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.IoFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file, which goes with the process that holds it, however that ends. The file says who has it.
 *
 * <p>POSIX takes a process's lock on a file away when that process closes any descriptor of it. So a lock file is none that
 * anybody wants to read for its own sake, and this process opens none that it holds.
 */
public final class RunLock implements AutoCloseable {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What this process holds, by real path, and who it says it is. Guards every opening and closing of a lock file. */
    private static final Map<Path, String> HELD = new HashMap<>();

    private final Path path;
    private final FileChannel channel;
    private boolean released;

    private RunLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the lock, waiting while another has it.
     *
     * @param path the lock file, in a folder whose path is real
     * @param what what it is taken for, for others to read
     * @throws FileCallException {@link Trouble#BUSY}, naming who has it
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    static RunLock take(Path path, String what, Duration wait, CancelToken cancel) throws FileCallException {
        String owner = LockOwner.words(ProcessHandle.current().pid(), Instant.now(), what);
        long start = System.nanoTime();
        while (true) {
            RunLock lock = tryTake(path, owner);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - start >= wait.toNanos()) {
                throw busy(path);
            }
            cancel.check();
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static @Nullable RunLock tryTake(Path path, String owner) throws FileCallException {
        synchronized (HELD) {
            if (HELD.containsKey(path)) {
                return null;
            }
            try {
                FileChannel channel = LockFile.openLocked(path, owner);
                if (channel == null) {
                    return null;
                }
                HELD.put(path, owner);
                return new RunLock(path, channel);
            } catch (IOException failed) {
                throw IoFailure.of("lock " + path, path, failed);
            }
        }
    }

    /** Returns whether some process, be it this one, holds the lock. */
    static boolean isHeld(Path path) throws FileCallException {
        synchronized (HELD) {
            try {
                return HELD.containsKey(path) || LockFile.isLocked(path);
            } catch (IOException failed) {
                throw IoFailure.of("look who has " + path, path, failed);
            }
        }
    }

    private static FileCallException busy(Path path) {
        String owner;
        synchronized (HELD) {
            owner = HELD.getOrDefault(path, "");
            if (owner.isEmpty()) {
                owner = LockFile.owner(path);
            }
        }
        return new FileCallException(
                "lock " + path,
                path,
                null,
                Trouble.BUSY,
                "",
                0,
                owner.isEmpty() ? "another run holds it" : "another run holds it: " + owner.replace("\n", ", "),
                "Wait for its end (--wait SECONDS), or stop it.");
    }

    /** Gives the lock back. To give it back again does nothing. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (!released) {
                released = true;
                LockFile.closeUnlocked(channel);
                HELD.remove(path);
            }
        }
    }
}
