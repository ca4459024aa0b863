package aka.cli;

import aka.link.LinkOptions;
import aka.os.FileCalls;
import aka.os.SystemCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka ln}: the existing file first, as POSIX has it. */
final class LnCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(
                spec, "EXISTING... NEW", "The files, and the name to make. With several files, NEW is a folder.");
        Options.flag(spec, "Would make a symbolic link: refused.", "-s", "--symbolic");
        Options.flag(spec, "Would replace NEW: refused.", "-f", "--force");
        Options.dryRun(spec);
        spec.usageMessage().footer("Example:  aka ln original.txt link.txt");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        if (given.has("--symbolic")) {
            throw new WrongUsage(
                    "-s asks for a symbolic link, and aka makes hard links only",
                    "Leave -s out for a hard link; for a symbolic link use the system's own "
                            + SystemCommand.MAKE_SYMBOLIC_LINK + ".");
        }
        if (given.has("--force")) {
            throw new WrongUsage(
                    "-f would replace what is there, unseen",
                    "Leave -f out; aka rm shows what removing the name that is in the way would lose.");
        }
        List<Path> paths = invocation.paths(given);
        if (paths.isEmpty()) {
            throw new WrongUsage("it takes an existing file and a new name", "Type aka ln EXISTING NEW.");
        }
        FileCalls calls = invocation.volumes().calls();
        String last = paths.size() == 1 ? "." : given.operands().getLast();
        List<Path> existing = paths.size() == 1 ? paths : paths.subList(0, paths.size() - 1);
        if (existing.size() > 1 && !NewNames.isFolder(calls, Invocation.path(last))) {
            throw new WrongUsage(
                    "with several files the last operand is a folder, and " + last + " is none",
                    "Make the folder first, or link one file at a time.");
        }
        invocation.start(paths);
        LinkDeed deed = new LinkDeed(invocation, "ln", LinkOptions.plain(), given.has("--dry-run"));
        for (Path file : existing) {
            deed.link(file, NewNames.resolve(calls, file, last));
        }
        deed.finish();
        return ExitCode.DONE;
    }
}
