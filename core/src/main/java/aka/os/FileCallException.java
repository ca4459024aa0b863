package aka.os;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of the system that failed: the deed, both paths, the system's error, and a way out.
 *
 * <p>Its message is one sentence or two for a person, for example {@code cannot make b a name of a: they are on different
 * volumes (EXDEV 18). A hard link stays on one volume: …}. Paths in it are renderings, unescaped; {@link #path} and {@link
 * #otherPath} are the truth.
 */
public final class FileCallException extends FileSystemException {

    private static final long serialVersionUID = 1;

    private final String deed;
    private final transient Path path;
    private final transient @Nullable Path otherPath;
    private final Trouble trouble;
    private final String osError;
    private final int osNumber;
    private final String reason;
    private final String wayOut;

    /**
     * @param deed what was tried, with the paths in it: {@code make b a name of a}
     * @param path what it was tried on
     * @param otherPath the other end of a deed that has two; null for the others
     * @param osError the system's own name of the error ({@code EXDEV}), or empty where it gave none
     * @param osNumber the system's own number of it, or 0
     * @param reason why it failed, in words
     * @param wayOut what to do about it: one sentence or more, or empty
     */
    public FileCallException(
            String deed,
            Path path,
            @Nullable Path otherPath,
            Trouble trouble,
            String osError,
            int osNumber,
            String reason,
            String wayOut) {
        super(path.toString(), otherPath == null ? null : otherPath.toString(), reason);
        this.deed = deed;
        this.path = path;
        this.otherPath = otherPath;
        this.trouble = trouble;
        this.osError = osError;
        this.osNumber = osNumber;
        this.reason = reason;
        this.wayOut = wayOut;
    }

    /** Returns the refusal of a deed that needs more than the hold of a body ({@link Folder#hold}). */
    public static FileCallException onlyHeld(String deed, Body body) {
        return new FileCallException(
                deed,
                body.path(),
                null,
                Trouble.UNSUPPORTED,
                "",
                0,
                "it is held, not opened for reading",
                "Open it for reading.");
    }

    /** Returns what was tried. */
    public String deed() {
        return deed;
    }

    /** Returns what it was tried on. */
    public Path path() {
        return path;
    }

    /** Returns the other end of a deed that has two. */
    public Optional<Path> otherPath() {
        return Optional.ofNullable(otherPath);
    }

    /** Returns why it failed, in a word that is the same on every system. */
    public Trouble trouble() {
        return trouble;
    }

    /** Returns the system's own name of the error; empty where the system did not speak. */
    public String osError() {
        return osError;
    }

    /** Returns the system's own number of the error, or 0. */
    public int osNumber() {
        return osNumber;
    }

    /** Returns what to do about it; may be empty. */
    public String wayOut() {
        return wayOut;
    }

    /** Returns the sentence without the way out: deed, reason, the system's error. */
    public String sentence() {
        String system = osError.isEmpty() ? "" : " (" + osError + " " + osNumber + ")";
        return "cannot " + deed + ": " + reason + system;
    }

    @Override
    public String getMessage() {
        return wayOut.isEmpty() ? sentence() : sentence() + ". " + wayOut;
    }
}
