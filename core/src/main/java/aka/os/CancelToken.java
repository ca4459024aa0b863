package aka.os;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A request to stop at the next safe point. Given down to whatever may take long; threads are never interrupted, since that
 * would close channels in the middle of a deed.
 */
public final class CancelToken {

    private final @Nullable CancelToken whole;
    private final List<Runnable> wakes = new ArrayList<>();
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
        List<Runnable> waiting;
        synchronized (wakes) {
            waiting = List.copyOf(wakes);
        }
        waiting.forEach(Runnable::run);
    }

    /**
     * Has {@code wake} run when a stop is asked for, by the thread that asks, and at once if that was before; perhaps twice. For who
     * waits for something else.
     */
    public void whenCancelled(Runnable wake) {
        if (whole != null) {
            whole.whenCancelled(wake);
        }
        synchronized (wakes) {
            wakes.add(wake);
        }
        if (cancelled) {
            wake.run();
        }
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
