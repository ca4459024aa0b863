package aka.cli;

import aka.link.Sameness;
import aka.os.FileCallException;
import aka.report.SameVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka same}. */
final class SameCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PATH...", "Two paths or more; symbolic links are followed.");
        Options.stdin(spec);
        spec.usageMessage()
                .footer(
                        "Prints one file, symbolic link to the same file, clones, equal copies, different or unknown.",
                        "Exits 0 if it is one file, 1 if not, 3 if that cannot be known.",
                        "",
                        "Example:  aka same original.txt link.txt");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> paths = Operands.atLeast(2, given, invocation);
        invocation.start(paths);
        if (paths.isEmpty()) {
            return ExitCode.DONE;
        }
        Sameness sameness = Sameness.of(invocation.volumes().calls(), paths, invocation.cancel());
        Optional<FileCallException> trouble = sameness.trouble();
        if (trouble.isPresent()) {
            invocation.unreadable(trouble.get());
        }
        invocation.print(new SameVerdict(paths, sameness));
        return switch (sameness.verdict()) {
            case ONE_FILE -> ExitCode.DONE;
            case SYMLINK, CLONES, EQUAL_COPIES, DIFFERENT -> ExitCode.NO;
            case UNKNOWN -> {
                if (trouble.isEmpty()) {
                    invocation.note(sameness.reason());
                }
                yield ExitCode.NOT_ALL;
            }
        };
    }
}
