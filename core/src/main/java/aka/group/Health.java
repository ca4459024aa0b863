package aka.group;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a declared file showed, and what that means.
 *
 * @param declared what was looked at
 * @param verdict the worst that is true of it
 * @param places what each path leads to, in the order of the declaration
 * @param bodies the bodies that are there, those with more of the paths first, then the one that was written last
 * @param reason why nothing is known, where {@code verdict} is {@link Verdict#UNKNOWN}; else empty
 */
public record Health(
        Declared declared,
        Verdict verdict,
        List<Place> places,
        List<DeclaredBody> bodies,
        Optional<FileCallException> reason) {

    public Health {
        places = List.copyOf(places);
        bodies = List.copyOf(bodies);
    }

    /**
     * Looks at all paths, and reads bodies where there are several. Changes nothing.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static Health of(FileCalls calls, Declared declared, CancelToken cancel) {
        return new HealthCheck(calls, declared, cancel).run();
    }

    /** Returns whether all bodies hold equal bytes, which is known then. */
    public boolean hasOneContent() {
        return reason.isEmpty()
                && bodies.stream().allMatch(body -> body.differsAt().isEmpty());
    }
}
