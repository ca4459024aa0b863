package aka.dedupe;

import aka.dedupe.Duplicates.Unreadable;
import aka.file.Name;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.fake.Slashes;
import aka.walk.Walk;
import aka.walk.WalkFilters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A search in a test, and its result as text that a test can name. */
record Search(Duplicates result) {

    static Search in(FileCalls calls, String... roots) throws FileCallException {
        return in(calls, Arrays.stream(roots).map(Path::of).toList(), FinderListener.NONE, new CancelToken());
    }

    static Search in(FileCalls calls, List<Path> roots, FinderListener listener, CancelToken cancel)
            throws FileCallException {
        return in(calls, roots, FinderOptions.NONE, listener, cancel);
    }

    static Search in(
            FileCalls calls, List<Path> roots, FinderOptions options, FinderListener listener, CancelToken cancel)
            throws FileCallException {
        try (Walk walk = Walk.of(calls, roots, WalkFilters.none())) {
            return new Search(DuplicateFinder.find(walk, options, listener, cancel));
        }
    }

    /** Returns the groups in order: names of a body joined by {@code =}, bodies by a blank. */
    List<String> groups() {
        return result.groups().stream().map(Search::text).toList();
    }

    /** Returns the trouble in order: what and where. */
    List<String> trouble() {
        return result.count().unreadable().stream().map(Search::text).toList();
    }

    Group only() {
        if (result.groups().size() != 1) {
            throw new AssertionError("not one group: " + groups());
        }
        return result.groups().getFirst();
    }

    private static String text(Group group) {
        return String.join(" ", group.bodies().stream().map(Search::text).toList());
    }

    private static String text(GroupBody body) {
        return String.join("=", body.names().stream().map(Search::text).toList());
    }

    private static String text(Name name) {
        return Slashes.in(name.path());
    }

    private static String text(Unreadable unreadable) {
        return unreadable.why().trouble() + " " + Slashes.in(unreadable.path().toString());
    }
}
