package aka.os;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A request to stop at the next safe point. Given down to whatever may take long; threads are never interrupted, since that
 * would close channels in the middle of a deed.
 */
public final class CancelToken {

    private final @Nullable CancelToken whole;
    private volatile boolean cancelled;

    public CancelToken() {
        whole = null;
    }

    private CancelToken(CancelToken whole) {
        this.whole = whole;
    }

    /** Returns a token for a part of the work: it stops with the whole, and by itself. */
    public CancelToken part() {
        return new CancelToken(this);
    }

    /** Asks for a stop. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns whether a stop was asked for. */
    public boolean isCancelled() {
        return cancelled || whole != null && whole.isCancelled();
    }

    /**
     * Marks a safe point.
     *
     * @throws CancellationException if a stop was asked for
     */
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("stopped on request");
        }
    }
}
