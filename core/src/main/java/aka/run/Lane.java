package aka.run;

import aka.content.GuardedComparison;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Takes displacements one after another, on one thread at a time: with buffers of its own, and with the body that one of them
 * shares with the next still guarded, so that what it holds need not be read again.
 */
final class Lane {

    private final GuardedComparison comparison = new GuardedComparison();
    private @Nullable GuardedBody guarded;

    GuardedComparison comparison() {
        return comparison;
    }

    /**
     * Takes a displacement. If it cannot be taken all is as it was when this returns, or throws, unless it says otherwise.
     */
    Acted act(Displacement displacement, CancelToken cancel) {
        long begin = System.nanoTime();
        boolean settled = false;
        try {
            Optional<FileCallException> failure = displacement.volumeFailure();
            if (failure.isPresent()) {
                throw new NotPossible(StepReason.VOLUME_FAILED, failure.get());
            }
            displacement.act(this, cancel);
            settled = true;
            return new Acted(displacement, Optional.empty(), false, List.of(), begin, System.nanoTime());
        } catch (NotPossible reason) {
            settled = true;
            List<Path> rescued = takeBack(displacement);
            return new Acted(displacement, Optional.of(reason), false, rescued, begin, System.nanoTime());
        } catch (CancellationException stopped) {
            settled = true;
            List<Path> rescued = takeBack(displacement);
            return new Acted(displacement, Optional.empty(), true, rescued, begin, System.nanoTime());
        } finally {
            if (!settled) {
                // A fault of our own: nothing is left half done by it.
                takeBack(displacement);
            }
        }
    }

    /** Whoever waits to write is let in at once: it may be why. */
    private List<Path> takeBack(Displacement displacement) {
        keepNothingGuarded();
        try {
            return displacement.takeBack();
        } finally {
            displacement.releaseGuards();
        }
    }

    /** Keeps writers away from a body beyond the step in hand. */
    void keepGuarded(GuardedBody body) throws NotPossible {
        if (guarded != body) {
            keepNothingGuarded();
            body.takeGuard();
            guarded = body;
        }
    }

    /** Lets writers come to the body of the step before, unless it is this one. */
    void keepGuardedOnly(GuardedBody body) {
        if (guarded != body) {
            keepNothingGuarded();
        }
    }

    /** Lets writers come to the body of the step before. */
    void keepNothingGuarded() {
        if (guarded != null) {
            guarded.releaseGuard();
            guarded = null;
        }
    }
}
