package aka.run;

import aka.os.FileCallException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes on what is to be heard. A listener that fails hears no more, and must not cut off a run in the middle of a step. */
final class CarefulListener implements RunListener {

    private final RunListener listener;
    private @Nullable RuntimeException fault;

    CarefulListener(RunListener listener) {
        this.listener = listener;
    }

    /** Returns what the listener threw. */
    Optional<RuntimeException> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void ended(StepResult result) {
        tell(() -> listener.ended(result));
    }

    @Override
    public void warning(FileCallException what) {
        tell(() -> listener.warning(what));
    }

    @Override
    public void progress(long done, long steps, long readBytes) {
        tell(() -> listener.progress(done, steps, readBytes));
    }

    private void tell(Runnable telling) {
        if (fault == null) {
            try {
                telling.run();
            } catch (RuntimeException thrown) {
                fault = thrown;
            }
        }
    }
}
