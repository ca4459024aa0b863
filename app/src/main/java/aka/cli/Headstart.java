package aka.cli;

import aka.link.Volumes;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Links the native calls while the arguments are still being read: each takes some 15 ms of a start, and neither needs the
 * other. What goes wrong here goes wrong again where the command asks for the calls, and is told there.
 */
final class Headstart implements Runnable {

    private Headstart() {}

    /** Begins, in a thread that does not keep the process from ending. */
    static void begin() {
        Thread thread = new Thread(new Headstart(), "headstart");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            // Under a limit on memory or threads: the command goes on without.
            return;
        }
    }

    @Override
    public void run() {
        try (Volumes volumes = Volumes.open()) {
            volumes.facts(Path.of("/"));
        } catch (FileSystemException | RuntimeException | LinkageError toldLater) {
            return;
        }
    }
}
