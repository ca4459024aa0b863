package aka.link;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One entry, as its opened folder and its leaf: every look and every deed then concerns this folder, wherever the path that
 * was typed leads by now.
 */
record Entry(Folder folder, Leaf leaf, Path path) implements AutoCloseable {

    /**
     * Opens the folder that holds the last part of {@code path}.
     *
     * @throws FileCallException {@link Trouble#IS_FOLDER} if the path ends in {@code .} or {@code ..}, or is a root
     */
    static Entry open(FileCalls calls, Path path, String deed) throws FileCallException {
        Leaf leaf = leaf(path, deed);
        return new Entry(calls.openFolder(parent(path)), leaf, path);
    }

    /** Returns the folder part of a path as typed; the empty path is the working directory. */
    static Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), Path.of(""));
    }

    static Leaf leaf(Path path, String deed) throws FileCallException {
        try {
            return Leaf.of(path);
        } catch (IllegalArgumentException noLeaf) {
            throw refusal(
                    deed,
                    path,
                    Trouble.IS_FOLDER,
                    "it is a folder that is not named by its own name",
                    "Name it from the folder above.");
        }
    }

    FileFacts facts() throws FileCallException {
        return folder.facts(leaf);
    }

    /** Returns the exception for a deed that aka itself refuses. */
    static FileCallException refusal(String deed, Path path, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, path, null, trouble, "", 0, reason, wayOut);
    }

    @Override
    public void close() {
        folder.close();
    }
}
