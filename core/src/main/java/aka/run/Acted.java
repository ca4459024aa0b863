package aka.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a displacement that was tried.
 *
 * @param refused why its names were not moved; empty if they were, or if a stop was asked for
 * @param stopped whether a stop was asked for meanwhile
 * @param rescued where something is left that only its owner may remove, after names were moved back
 * @param begin when it began, by {@link System#nanoTime}
 * @param end when it ended
 */
record Acted(
        Displacement displacement,
        Optional<NotPossible> refused,
        boolean stopped,
        List<Path> rescued,
        long begin,
        long end) {

    static Acted moved(Displacement displacement, long begin) {
        return new Acted(displacement, Optional.empty(), false, List.of(), begin, System.nanoTime());
    }

    static Acted refused(Displacement displacement, NotPossible reason, List<Path> rescued, long begin) {
        return new Acted(displacement, Optional.of(reason), false, rescued, begin, System.nanoTime());
    }

    static Acted stopped(Displacement displacement, List<Path> rescued, long begin) {
        return new Acted(displacement, Optional.empty(), true, rescued, begin, System.nanoTime());
    }

    boolean isMoved() {
        return refused.isEmpty() && !stopped;
    }
}
