package aka.cli;

import aka.link.LinkOptions;
import aka.os.FileCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka link}. */
final class LinkCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "EXISTING NEW...", "The file, and the names to make. A folder gets the name inside it.");
        Options.flag(spec, "Be content where NEW is a name of EXISTING already.", "--ensure");
        Options.flag(spec, "Make the folders above NEW that are missing.", "--parents");
        Options.dryRun(spec);
        Options.stdin(spec);
        spec.usageMessage()
                .footer(
                        "Never replaces anything and never falls back to a copy or a symbolic link.",
                        "",
                        "Example:  aka link original.txt link.txt");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> paths = invocation.paths(given);
        if (given.operands().isEmpty() || paths.size() < 2 && !Invocation.fromStdin(given)) {
            throw new WrongUsage(
                    "it takes an existing file and a new name",
                    "Type aka link EXISTING NEW, in this order; with mklink and ni the new name comes first.");
        }
        invocation.start(paths);
        Path existing = paths.getFirst();
        LinkOptions options = new LinkOptions(given.has("--ensure"), given.has("--parents"));
        LinkDeed deed = new LinkDeed(invocation, options, given.has("--dry-run"));
        for (Path newName : newNames(given, paths, invocation.volumes().calls())) {
            deed.link(existing, newName);
        }
        deed.finish();
        return ExitCode.DONE;
    }

    /** A separator at the end is known of what was typed only: a path does not keep it. */
    private static List<Path> newNames(Given given, List<Path> paths, FileCalls calls) {
        Path existing = paths.getFirst();
        List<String> typed = given.operands();
        List<Path> newNames = new ArrayList<>();
        for (int i = 1; i < paths.size(); i++) {
            Path path = paths.get(i);
            if (i < typed.size()) {
                newNames.add(NewNames.resolve(calls, existing, typed.get(i)));
            } else {
                newNames.add(NewNames.isFolder(calls, path) ? NewNames.inside(existing, path) : path);
            }
        }
        return newNames;
    }
}
