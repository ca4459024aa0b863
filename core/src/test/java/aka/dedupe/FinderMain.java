package aka.dedupe;

import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.os.portable.PortableFileCalls;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The finder as a program of its own, to measure it without a command line: {@code FinderMain linux|portable DIR...}. */
public final class FinderMain {

    private FinderMain() {}

    public static void main(String[] args) throws Exception {
        List<Path> roots = Arrays.stream(args).skip(1).map(Path::of).toList();
        PrintStream out = System.out;
        try (FileCalls calls = args[0].equals("linux") ? LinuxFileCalls.open().orElseThrow() : new PortableFileCalls();
                Walk walk = Walk.of(calls, roots, WalkFilters.none())) {
            Duplicates found = DuplicateFinder.find(walk, FinderOptions.NONE, FinderListener.NONE, new CancelToken());
            out.printf(
                    "%s: %d groups, %d files, %d names, %d redundant bytes, %d reclaimable%n",
                    calls.route(),
                    found.groups().size(),
                    found.count().filesSeen(),
                    found.count().namesSeen(),
                    found.count().redundantBytes(),
                    found.count().reclaimableBytes());
        }
    }
}
