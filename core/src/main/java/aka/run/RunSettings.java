package aka.run;

import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param grace how long a displaced body stays in limbo at least, before it is looked at again and let go
 * @param batchSteps how many steps are prepared, and forced to the disk, together at the most: fewer where not as many files may
 *     be open
 * @param minimumAge how long ago a body must have changed where writers cannot be kept away from it
 * @param beside whether journal and volumes are forced to the disk on a thread of their own, while the run goes on with what
 *     does not rest on it, and steps are taken on several threads; otherwise all calls come in one order, which is the same
 *     each time
 */
public record RunSettings(Duration grace, int batchSteps, Duration minimumAge, boolean beside) {

    /** Returns what is right outside tests: 100 ms, 1000 steps, 10 seconds, beside. */
    public static RunSettings standard() {
        return new RunSettings(Duration.ofMillis(100), 1000, Duration.ofSeconds(10), true);
    }
}
