package aka.cli;

import aka.os.CancelToken;
import sun.misc.Signal;

/**
 * Ctrl-C, SIGTERM and SIGHUP: the first asks the command to stop at its next safe point, a second Ctrl-C ends the process at
 * once.
 */
final class Signals {

    private final CancelToken cancel;
    private volatile ExitCode exit = ExitCode.INTERRUPTED;

    private Signals(CancelToken cancel) {
        this.cancel = cancel;
    }

    /** Returns a handler that turns nothing but a call of {@link #stop} into a stop. */
    static Signals none(CancelToken cancel) {
        return new Signals(cancel);
    }

    /** Takes over the signals of the process. */
    static Signals handle(CancelToken cancel) {
        Signals signals = new Signals(cancel);
        signals.take("INT", ExitCode.INTERRUPTED);
        signals.take("TERM", ExitCode.TERMINATED);
        signals.take("HUP", ExitCode.HUNG_UP);
        return signals;
    }

    /** Returns how a command that was stopped ends. */
    ExitCode exit() {
        return exit;
    }

    private void take(String name, ExitCode code) {
        try {
            Signal.handle(new Signal(name), signal -> stop(code));
        } catch (IllegalArgumentException notHere) {
            // A system without this signal, or a JVM that keeps it (-Xrs), ends the process itself.
            return;
        }
    }

    private void stop(ExitCode code) {
        if (cancel.isCancelled() && code == ExitCode.INTERRUPTED) {
            Runtime.getRuntime().halt(code.number());
        }
        exit = code;
        cancel.cancel();
    }
}
