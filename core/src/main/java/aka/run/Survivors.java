package aka.run;

import aka.file.FileKey;
import aka.file.VolumeId;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.plan.PlannedName;
import aka.plan.Root;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of bodies of which an earlier run knew none that is left: {@code rm} knows the names that it removes, not the others.
 * They are found by a walk over the whole mount, once for all bodies that are wanted.
 */
final class Survivors {

    private final FileCalls calls;
    private final NamesNow names;
    private final Set<FileKey> wanted;
    private final CancelToken cancel;
    private final Map<VolumeId, Map<FileKey, PlannedName>> found = new HashMap<>();

    /**
     * @param wanted all bodies that may be asked for, as the run wrote them down
     */
    Survivors(FileCalls calls, NamesNow names, Set<FileKey> wanted, CancelToken cancel) {
        this.calls = calls;
        this.names = names;
        this.wanted = Set.copyOf(wanted);
        this.cancel = cancel;
    }

    /**
     * Returns a name of {@code body}, which is or was on the volume of the root with this number.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    Optional<PlannedName> of(int root, FileKey body) {
        FoundRoot near = names.root(root).orElse(null);
        if (near == null || near.today().key().isEmpty()) {
            return Optional.empty();
        }
        VolumeId volume = near.today().key().get().volume();
        Map<FileKey, PlannedName> there = found.get(volume);
        if (there == null) {
            there = search(near, volume);
            found.put(volume, there);
        }
        return Optional.ofNullable(there.get(new FileKey(volume, body.fileHigh(), body.fileLow())));
    }

    private Map<FileKey, PlannedName> search(FoundRoot near, VolumeId volume) {
        Map<FileKey, PlannedName> there = new HashMap<>();
        try {
            Path top = calls.volume(near.today().path())
                    .mountPoint()
                    .orElse(near.today().path());
            int number = names.add(root(near, top));
            Set<FileKey> bodies = wanted.stream()
                    .map(body -> new FileKey(volume, body.fileHigh(), body.fileLow()))
                    .collect(Collectors.toSet());
            NameSearch.below(calls, top, bodies, cancel)
                    .forEach((body, path) -> there.put(body, new PlannedName(number, top.relativize(path))));
        } catch (FileCallException unreadable) {
            // What cannot be searched has no survivors that are known.
            return there;
        }
        return there;
    }

    private FoundRoot root(FoundRoot near, Path top) throws FileCallException {
        try (Folder folder = calls.openFolder(top)) {
            Root root = new Root(top, folder.facts().key(), top);
            return new FoundRoot(near.recorded(), root, near.certain());
        }
    }
}
