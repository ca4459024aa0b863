package aka.cli;

import aka.os.FileCallException;
import aka.plan.IoFailure;
import aka.report.HookSeen;
import aka.report.InstallState;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code aka group watch --install|--remove|--status}: watching that begins when the user logs in. */
final class WatchInstall {

    private static final int PATIENCE_SECONDS = 30;

    private final Invocation invocation;
    private final WatchUnit unit;
    private final boolean dryRun;

    /** @throws FileCallException if the environment does not say where this user's files are */
    WatchInstall(Invocation invocation, Path program, boolean dryRun) throws FileCallException {
        this.invocation = invocation;
        this.unit = WatchUnit.of(
                System.getProperty("os.name", ""),
                StateHome.of(invocation.around().environment()).user(),
                program,
                set(invocation.around().environment()));
        this.dryRun = dryRun;
    }

    /** Returns those variables that say where aka keeps things, and which Java it takes. */
    private static Map<String, String> set(Map<String, String> environment) {
        Map<String, String> set = new HashMap<>();
        for (String name : List.of("AKA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "AKA_JAVA")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                set.put(name, value);
            }
        }
        return set;
    }

    /** Writes the file and has the system read it. What was installed before is replaced. */
    ExitCode install() throws FileCallException {
        if (dryRun) {
            tell(InstallState.PLANNED);
            return ExitCode.DONE;
        }
        boolean before = isThere();
        if (unit.hasFile()) {
            write();
        }
        for (List<String> command : unit.install()) {
            if (!runs(command)) {
                if (unit.hasFile() && !before) {
                    // Else it would be started some day by a manager that did not want it today.
                    delete();
                }
                invocation.problem(Problem.of(
                        Code.NO_UNIT,
                        Severity.ERROR,
                        unit.file(),
                        "the system does not start it: '" + String.join(" ", command) + "' failed",
                        "Where there is no such manager for you, run 'aka group watch' by other means."));
                return ExitCode.NOT_ALL;
            }
        }
        tell(InstallState.INSTALLED);
        return ExitCode.DONE;
    }

    /** Takes all of it away again. */
    ExitCode remove() throws FileCallException {
        boolean there = isThere();
        if (!there) {
            invocation.note("it is not installed");
            return ExitCode.DONE;
        }
        if (dryRun) {
            tell(InstallState.PLANNED);
            return ExitCode.DONE;
        }
        for (List<String> command : unit.remove()) {
            // Where there is no such manager nothing is at work.
            if (isFound(command) && !runs(command)) {
                invocation.problem(Problem.of(
                        Code.NO_UNIT,
                        Severity.ERROR,
                        unit.file(),
                        "the system does not end it: '" + String.join(" ", command) + "' failed",
                        "It stays installed. Type that yourself, logged in as this user, and try again."));
                return ExitCode.NOT_ALL;
            }
        }
        if (unit.hasFile()) {
            delete();
        }
        tell(InstallState.REMOVED);
        return ExitCode.DONE;
    }

    /** Tells whether it is installed and at work; exits with 1 if not. */
    ExitCode status() {
        boolean there = isThere();
        tell(there ? InstallState.INSTALLED : InstallState.MISSING);
        boolean works = there && runs(unit.status());
        if (there && !works) {
            invocation.note("it is installed, but not at work");
        }
        return works ? ExitCode.DONE : ExitCode.NO;
    }

    private void tell(InstallState state) {
        invocation.print(new HookSeen("group watch", unit.file(), state));
    }

    private boolean isThere() {
        return unit.hasFile() ? Files.exists(unit.file(), LinkOption.NOFOLLOW_LINKS) : runs(unit.status());
    }

    private void write() throws FileCallException {
        try {
            Files.createDirectories(Objects.requireNonNull(unit.file().getParent()));
            Files.writeString(unit.file(), unit.text());
        } catch (IOException failed) {
            throw IoFailure.of("write " + unit.file(), unit.file(), failed);
        }
    }

    private void delete() throws FileCallException {
        try {
            Files.deleteIfExists(unit.file());
        } catch (IOException failed) {
            throw IoFailure.of("remove " + unit.file(), unit.file(), failed);
        }
    }

    private boolean isFound(List<String> command) {
        String path = invocation.around().environment().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.exists(Path.of(folder, command.getFirst()))
                        || Files.exists(Path.of(folder, command.getFirst() + ".exe")));
    }

    private static boolean runs(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the main thread", e);
        }
    }
}
