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

    /** Takes a displacement; if it cannot be taken, or a fault of our own comes in between, it is taken back. */
    Acted act(Displacement displacement, CancelToken cancel) {
        long begin = System.nanoTime();
        try {
            Optional<FileCallException> failure = displacement.volumeFailure();
            if (failure.isPresent()) {
                throw new NotPossible(StepReason.VOLUME_FAILED, failure.get());
            }
            displacement.act(this, cancel);
            return Acted.moved(displacement, begin);
        } catch (NotPossible reason) {
            return Acted.refused(displacement, reason, takeBack(displacement), begin);
        } catch (CancellationException stopped) {
            return Acted.stopped(displacement, takeBack(displacement), begin);
        } catch (RuntimeException | Error fault) {
            takeBack(displacement);
            throw fault;
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

    /** Keeps writers away from a body beyond the step in hand, if that spares the next one to read it. */
    void keepGuarded(GuardedBody body) throws NotPossible {
        boolean spares = body.guardedTime().filter(comparison::holdsBytesOf).isPresent();
        if (spares && guarded != body) {
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
