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

    /** So many batches may be in limbo before the next one waits. */
    private static final int LIMBO_BATCHES = 6;

    /** One is prepared, one is forced to the disk, and one is taken. */
    private static final int OTHER_BATCHES = 3;

    /** Three for a step whose name is alone in its folder; most need less. */
    private static final int OPEN_FOR_EACH_STEP = 3 * (OTHER_BATCHES + LIMBO_BATCHES);

    /** A root and its pool stay open to the end. */
    private static final int OPEN_FOR_EACH_ROOT = 2;

    /** What the JVM has open, the journal, folders on the way; a class that cannot be loaded is the end of a run. */
    static final int OPEN_OTHERWISE = 200;

    private int steps;
    private boolean tooLarge;
    private final Set<Integer> tooLargeAlone = new HashSet<>();

    /**
     * @param steps how many they are at the most
     * @param roots how many roots the plan has
     * @param maxOpenFiles as {@link FileCalls#maxOpenFiles}
     */
    BatchSize(int steps, int roots, OptionalLong maxOpenFiles) {
        long left = maxOpenFiles.orElse(Long.MAX_VALUE) - OPEN_OTHERWISE - (long) OPEN_FOR_EACH_ROOT * roots;
        this.steps = Math.clamp(left / OPEN_FOR_EACH_STEP, 1, steps);
    }

    int steps() {
        return steps;
    }

    /** Returns how many steps may be in limbo before the next batch waits. */
    int stepsInLimbo() {
        return LIMBO_BATCHES * steps;
    }

    /**
     * Shrinks if that is why a step failed.
     *
     * @return whether the step is to be tried once more when all is closed that others keep open
     */
    boolean shrinkFor(int step, FileCallException failure) {
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

    /** Returns whether it has turned out to be too large since all was closed. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /** Returns whether nothing else may be open beside a step: one found no room beside a single other. */
    boolean isForOneAlone() {
        return !tooLargeAlone.isEmpty();
    }

    /** Notes that all is closed. */
    void allIsClosed() {
        tooLarge = false;
    }
}
