package aka.cli;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The program that a person starts: others are told to start it, too. */
final class Program {

    /** Where the launcher says which it is; a variable takes any name, which an option of the JVM does not. */
    private static final String VARIABLE = "AKA_PROGRAM";

    private Program() {}

    /** Returns its absolute path; empty if it was started by other means. */
    static Optional<Path> found(Invocation invocation) {
        String program = invocation.around().environment().getOrDefault(VARIABLE, "");
        try {
            boolean usable =
                    !program.isEmpty() && Path.of(program).isAbsolute() && Files.isRegularFile(Path.of(program));
            return usable ? Optional.of(Path.of(program)) : Optional.empty();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    /** @throws FileCallException {@link Trouble#MISSING} if it was started by other means */
    static Path path(Invocation invocation) throws FileCallException {
        Optional<Path> program = found(invocation);
        if (program.isEmpty()) {
            throw new FileCallException(
                    "find the program that is to be started",
                    Path.of(""),
                    null,
                    Trouble.MISSING,
                    "",
                    0,
                    "aka was not started by its launcher",
                    "Start it by the script aka, or aka.exe.");
        }
        return program.get();
    }
}
