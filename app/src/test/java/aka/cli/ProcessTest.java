package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: closed pipes, signals, arguments that are no text. */
class ProcessTest {

    @TempDir
    Path temp;

    @BeforeEach
    void onlyWhereThereAreShells() {
        assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
    }

    @Test
    void closedPipe_endsAReportQuietly() throws Exception {
        for (int i = 0; i < 3000; i++) {
            Files.createFile(temp.resolve("a-name-that-makes-the-output-longer-than-any-buffer-" + i));
        }
        Ended ended =
                shell("{ \"$@\"; echo \"exit $?\" >&2; } | head -1 >/dev/null", "list", "--single", temp.toString());
        assertThat(ended.err()).isEqualTo("exit 0\n");
    }

    @Test
    void closedPipe_letsAnActingCommandFinish() throws Exception {
        Path file = Files.writeString(temp.resolve("a"), "x");
        List<String> args = new ArrayList<>(List.of("link", file.toString()));
        for (int i = 0; i < 1500; i++) {
            args.add(temp.resolve("a-name-that-makes-the-output-longer-than-any-buffer-" + i)
                    .toString());
        }
        Ended ended = shell("{ \"$@\"; echo \"exit $?\" >&2; } | head -1 >/dev/null", args.toArray(new String[0]));
        assertThat(ended.err()).isEqualTo("exit 0\n");
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1501);
    }

    @Test
    void fullDisk_isNoQuietEnd() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Ended ended = shell("\"$@\" >/dev/full", "info", temp.toString());
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.err()).startsWith("aka: cannot write the output: ").hasLineCount(1);
    }

    @Test
    void argumentThatIsNoText_namesTheFile() throws Exception {
        Ended made = shell(
                "printf x > \"$0/bad$(printf '\\377')\"; exec \"$@\" \"$0/bad$(printf '\\377')\"", "info", "--json");
        assertThat(made.exit()).isZero();
        assertThat(made.out()).contains("\"pathBytes\":").contains("\"kind\":\"file\"");
    }

    @Test
    void argumentThatIsNoText_namesTheFileInTheCLocaleToo() throws Exception {
        Ended made = shell(
                "printf x > \"$0/\u00fc$(printf '\\377')\"; LC_ALL=C exec \"$@\" \"$0/\u00fc$(printf '\\377')\"",
                "info",
                "--json");
        assertThat(made.exit()).isZero();
        assertThat(made.out()).contains("/\u00fc\uFFFD\",\"pathBytes\":");
    }

    @Test
    void interrupt_stopsAndSaysHowToGoOn() throws Exception {
        assumeTrue(!isInterruptIgnored(), "whoever started these tests ignores SIGINT, which every process inherits");
        assertStopped("INT", 130);
    }

    /** As a shell does for what it starts in the background: {@code SigIgn} of proc_pid_status(5). */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "needs /proc to see whether SIGINT is ignored");
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & 1 << 2 - 1) != 0;
    }

    @Test
    void terminate_stopsAndSaysHowToGoOn() throws Exception {
        assertStopped("TERM", 143);
    }

    /** The command waits for paths on stdin, so that the signal surely meets it at work. */
    private void assertStopped(String signal, int exit) throws Exception {
        List<String> command = AkaProcess.command("info", "--json", "--stdin", temp.toString());
        Process process = AkaProcess.builder(command).start();
        try {
            waitUntilHandlesSignals(process);
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            List<String> lines;
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                lines = out.lines().toList();
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(exit);
            assertThat(lines.getFirst()).startsWith("{\"event\":\"start\"");
            assertThat(lines.get(lines.size() - 2))
                    .contains("\"code\":\"STOPPED\"")
                    .contains("type the same command again");
            assertThat(lines.getLast()).startsWith("{\"event\":\"summary\",\"exit\":" + exit + ",");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The thread that reads stdin is started after the handlers are in place. */
    private static void waitUntilHandlesSignals(Process process) throws Exception {
        Path tasks = Path.of("/proc/" + process.pid() + "/task");
        assumeTrue(Files.exists(tasks), "needs /proc to see when the process is ready");
        for (int i = 0; i < 400; i++) {
            try (var listed = Files.list(tasks)) {
                for (Path task : listed.toList()) {
                    if (Files.readString(task.resolve("comm")).startsWith("aka-stdin")) {
                        return;
                    }
                }
            } catch (IOException threadEnded) {
                // Looked at again.
            }
            Thread.sleep(25);
        }
        throw new AssertionError("the process does not read stdin");
    }

    private record Ended(int exit, String out, String err) {}

    private Ended shell(String script, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, temp.toString()));
        command.addAll(AkaProcess.command(args));
        Path err = temp.resolve("stderr-of-the-process");
        Process process = AkaProcess.builder(command)
                .redirectError(err.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        String out;
        try (InputStream stdout = process.getInputStream()) {
            out = new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
        }
        return new Ended(process.waitFor(), out, Files.readString(err));
    }
}
