package aka.group;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The way to declared paths. Those of a person lead where the system leads, by links too. Those of a project stay in its folder: a
 * symbolic link on the way, or another mount, is the end of it.
 *
 * @param project the folder of the project
 */
record Sight(FileCalls calls, Optional<Path> project) {

    /**
     * Returns what a look at {@code path} tells; its last part is not followed.
     *
     * @throws FileCallException as {@link FileCalls#facts}; for a project as {@link Folder#openFolder(byte[], boolean)} too
     */
    FileFacts facts(Path path) throws FileCallException {
        if (project.isEmpty()) {
            return calls.facts(path);
        }
        try (Folder folder = folder(parent(path))) {
            return folder.facts(Leaf.of(path));
        }
    }

    /**
     * Returns what {@link #facts} does; empty if nothing is there, or no folder on the way.
     *
     * @throws FileCallException as {@link #facts} for all else
     */
    Optional<FileFacts> find(Path path) throws FileCallException {
        try {
            return Optional.of(facts(path));
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.MISSING || failed.trouble() == Trouble.NOT_A_FOLDER) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Opens a folder on the way. */
    Folder folder(Path path) throws FileCallException {
        if (project.isEmpty()) {
            return calls.openFolder(path);
        }
        Folder top = calls.openFolder(project.get());
        Path below = project.get().relativize(path);
        if (below.toString().isEmpty()) {
            return top;
        }
        try (top) {
            return top.openFolder(RawPath.slashed(below), false);
        }
    }

    /** Opens the body that {@code path} leads to. */
    Body body(Path path) throws FileCallException {
        try (Folder folder = folder(parent(path))) {
            return folder.openBody(Leaf.of(path).bytes());
        }
    }

    static Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), Path.of(""));
    }
}
