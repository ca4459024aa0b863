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

/** What a person wants to be run when something was seen: told on the command line, never by a file. */
record WatchCommand(String line, Health health) {

    /** Starts it, and does not wait for its end. What it prints goes to where messages go. */
    void run(Invocation invocation) {
        List<String> words = Terminals.isWindows() ? List.of("cmd", "/c", line) : List.of("/bin/sh", "-c", line);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("AKA_GROUP", health.declared().group().name());
        environment.put("AKA_VERDICT", health.verdict().word());
        environment.put("AKA_PATH", health.declared().paths().getFirst().toString());
        environment.put("AKA_BELOW", health.declared().below().toString());
        try {
            Process process = builder.start();
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
        }
    }
}
