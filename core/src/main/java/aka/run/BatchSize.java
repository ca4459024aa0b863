package aka.run;

import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How many steps are prepared together. They keep files open, of which a process may have so many only. Where it turns out that
 * these are too many all the same, all are closed, and from then on fewer steps are prepared together.
 */
final class BatchSize {

    /** A batch is prepared, one is forced to the disk, one is taken, and some are in limbo; measured, and rounded up. */
    private static final int OPEN_FOR_EACH_STEP = 10;

    /** What the JVM has open, the journal, folders on the way; a class that cannot be loaded is the end of a run. */
    private static final int OPEN_OTHERWISE = 200;

    private int steps;
    private boolean tooLarge;
    private final Set<Integer> tooLargeAlone = new HashSet<>();

    /**
     * @param steps how many they are at the most
     * @param maxOpenFiles as {@link FileCalls#maxOpenFiles}
     */
    BatchSize(int steps, OptionalLong maxOpenFiles) {
        long fitting = (maxOpenFiles.orElse(Long.MAX_VALUE) - OPEN_OTHERWISE) / OPEN_FOR_EACH_STEP;
        this.steps = Math.clamp(fitting, 1, steps);
    }

    int steps() {
        return steps;
    }

    /**
     * Notes what a step failed of.
     *
     * @return whether it is to be tried once more when all is closed that other steps keep open
     */
    boolean isToBlameFor(int step, FileCallException failure) {
        if (failure.trouble() != Trouble.TOO_MANY_OPEN) {
            return false;
        }
        if (tooLarge) {
            // It was prepared while batches still were as large as that.
            return true;
        }
        tooLarge = steps > 1 || tooLargeAlone.add(step);
        steps = Math.max(1, steps / 2);
        return tooLarge;
    }

    /** Returns whether all is to be closed before the next step is prepared. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /** Notes that all is closed. */
    void allIsClosed() {
        tooLarge = false;
    }
}
