package aka.group;

import aka.file.Kind;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import aka.walk.LeftAlone;
import aka.walk.Walk;
import aka.walk.WalkEntry;
import aka.walk.WalkFilters;
import aka.walk.WalkVisitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One file that a group declares: paths that are to be its names.
 *
 * @param group the group
 * @param below of a file in trees its path below each of them; else the empty path
 * @param paths the paths, in the order in which they were written, none twice
 */
public record Declared(Group group, Path below, List<Path> paths) {

    private static final Path NOWHERE = Path.of("");

    public Declared {
        paths = List.copyOf(paths);
    }

    /** Returns the paths whose folders tell of it: those that are one file, and its copies. */
    List<Path> watchedPaths() {
        if (!isOfSinglePaths() || group.copies().isEmpty()) {
            return paths;
        }
        List<Path> all = new ArrayList<>(paths);
        all.addAll(group.copies());
        return all;
    }

    /** Returns whether this is the file of all single paths and patterns of the group, not one of its trees. */
    boolean isOfSinglePaths() {
        return below.toString().isEmpty();
    }

    /**
     * Returns the files that {@code group} declares now, one at least: one of all its single paths and all that fits its patterns,
     * perhaps none, and one for each file that is in some of its trees.
     *
     * @param unreadable hears what could not be looked into: what is in there is missing from the answer
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static List<Declared> of(
            FileCalls calls, Group group, Consumer<FileCallException> unreadable, CancelToken cancel) {
        Sight sight = new Sight(calls, group.project());
        Set<Path> together = new LinkedHashSet<>();
        List<Declared> declared = new ArrayList<>();
        for (Member member : group.members()) {
            // No switch, whose code the JVM would make in each start.
            if (member instanceof Member.Single single) {
                together.add(single.path());
            } else if (member instanceof Member.Matching matching) {
                together.addAll(matching(sight, matching, unreadable, cancel));
            } else if (member instanceof Member.Trees trees) {
                declared.addAll(trees(sight, group, trees, unreadable, cancel));
            }
        }
        // Patterns that nothing fits are told, too.
        if (!together.isEmpty() || declared.isEmpty()) {
            declared.addFirst(new Declared(group, NOWHERE, List.copyOf(together)));
        }
        return declared;
    }

    private static SortedSet<Path> matching(
            Sight sight, Member.Matching matching, Consumer<FileCallException> unreadable, CancelToken cancel) {
        WalkFilters filters = WalkFilters.none().withPaths(List.of(matching.glob()));
        if (!matching.glob().contains("**")) {
            int levels = 1 + (int) matching.glob().chars().filter(c -> c == '/').count();
            filters = filters.withDepth(levels);
        }
        return files(sight, matching.top(), filters, unreadable, cancel);
    }

    private static List<Declared> trees(
            Sight sight, Group group, Member.Trees trees, Consumer<FileCallException> unreadable, CancelToken cancel) {
        SortedSet<Path> all = new TreeSet<>();
        for (Path top : trees.tops()) {
            for (Path file : files(sight, top, WalkFilters.none(), unreadable, cancel)) {
                all.add(top.relativize(file));
            }
        }
        return all.stream()
                .map(below -> new Declared(
                        group,
                        below,
                        trees.tops().stream().map(top -> top.resolve(below)).toList()))
                .toList();
    }

    private static SortedSet<Path> files(
            Sight sight, Path top, WalkFilters filters, Consumer<FileCallException> unreadable, CancelToken cancel) {
        SortedSet<Path> files = new TreeSet<>();
        try (Folder way = sight.folder(top);
                Walk walk = Walk.of(sight.calls(), List.of(way.path()), filters)) {
            walk.forEach(
                    new WalkVisitor() {
                        @Override
                        public void found(WalkEntry entry) {
                            if (entry.kind() == Kind.FILE && !AsideName.is(entry.path())) {
                                files.add(entry.path());
                            }
                        }

                        @Override
                        public void unreadable(Path path, FileCallException why) {
                            unreadable.accept(why);
                        }

                        @Override
                        public void leftAlone(Path path, LeftAlone why) {
                            if (why != LeftAlone.LEFTOVER) {
                                unreadable.accept(elsewhere(path));
                            }
                        }
                    },
                    cancel);
        } catch (FileCallException failed) {
            // What is not there fits no pattern; and what a tree lacks is told file by file, as missing.
            if (failed.trouble() != Trouble.MISSING) {
                unreadable.accept(failed);
            }
        }
        return files;
    }

    /** A name stays on its mount: what is on another cannot be one with what is here. */
    private static FileCallException elsewhere(Path path) {
        return new FileCallException(
                "look for declared files in " + path,
                path,
                null,
                Trouble.DIFFERENT_MOUNTS,
                "",
                0,
                "another volume is mounted there, or it is a subvolume",
                "Declare what is in there by itself.");
    }
}
