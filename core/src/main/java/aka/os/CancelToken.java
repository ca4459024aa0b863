package aka.os;

import java.util.concurrent.CancellationException;

/**
 * A request to stop at the next safe point. Given down to whatever may take long; threads are never interrupted, since that
 * would close channels in the middle of a deed.
 */
public final class CancelToken {

    private volatile boolean cancelled;

    /** Asks for a stop. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns whether a stop was asked for. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Marks a safe point.
     *
     * @throws CancellationException if a stop was asked for
     */
    public void check() {
        if (cancelled) {
            throw new CancellationException("stopped on request");
        }
    }
}
