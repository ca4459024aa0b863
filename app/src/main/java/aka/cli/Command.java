package aka.cli;

import aka.os.FileCallException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** One command: what can be typed, and what is done then. */
interface Command {

    /** Adds the options, the operands and the help beyond those that every command has. */
    void describe(CommandSpec spec);

    /** Returns whether it changes something: it then finishes its deed even when nobody reads its output any more. */
    default boolean acts() {
        return false;
    }

    /** Returns whether it was started in a window of its own, which goes with the process: it is then read before. */
    default boolean isReadInAWindow(Given given) {
        return false;
    }

    /** Returns what was typed in the form that {@link #describe} describes; for commands with a grammar of their own. */
    default List<String> translate(List<String> typed) {
        return typed;
    }

    /**
     * Does what was asked for.
     *
     * @return how it ended, apart from the problems that {@code invocation} was told of
     * @throws WrongUsage if what was typed does not fit together
     * @throws FileCallException if it cannot start
     * @throws IOException if stdin cannot be read
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    ExitCode run(Given given, Invocation invocation) throws IOException;
}
