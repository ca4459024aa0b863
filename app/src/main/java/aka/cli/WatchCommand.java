package aka.cli;

import aka.group.Health;
import aka.plan.IoFailure;
import aka.report.Problem;
import aka.report.Problem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What a person wants to be run when something was seen: told on the command line, never by a file. */
record WatchCommand(String line, Health health) {

    /** What cmd would take for part of a command: it puts variables into a line before it reads that. */
    private static final String CMD_WORDS = "%&|<>^!\"\n";

    private static final int RUNNING_MOST = 16;
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private String first() {
        return health.declared().paths().getFirst().toString();
    }

    /** Some value is another's, as the name of a file in a tree is. */
    private static void put(Map<String, String> environment, String name, String value) {
        boolean safe = !Terminals.isWindows() || value.chars().noneMatch(c -> CMD_WORDS.indexOf(c) >= 0);
        environment.put(name, safe ? value : "");
    }

    /** Starts it, and does not wait for its end. What it prints goes to where messages go. */
    void run(Invocation invocation) {
        List<String> words = Terminals.isWindows() ? List.of("cmd", "/c", line) : List.of("/bin/sh", "-c", line);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        put(environment, "AKA_GROUP", health.declared().group().name());
        put(environment, "AKA_VERDICT", health.verdict().word());
        put(environment, "AKA_PATH", health.declared().paths().isEmpty() ? "" : first());
        put(environment, "AKA_BELOW", health.declared().below().toString());
        if (RUNNING.get() >= RUNNING_MOST) {
            invocation.note("not run, since " + RUNNING_MOST + " such commands have not ended yet: " + line);
            return;
        }
        try {
            Process process = builder.start();
            RUNNING.incrementAndGet();
            process.getOutputStream().close();
            Thread.ofPlatform()
                    .daemon()
                    .name("aka-exec")
                    .start(() -> pass(process, invocation.around().err()));
        } catch (IOException failed) {
            invocation.problem(
                    Problem.of(IoFailure.of("run " + line, Path.of(words.getFirst()), failed), Severity.WARNING));
        }
    }

    private static void pass(Process process, OutputStream to) {
        try (InputStream from = process.getInputStream()) {
            from.transferTo(to);
            to.flush();
        } catch (IOException gone) {
            // Nobody reads it any more.
            process.destroy();
        } finally {
            RUNNING.decrementAndGet();
        }
    }
}
