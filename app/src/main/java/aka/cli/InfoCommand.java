package aka.cli;

import aka.file.FileFacts;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.Volume;
import aka.report.FileSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka info}. */
final class InfoCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PATH...", "What to look at. A symbolic link is not followed.");
        Options.stdin(spec);
        spec.usageMessage().footer("Example:  aka info original.txt");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> paths = Operands.atLeast(1, given, invocation);
        invocation.start(paths);
        long seen = 0;
        for (Path path : paths) {
            invocation.cancel().check();
            try {
                invocation.print(look(invocation.volumes(), path));
                seen++;
            } catch (FileCallException e) {
                invocation.unreadable(e);
            }
        }
        invocation.count("files", seen);
        return ExitCode.DONE;
    }

    private static FileSeen look(Volumes volumes, Path path) throws FileCallException {
        FileFacts facts = volumes.facts(path);
        try {
            Volume volume = volumes.volume(path);
            return new FileSeen(path, facts, Optional.of(volume));
        } catch (FileCallException unknown) {
            return new FileSeen(path, facts, Optional.empty());
        }
    }
}
