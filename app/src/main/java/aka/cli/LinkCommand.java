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
        Options.flag(spec, "Take the place of NEW if its bytes are equal; asks once.", "--replace");
        Options.flag(spec, "EXISTING is a folder: make NEW, with names of all files in it.", "--tree");
        RunOptions.describe(spec, false);
        DedupeOptionsText.describeIgnore(spec);
        Options.stdin(spec);
        spec.usageMessage()
                .footer(
                        "Without --replace it never replaces anything. It never falls back to a copy or a symbolic link.",
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
        requireFitting(given, paths);
        invocation.start(paths);
        Path existing = paths.getFirst();
        if (given.has("--tree")) {
            return new TreeDeed(invocation, existing, paths.get(1), given.has("--parents")).run(RunOptions.of(given));
        }
        if (given.has("--replace")) {
            ReplaceDeed deed =
                    new ReplaceDeed(invocation, RunOptions.of(given), DedupeOptionsText.waived(given.text("--ignore")));
            for (Path newName : newNames(given, paths, invocation.volumes().calls())) {
                deed.link(existing, newName);
            }
            return deed.finish();
        }
        LinkOptions options = new LinkOptions(given.has("--ensure"), given.has("--parents"));
        LinkDeed deed = new LinkDeed(invocation, "link", options, given.has("--dry-run"));
        for (Path newName : newNames(given, paths, invocation.volumes().calls())) {
            deed.link(existing, newName);
        }
        deed.finish();
        return ExitCode.DONE;
    }

    private static void requireFitting(Given given, List<Path> paths) {
        if (given.has("--tree") && paths.size() != 2) {
            throw new WrongUsage("--tree takes a folder and the folder to make, not " + paths.size() + " paths", "");
        }
        for (String only : List.of("--yes", "--wait", "--ignore", "--tolerate")) {
            if (given.has(only) && !given.has("--replace")) {
                throw new WrongUsage(only + " goes with --replace only", "Nothing is asked without it.");
            }
        }
        for (String other : List.of("--ensure", "--parents", "--tree")) {
            if (given.has(other) && given.has("--replace")) {
                throw new WrongUsage("--replace and " + other + " exclude each other", "Give one of them.");
            }
        }
        if (given.has("--tree") && given.has("--ensure")) {
            throw new WrongUsage("--tree and --ensure exclude each other", "Give one of them.");
        }
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
