package aka.journal;

import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.plan.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process of its own that holds the lock of a state folder, and a run of its own in it, until its standard input ends:
 * {@code LockHolder HOME RUN}.
 */
public final class LockHolder implements AutoCloseable {

    private final Process process;

    private LockHolder(Process process) {
        this.process = process;
    }

    /** Returns when the other process holds the lock. */
    static LockHolder start(Path home, RunId run) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        home.toString(),
                        run.hex()))
                .redirectErrorStream(true)
                .start();
        byte[] said = process.getInputStream().readNBytes(4);
        if (!new String(said, StandardCharsets.UTF_8).equals("held")) {
            throw new AssertionError(new String(said, StandardCharsets.UTF_8)
                    + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new LockHolder(process);
    }

    long pid() {
        return process.pid();
    }

    /** Lets the other process end by itself. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** Kills the other process at once, by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws IOException {
        try (Volumes volumes = Volumes.open()) {
            StateFolder state = StateFolder.open(volumes.calls(), Path.of(args[0]));
            hold(state, new RunId(args[1]));
        }
    }

    private static void hold(StateFolder state, RunId run) throws FileCallException {
        RunLock lock = state.lock("aka dedupe\nover two lines", Duration.ZERO, new CancelToken());
        try (Journal journal = state.begin(new RandomRecords(3).began(run))) {
            lookAtEverything(state, journal.run());
            System.out.print("held");
            System.out.flush();
            waitForEnd();
        } finally {
            lock.close();
        }
    }

    /** None of these may give up a lock, as POSIX does when any descriptor of a locked file is closed. */
    private static void lookAtEverything(StateFolder state, RunId run) throws FileCallException {
        state.read(run);
        History.of(state);
        if (!state.isRunning(run)) {
            throw new AssertionError("not running");
        }
        try {
            state.lock("again", Duration.ZERO, new CancelToken()).close();
            throw new AssertionError("locked twice");
        } catch (FileCallException busy) {
            return;
        }
    }

    private static void waitForEnd() {
        try {
            while (System.in.read() >= 0) {
                // until it ends
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
