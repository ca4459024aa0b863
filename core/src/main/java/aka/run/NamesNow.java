package aka.run;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.journal.JournalRecord.Began;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.PlannedName;
import aka.plan.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the names of an earlier run lead to today. Folders are opened beneath the run's roots, without following anything, and
 * the last ones stay open: names of one folder come one after the other. Changes nothing.
 */
final class NamesNow implements AutoCloseable {

    private static final int MOST_OPEN_FOLDERS = 256;

    private static final int FEWEST_OPEN_FOLDERS = 16;

    private final FileCalls calls;
    private final List<Root> recorded;
    private final List<Optional<FoundRoot>> roots = new ArrayList<>();
    private final boolean sameMachine;
    private final int openAtOnce;
    private final Map<Integer, Folder> openRoots = new LinkedHashMap<>();
    private final LinkedHashMap<Place, Folder> openFolders = new LinkedHashMap<>(16, 0.75f, true);

    /** Where a folder is. */
    private record Place(int root, Path below) {}

    /** What a look at a name tells. */
    sealed interface Seen {

        /** Something is there. */
        record There(FileFacts facts) implements Seen {}

        /** Nothing is there, or not even the folder. */
        record Gone() implements Seen {}

        /** It cannot be known. */
        record Hidden(FileCallException why) implements Seen {}
    }

    /** Looks for the roots of the run. */
    NamesNow(FileCalls calls, Began began) throws FileCallException {
        this.calls = calls;
        this.recorded = new ArrayList<>(began.roots());
        this.openAtOnce = Math.clamp(
                (calls.maxOpenFiles().orElse(Long.MAX_VALUE) - BatchSize.OPEN_OTHERWISE) / 2,
                FEWEST_OPEN_FOLDERS,
                MOST_OPEN_FOLDERS);
        this.sameMachine = began.host().machine().equals(calls.host().machine());
        boolean sameBoot = sameMachine
                && !began.host().boot().isEmpty()
                && began.host().boot().equals(calls.host().boot());
        for (Root root : recorded) {
            roots.add(FoundRoot.find(calls, root, sameBoot));
        }
    }

    /** Adds a root that the run did not know, and returns its number. */
    int add(FoundRoot root) {
        recorded.add(root.today());
        roots.add(Optional.of(root));
        return roots.size() - 1;
    }

    /** Returns the root where it is today; empty if it was not found. */
    Optional<FoundRoot> root(int number) {
        return roots.get(number);
    }

    /** Returns why a root was not found. */
    FileCallException absence(int number) {
        return FoundRoot.absent(recorded.get(number), sameMachine);
    }

    /** Returns whether none of the run's roots was found. */
    boolean isNowhere() {
        return roots.stream().allMatch(Optional::isEmpty);
    }

    /** Returns the roots for a plan of today; one that was not found is as it was. */
    List<Root> today() {
        List<Root> today = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            today.add(roots.get(i).map(FoundRoot::today).orElse(recorded.get(i)));
        }
        return today;
    }

    /** Returns the absolute path of a name today. */
    Path path(PlannedName name) {
        return root(name.root())
                .map(FoundRoot::today)
                .orElse(recorded.get(name.root()))
                .path()
                .resolve(name.below());
    }

    /** Returns the path of a name as it follows from what was typed. */
    Path shown(PlannedName name) {
        return root(name.root())
                .map(FoundRoot::today)
                .orElse(recorded.get(name.root()))
                .typed()
                .resolve(name.below());
    }

    /** Looks at a name. */
    Seen look(PlannedName name) {
        try {
            return new Seen.There(folder(name).facts(Leaf.of(name.below())));
        } catch (FileCallException failed) {
            boolean gone = failed.trouble() == Trouble.MISSING || failed.trouble() == Trouble.NOT_A_FOLDER;
            return gone && root(name.root()).isPresent() ? new Seen.Gone() : new Seen.Hidden(failed);
        }
    }

    /** Returns what a name leads to; empty unless there is something that can be seen. */
    Optional<FileFacts> facts(PlannedName name) {
        return look(name) instanceof Seen.There there ? Optional.of(there.facts()) : Optional.empty();
    }

    /** Opens what a name leads to, for reading. */
    Body open(PlannedName name) throws FileCallException {
        return folder(name).openBody(Leaf.of(name.below()).bytes());
    }

    /** Opens the folder that a name leads to. */
    Folder openFolder(PlannedName name) throws FileCallException {
        return folder(name).openFolder(Leaf.of(name.below()).bytes(), false);
    }

    private Folder folder(PlannedName name) throws FileCallException {
        Path below = name.below().getParent();
        if (below == null) {
            return openRoot(name.root());
        }
        Place place = new Place(name.root(), below);
        Folder open = openFolders.get(place);
        if (open == null) {
            open = openRoot(name.root()).openFolder(RawPath.bytes(below), false);
            openFolders.put(place, open);
            closeEldest();
        }
        return open;
    }

    private Folder openRoot(int number) throws FileCallException {
        @Nullable Folder open = openRoots.get(number);
        if (open == null) {
            FoundRoot found = root(number).orElse(null);
            if (found == null) {
                throw absence(number);
            }
            open = calls.openFolder(found.today().path());
            openRoots.put(number, open);
        }
        return open;
    }

    private void closeEldest() {
        if (openFolders.size() > openAtOnce) {
            Map.Entry<Place, Folder> eldest = openFolders.firstEntry();
            openFolders.remove(eldest.getKey());
            eldest.getValue().close();
        }
    }

    @Override
    public void close() {
        openFolders.values().forEach(Folder::close);
        openRoots.values().forEach(Folder::close);
    }
}
