package aka.cli;

import aka.file.LinkSet;
import aka.file.Name;
import aka.link.NameScan;
import aka.os.FileCallException;
import aka.report.NameFound;
import aka.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka names}. */
final class NamesCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PATH...", "A name of the file.");
        Options.values(
                spec, "DIR", "Look below this folder only, instead of the whole mount that holds the file.", "--in");
        Options.stdin(spec);
        Options.print0(spec);
        spec.usageMessage().footer("Example:  aka names original.txt --in .");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> in = new ArrayList<>();
        for (String folder : given.texts("--in")) {
            in.add(Invocation.path(folder));
        }
        List<Path> paths = Operands.atLeast(1, given, invocation);
        invocation.start(paths);
        checkFolders(in, invocation);
        boolean complete = true;
        long found = 0;
        OptionalLong linkCount = OptionalLong.of(0);
        for (Path path : paths) {
            try {
                LinkSet set = scan(path, in, invocation);
                print(set, invocation);
                complete &= set.complete();
                found += set.names().size();
                linkCount = set.linkCount().isPresent() && linkCount.isPresent()
                        ? OptionalLong.of(
                                linkCount.getAsLong() + set.linkCount().getAsInt())
                        : OptionalLong.empty();
            } catch (FileCallException e) {
                invocation.unreadable(e);
                linkCount = OptionalLong.empty();
            }
        }
        invocation.count("found", found);
        invocation.count("linkCount", linkCount);
        if (complete) {
            return ExitCode.DONE;
        }
        invocation.incomplete();
        return ExitCode.NOT_ALL;
    }

    /** A folder to look in that is not there stops the command before it has said anything. */
    private static void checkFolders(List<Path> in, Invocation invocation) throws FileCallException {
        for (Path folder : in) {
            invocation.volumes().calls().openFolder(folder).close();
        }
    }

    private static LinkSet scan(Path path, List<Path> in, Invocation invocation) throws FileCallException {
        try (Progress progress = invocation.progress()) {
            // What cannot be read may hold a missing name; where none is missing, it does not matter.
            Unread unread = new Unread(progress);
            LinkSet set = NameScan.of(invocation.volumes().calls(), path, in, invocation.cancel(), unread);
            progress.finish();
            unread.listNotTaken()
                    .ifPresent(why -> invocation.note(why.sentence() + "; its whole mount was searched instead"));
            if (!set.complete()) {
                unread.tell(new WalkTeller(invocation, progress, Set.of()));
            }
            return set;
        }
    }

    private static void print(LinkSet set, Invocation invocation) {
        for (Name name : set.names()) {
            invocation.print(new NameFound(name.path(), Optional.of(set.key())));
        }
        int found = set.names().size();
        String of =
                set.linkCount().isPresent() ? Integer.toString(set.linkCount().getAsInt()) : "an unknown number";
        invocation.note(set.complete() ? "complete: " + found + " of " + of : found + " of " + of + " found");
    }
}
