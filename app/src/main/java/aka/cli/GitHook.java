package aka.cli;

import aka.file.RawText;
import aka.os.FileCallException;
import aka.plan.IoFailure;
import aka.report.HookSeen;
import aka.report.InstallState;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A hook that git runs after it has changed files. aka has some lines in it, between two marks, which heal the groups of the
 * repository; all else in it is the user's.
 */
record GitHook(String name, Path file) {

    /** Those that git runs at the top of the work tree after it has given names new files. */
    static final List<String> NAMES = List.of("post-checkout", "post-merge");

    private static final String BEGIN = "# >>> aka >>>";
    private static final String END = "# <<< aka <<<";
    private static final String FIRST_LINE = "#!/bin/sh\n";

    private static final String LINES = BEGIN + "\n"
            + "# What git has split is joined again, as far as the trusted groups of this repository say and the bytes are equal.\n"
            + "if [ -f .aka-groups ] && command -v aka >/dev/null; then aka group heal --in . --yes -q || :; fi\n"
            + END + "\n";

    private static final Pattern OURS = Pattern.compile("(?ms)^" + BEGIN + "$.*?^" + END + "$\\n?");

    /** The first line of a script for a shell that knows what our lines need. */
    private static final Pattern SHELL =
            Pattern.compile("#!\\s*(/\\S*/)?(env\\s+)?(/\\S*/)?(ba|da|z|k)?sh\\b[^\\n]*\\n");

    /** Returns those of a repository. */
    static List<GitHook> in(Path hooks) {
        return NAMES.stream()
                .map(name -> new GitHook(name, hooks.resolve(name)))
                .toList();
    }

    HookSeen seen(InstallState state) {
        return new HookSeen(name, file, state);
    }

    /** Returns whether aka's lines are in it, or could be. */
    InstallState state() throws FileCallException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return InstallState.MISSING;
        }
        // A link leads to what other repositories may use, too.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return InstallState.FOREIGN;
        }
        String text = read();
        if (OURS.matcher(text).find()) {
            return InstallState.INSTALLED;
        }
        return SHELL.matcher(text).lookingAt() ? InstallState.MISSING : InstallState.FOREIGN;
    }

    /** Puts our lines right below the first one: what is there may end with an exit. */
    void install() throws FileCallException {
        String text = Files.exists(file) ? read() : FIRST_LINE;
        int below = text.indexOf('\n') + 1;
        write(text.substring(0, below) + LINES + text.substring(below));
    }

    /** Takes our lines out, and the file where nothing else was in it. */
    void remove() throws FileCallException {
        String left = OURS.matcher(read()).replaceFirst("");
        if (!left.equals(FIRST_LINE)) {
            write(left);
            return;
        }
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw IoFailure.of("remove the hook " + file, file, failed);
        }
    }

    private String read() throws FileCallException {
        try {
            return RawText.of(Files.readAllBytes(file));
        } catch (IOException failed) {
            throw IoFailure.of("read the hook " + file, file, failed);
        }
    }

    /** In one instant: git may be about to run it. */
    private void write(String text) throws FileCallException {
        Path made = file.resolveSibling("aka-" + ProcessHandle.current().pid() + "." + name);
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                Files.copy(file, made, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(made, RawText.bytes(text));
            if (!Files.exists(file)
                    && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            made.toFile().delete();
            throw IoFailure.of("write the hook " + file, file, failed);
        }
    }
}
