package aka.cli;

import aka.file.RawPath;
import aka.file.RawText;
import aka.group.GroupsFile;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code aka group edit}: the file of groups in an editor. */
final class GroupEdit {

    private final Invocation invocation;
    private final KnownGroups known;
    private final GroupsFile file;

    GroupEdit(Invocation invocation, KnownGroups known) {
        this.invocation = invocation;
        this.known = known;
        this.file = known.own();
    }

    ExitCode run() throws IOException {
        if (!invocation.canAsk()) {
            invocation.problem(Problem.of(
                    Code.NEEDS_ANSWER,
                    Severity.ERROR,
                    file.path(),
                    "there is no terminal to edit " + file.path() + " on",
                    "It is a text file: open it with any editor."));
            return ExitCode.USAGE;
        }
        Files.createDirectories(Objects.requireNonNull(file.path().getParent()));
        String editor = editor();
        int exit = await(start(editor, file.path()));
        known.used(file.read(), file.path());
        if (exit != 0) {
            invocation.note(editor + " ended with " + exit);
        }
        return exit == 0 ? ExitCode.DONE : ExitCode.NOT_ALL;
    }

    private static String editor() {
        return Stream.of("VISUAL", "EDITOR")
                .map(System.getenv()::get)
                .filter(Objects::nonNull)
                .filter(word -> !word.isBlank())
                .findFirst()
                .orElse(Terminals.isWindows() ? "notepad" : "vi");
    }

    /** Editors are given with options, as a shell reads them: {@code code --wait}. */
    private static Process start(String editor, Path file) throws IOException {
        List<String> words = Terminals.isWindows()
                ? List.of("cmd", "/c", editor + " \"" + file + "\"")
                : List.of("sh", "-c", editor + " \"$1\"", "sh", RawText.of(RawPath.bytes(file)));
        return new ProcessBuilder(words).inheritIO().start();
    }

    private static int await(Process process) {
        return process.onExit().join().exitValue();
    }
}
