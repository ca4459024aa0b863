package aka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that ran to its end: exit code and both outputs. */
record Started(int exit, String out, String err) {

    /** Runs {@code command} with nothing but {@code environment}, its standard input empty. */
    static Started of(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        Running running = running(folder, environment, command);
        return running.end();
    }

    static Running running(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A process that may not have ended. */
    record Running(Process process, Path out, Path err) {
        Started end() throws Exception {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after a minute: " + Files.readString(err));
            }
            return new Started(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }
}
