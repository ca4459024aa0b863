package aka.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts {@link OneDeed} in a process of its own. */
final class Forked {

    /** How a shell tells of an end by SIGKILL. */
    static final int KILLED = 128 + 9;

    private Forked() {}

    /** Returns the command line that runs the deed, behind what is to run it ({@code strace …}). */
    static List<String> command(List<String> runner, String... deed) {
        List<String> command = new ArrayList<>(runner);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OneDeed.class.getName()));
        command.addAll(Arrays.asList(deed));
        return command;
    }

    static Process start(List<String> runner, String... deed) throws IOException {
        return new ProcessBuilder(command(runner, deed))
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for the end; what was printed goes into the message if the exit code is none of {@code expected}. */
    static int end(Process process, Integer... expected) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (!Arrays.asList(expected).contains(exit)) {
            throw new AssertionError("ended with " + exit + ": " + output);
        }
        return exit;
    }
}
