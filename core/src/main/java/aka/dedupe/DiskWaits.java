package aka.dedupe;

import aka.os.FileCalls;
import java.util.OptionalLong;

/**
 * Tells whether a thread that reads files waits for the disk. It is asked, and not guessed from what a disk says of itself, which
 * virtual ones get wrong: bytes that are in memory already let nobody wait. For one thread.
 */
final class DiskWaits {

    /** So many files are looked at together, since now and then a thread waits for another too. */
    private static final int FILES = 32;

    private final FileCalls calls;
    private int files;
    private boolean waited;
    private OptionalLong before;

    DiskWaits(FileCalls calls) {
        this.calls = calls;
        this.before = calls.waits();
    }

    /**
     * Notes that the thread has read {@code more} files. Returns whether it waited for every other of the last ones, and of those
     * before.
     */
    boolean afterReading(int more) {
        files += more;
        if (before.isEmpty() || files < FILES) {
            return false;
        }
        OptionalLong now = calls.waits();
        long waits = now.orElse(0) - before.getAsLong();
        boolean waitedBefore = waited;
        waited = waits > files / 2;
        files = 0;
        before = now;
        return waited && waitedBefore;
    }
}
