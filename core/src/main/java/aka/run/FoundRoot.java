package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.Root;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A root of an earlier run, where it is today. Its volume may be mounted elsewhere by now, through another device.
 *
 * @param recorded the root as the run knew it
 * @param today the root as it is now
 * @param certain whether it is surely the same folder: its volume has an id of its own, or was not mounted anew since. Where
 *     this is false, each body below must prove itself by the time of its birth
 */
record FoundRoot(Root recorded, Root today, boolean certain) {

    /**
     * Looks for a root: first by its path, then below every mount point, by ever shorter ends of its path.
     *
     * @param sameBoot whether the system was not started anew since the run, so that device numbers may still mean the same
     * @return empty if it is nowhere
     */
    static Optional<FoundRoot> find(FileCalls calls, Root root, boolean sameBoot) throws FileCallException {
        if (root.key().isEmpty()) {
            return Optional.empty();
        }
        FileKey key = root.key().get();
        boolean lasting = key.volume().lasting();
        Optional<FileKey> there = keyAt(calls, root.path());
        if (there.equals(root.key()) && (lasting || sameBoot)) {
            return Optional.of(new FoundRoot(root, root, true));
        }
        if (!lasting) {
            return there.filter(now -> !now.volume().lasting() && isSameId(now, key))
                    .map(now -> new FoundRoot(root, new Root(root.path(), there, root.typed()), false));
        }
        for (Path candidate : elsewhere(calls, root.path())) {
            if (keyAt(calls, candidate).equals(root.key())) {
                return Optional.of(new FoundRoot(root, new Root(candidate, root.key(), candidate), true));
            }
        }
        return Optional.empty();
    }

    private static boolean isSameId(FileKey one, FileKey other) {
        return one.fileHigh() == other.fileHigh() && one.fileLow() == other.fileLow();
    }

    private static Set<Path> elsewhere(FileCalls calls, Path path) throws FileCallException {
        Set<Path> candidates = new LinkedHashSet<>();
        for (Path mountPoint : calls.mountPoints()) {
            if (!isPseudo(calls, mountPoint)) {
                for (int parts = path.getNameCount(); parts > 0; parts--) {
                    candidates.add(mountPoint.resolve(path.subpath(path.getNameCount() - parts, path.getNameCount())));
                }
                candidates.add(mountPoint);
            }
        }
        candidates.remove(path);
        return candidates;
    }

    private static boolean isPseudo(FileCalls calls, Path mountPoint) {
        try {
            return calls.volume(mountPoint).pseudo();
        } catch (FileCallException unreadable) {
            return true;
        }
    }

    private static Optional<FileKey> keyAt(FileCalls calls, Path path) {
        try (Folder folder = calls.openFolder(path)) {
            return folder.facts().key();
        } catch (FileCallException notThere) {
            return Optional.empty();
        }
    }

    /** Returns whether {@code now} is the body that the run wrote down, be it that its volume goes by another id now. */
    boolean isBody(BodyId body, FileFacts now) {
        if (now.key().isEmpty()) {
            return false;
        }
        boolean sameKey = certain
                ? now.key().get().equals(body.key())
                : isSameId(now.key().get(), body.key())
                        && now.key()
                                .get()
                                .volume()
                                .equals(today.key().orElseThrow().volume());
        // A file id is given again once it is free: then the times of birth differ.
        boolean bornThen = certain
                ? body.born().isEmpty() || now.born().isEmpty() || body.born().equals(now.born())
                : body.born().isPresent() && body.born().equals(now.born());
        return sameKey && bornThen;
    }

    /** Returns why nothing of the run can be done here, where the root was not found. */
    static FileCallException absent(Root root, boolean sameMachine) {
        return new FileCallException(
                "find " + root.path() + " again",
                root.path(),
                null,
                Trouble.MISSING,
                "",
                0,
                sameMachine
                        ? "the folder is gone, or its volume is not mounted"
                        : "the run was made on another machine, and its volume is not mounted here",
                sameMachine
                        ? "Mount the volume, wherever you like."
                        : "Do it on that machine, or mount the volume here.");
    }
}
