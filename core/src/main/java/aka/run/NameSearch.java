package aka.run;

import aka.file.FileKey;
import aka.file.Kind;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.walk.Walk;
import aka.walk.WalkEntry;
import aka.walk.WalkFilters;
import aka.walk.WalkVisitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds one name of each of some bodies by a walk, which sees no temporary names and no private folders of runs. */
final class NameSearch implements WalkVisitor {

    private final Set<FileKey> missing;
    private final Map<FileKey, Path> found = new HashMap<>();

    private NameSearch(Set<FileKey> wanted) {
        this.missing = new HashSet<>(wanted);
    }

    /**
     * Returns a path for each body that has a name below {@code top}, on the same mount. What cannot be read is passed over.
     *
     * @throws FileCallException if {@code top} itself cannot be read
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    static Map<FileKey, Path> below(FileCalls calls, Path top, Set<FileKey> wanted, CancelToken cancel)
            throws FileCallException {
        NameSearch search = new NameSearch(wanted);
        try (Walk walk = Walk.of(calls, List.of(top), WalkFilters.none())) {
            walk.forEach(search, cancel);
        }
        return search.found;
    }

    @Override
    public void found(WalkEntry entry) {
        if (entry.kind() == Kind.FILE && entry.hasKey()) {
            FileKey key = new FileKey(entry.volume(), entry.fileHigh(), entry.fileLow());
            if (missing.remove(key)) {
                found.put(key, entry.path());
            }
        }
    }

    @Override
    public boolean enough() {
        return missing.isEmpty();
    }
}
