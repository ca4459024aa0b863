package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.MetadataPart;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of steps for names that a person typed, where nothing is searched for. The folder of each name is a root of the
 * plan; a folder that an earlier step makes is reached from the nearest one that is there.
 */
public final class DirectPlan {

    private final FileCalls calls;
    private final String origin;
    private final Path here;
    private final Map<Path, Integer> numbers = new HashMap<>();
    private final List<Root> roots = new ArrayList<>();
    private final List<LinkStep> steps = new ArrayList<>();

    /** Folders whose insides are reached from above. */
    private final Set<Path> trees = new HashSet<>();

    /** Folders from which their insides are reached. */
    private final Set<Path> tops = new HashSet<>();

    /**
     * @param origin the command: {@link Plan#origin}
     * @param here the absolute path of the folder that relative paths begin in
     */
    public DirectPlan(FileCalls calls, String origin, Path here) {
        this.calls = calls;
        this.origin = origin;
        this.here = here;
    }

    /** Returns all steps that were added, in that order. */
    public Plan plan() {
        return waiving(Set.of());
    }

    /** Returns the same, where bodies that differ in {@code waived} may be joined. */
    public Plan waiving(Set<MetadataPart> waived) {
        return new Plan(origin, roots, waived, false, Optional.empty(), steps);
    }

    /** Returns how many steps were added. */
    public int size() {
        return steps.size();
    }

    /**
     * Adds a new name for {@code existing}.
     *
     * @param missing the folders above it that are to be made before, the topmost first
     * @throws FileCallException if a folder of either cannot be opened; nothing was added then
     */
    public void create(Path existing, FileFacts facts, Path newName, List<Path> missing) throws FileCallException {
        Create create = new Create(body(facts, List.of(existing)), name(newName));
        for (Path folder : missing) {
            createFolder(folder);
        }
        steps.add(create);
    }

    /**
     * Adds that {@code replaced} becomes a name of {@code kept}.
     *
     * @param kept those of its names that are known
     * @throws FileCallException if a folder of either cannot be opened
     */
    public void replace(List<Path> kept, FileFacts keptFacts, Path replaced, FileFacts replacedFacts)
            throws FileCallException {
        steps.add(new Replace(body(keptFacts, kept), body(replacedFacts, List.of(replaced))));
    }

    /**
     * Adds that names of one body come to lead to another, whatever that holds, and that their former body stays under another
     * name. All of these steps are added, or none.
     *
     * @param kept those names of the body that gets the names that are known
     * @param paths names of the former body
     * @param other the name under which it stays
     * @param made whether it has that name already
     * @throws FileCallException if a folder of any cannot be opened; nothing was added then
     */
    public void repoint(
            List<Path> kept, FileFacts keptFacts, List<Path> paths, FileFacts formerFacts, Path other, boolean made)
            throws FileCallException {
        List<LinkStep> added = new ArrayList<>();
        PlannedBody keptBody = body(keptFacts, kept);
        if (!made) {
            added.add(new Create(body(formerFacts, paths), name(other)));
        }
        for (Path path : paths) {
            PlannedBody former = body(formerFacts, List.of(path, other));
            added.add(new Repoint(keptBody, former, former.names().getFirst()));
        }
        steps.addAll(added);
    }

    /**
     * Adds that {@code path} gets a body of its own.
     *
     * @throws FileCallException if its folder cannot be opened
     */
    public void split(Path path, FileFacts facts) throws FileCallException {
        PlannedBody body = body(facts, List.of(path));
        steps.add(new Split(body, body.names(), Optional.empty()));
    }

    /**
     * Adds that names of one body go.
     *
     * @param last whether the last one may be among them
     * @throws FileCallException if a folder cannot be opened
     */
    public void unlink(List<Path> going, FileFacts facts, boolean last) throws FileCallException {
        PlannedBody body = body(facts, going);
        for (PlannedName name : body.names()) {
            steps.add(new Unlink(body, name, last));
        }
    }

    /**
     * Adds a new folder.
     *
     * @throws FileCallException if nothing above it can be opened
     */
    public void createFolder(Path folder) throws FileCallException {
        steps.add(new CreateFolder(name(folder)));
    }

    /**
     * Adds that a folder goes, which earlier steps leave empty.
     *
     * @throws FileCallException if the folder that holds it cannot be opened
     */
    public void removeFolder(Path folder) throws FileCallException {
        steps.add(new RemoveFolder(name(folder)));
    }

    private PlannedBody body(FileFacts facts, List<Path> paths) throws FileCallException {
        if (facts.key().isEmpty() || facts.linkCount().isEmpty()) {
            throw refusal(paths.getFirst(), Trouble.UNSUPPORTED, "the system tells neither its identity nor its names");
        }
        List<PlannedName> names = new ArrayList<>();
        for (Path path : paths) {
            names.add(name(path));
        }
        return PlannedBody.of(facts, names);
    }

    /**
     * Lets names at any depth below {@code folder} be reached from the folder that holds it: a tree's folders need not all be
     * roots then. A folder inside one that was named before changes nothing.
     */
    public void reachFromAbove(Path folder) {
        if (!isInTree(folder)) {
            trees.add(folder);
        }
    }

    /** Lets names at any depth below {@code folder}, which stays where it is, be reached from this very folder. */
    public void reachFrom(Path folder) {
        tops.add(folder);
    }

    private boolean isInTree(Path path) {
        for (@Nullable Path above = path; above != null; above = above.getParent()) {
            if (tops.contains(above)) {
                return !above.equals(path);
            }
            if (trees.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /** The nearest folder above that is there becomes the root, for what leads to a name must not be followed later. */
    private PlannedName name(Path path) throws FileCallException {
        Path below = leaf(path);
        Path folder = parent(path);
        while (isInTree(folder)) {
            below = leaf(folder).resolve(below);
            folder = parent(folder);
        }
        while (true) {
            Optional<Integer> root = root(folder);
            if (root.isPresent()) {
                return new PlannedName(root.get(), below);
            }
            below = leaf(folder).resolve(below);
            folder = parent(folder);
        }
    }

    /** Returns the number of a root; empty if there is no such folder yet, but one above it. */
    private Optional<Integer> root(Path folder) throws FileCallException {
        Integer known = numbers.get(folder);
        if (known != null) {
            return Optional.of(known);
        }
        try (Folder open = calls.openFolder(folder)) {
            Optional<FileKey> key = open.facts().key();
            numbers.put(folder, roots.size());
            roots.add(new Root(here.resolve(folder), key, folder));
            return Optional.of(roots.size() - 1);
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.MISSING && !folder.toString().isEmpty() && folder.getNameCount() > 0) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static Path leaf(Path path) throws FileCallException {
        try {
            Leaf.of(path);
            return Objects.requireNonNull(path.getFileName());
        } catch (IllegalArgumentException noLeaf) {
            throw refusal(path, Trouble.IS_FOLDER, "it is a folder that is not named by its own name");
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), Path.of(""));
    }

    private static FileCallException refusal(Path path, Trouble trouble, String reason) {
        return new FileCallException(
                "work on " + path,
                path,
                null,
                trouble,
                "",
                0,
                reason,
                "Name a file by the name that it has in its folder.");
    }
}
