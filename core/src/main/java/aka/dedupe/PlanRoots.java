package aka.dedupe;

import aka.content.WatchedBody;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.PlannedName;
import aka.plan.Root;
import aka.walk.RealPath;
import aka.walk.WalkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * From where the names of a plan are opened. That is the walk's roots, and beside them each folder behind a link that was
 * followed and each at which another mount begins, since a run follows nothing and leaves no mount. They are in the order of
 * the walk's roots, then of their paths.
 */
final class PlanRoots {

    private final FileTable table;
    private final List<Root> roots = new ArrayList<>();
    private final IdentityHashMap<WalkFolder, Integer> numbers = new IdentityHashMap<>();

    private record Top(WalkFolder folder, Path real, PathBytes raw) {}

    private PlanRoots(FileTable table) {
        this.table = table;
    }

    /**
     * Returns the roots of all names in the table.
     *
     * @throws FileCallException {@link aka.os.Trouble#CHANGED} if a path has come to lead to another folder since
     */
    static PlanRoots of(FileTable table, FileCalls calls) throws FileCallException {
        PlanRoots made = new PlanRoots(table);
        made.add(tops(table, calls));
        return made;
    }

    private static List<Top> tops(FileTable table, FileCalls calls) throws FileCallException {
        IdentityHashMap<WalkFolder, Top> tops = new IdentityHashMap<>();
        for (WalkFolder folder : table.folders()) {
            WalkFolder top = folder.mountTop();
            if (!tops.containsKey(top)) {
                tops.put(top, top(top, calls));
            }
        }
        List<Top> ordered = new ArrayList<>(tops.values());
        ordered.sort(
                Comparator.<Top>comparingInt(top -> top.folder().rootNumber()).thenComparing(Top::raw));
        return ordered;
    }

    private static Top top(WalkFolder folder, FileCalls calls) throws FileCallException {
        Path real = RealPath.of(calls, folder.path());
        if (folder.key().isPresent() && !calls.facts(real).key().equals(folder.key())) {
            throw WatchedBody.changed(folder.path(), "it has come to lead to another folder");
        }
        return new Top(folder, real, PathBytes.of(real));
    }

    private void add(List<Top> tops) {
        Map<Path, Integer> byPath = new HashMap<>();
        for (Top top : tops) {
            Integer number = byPath.putIfAbsent(top.real(), roots.size());
            if (number == null) {
                number = roots.size();
                roots.add(new Root(top.real(), top.folder().key(), top.folder().path()));
            }
            numbers.put(top.folder(), number);
        }
    }

    /** Returns them all. */
    List<Root> all() {
        return roots;
    }

    /** Returns the name in a row of the table. */
    PlannedName name(int row) {
        WalkFolder folder = table.folder(row);
        WalkFolder top = folder.mountTop();
        byte[] below = RawPath.join(folder.below(top), table.leaf(row));
        return new PlannedName(number(top), RawPath.path(below));
    }

    /** Returns the absolute path of a folder, without links. */
    Path real(WalkFolder folder) {
        WalkFolder top = folder.mountTop();
        byte[] below = folder.below(top);
        Path real = roots.get(number(top)).path();
        return below.length == 0 ? real : real.resolve(RawPath.path(below));
    }

    private int number(WalkFolder top) {
        Integer number = numbers.get(top);
        if (number == null) {
            throw new IllegalStateException("not a root: " + top.path());
        }
        return number;
    }
}
