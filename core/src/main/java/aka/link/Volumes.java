package aka.link;

import aka.file.FileFacts;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Volume;
import java.nio.file.Path;
import java.util.List;

/**
 * The entry to the library: the volumes of this machine, seen through the best calls that it has. Thread-safe.
 *
 * <pre>{@code
 * try (Volumes volumes = Volumes.open()) {
 *     FileFacts facts = volumes.facts(path);              // OptionalInt linkCount(), Optional<FileKey> key()
 *     LinkCheck check = volumes.check(existing, newName, cancel);
 *     volumes.link(existing, newName, LinkOptions.plain());
 * }
 * }</pre>
 */
public final class Volumes implements AutoCloseable {

    private final FileCalls calls;

    private Volumes(FileCalls calls) {
        this.calls = calls;
    }

    /**
     * Probes the system and takes the best calls that it has; {@code AKA_CALLS=portable} in the environment forces plain JDK
     * calls.
     *
     * @throws IllegalCallerException if the virtual machine refuses native access; its message names the flag that grants it
     */
    public static Volumes open() {
        return new Volumes(Route.choose(System.getenv("AKA_CALLS")));
    }

    /** Returns volumes seen through the given calls, which are closed with them. */
    public static Volumes over(FileCalls calls) {
        return new Volumes(calls);
    }

    /** Returns the calls underneath. */
    public FileCalls calls() {
        return calls;
    }

    /**
     * Returns what a look at {@code path} tells; its last part is not followed.
     *
     * @throws FileCallException as {@link FileCalls#facts}
     */
    public FileFacts facts(Path path) throws FileCallException {
        return calls.facts(path);
    }

    /**
     * Returns what is known of the volume that holds {@code path}.
     *
     * @throws FileCallException as {@link FileCalls#volume}
     */
    public Volume volume(Path path) throws FileCallException {
        return calls.volume(path);
    }

    /** Returns whether {@code newName} can become a name of {@code existing}, with every reason why not. */
    public LinkCheck check(Path existing, Path newName, CancelToken cancel) {
        return LinkCheck.of(calls, existing, newName, cancel);
    }

    /**
     * Makes {@code newName} a name of {@code existing}; never through a symbolic link, never in place of anything.
     *
     * @throws FileCallException as {@link aka.os.Folder#link}; nothing was changed then, except that folders that {@link
     *     LinkOptions#parents} asked for may have been made
     */
    public LinkResult link(Path existing, Path newName, LinkOptions options) throws FileCallException {
        return CreateLink.run(calls, existing, newName, options);
    }

    /**
     * Returns what removing these names would do. Nothing is changed.
     *
     * @param folders whether folders are taken with all that is in them; without it a folder is refused
     */
    public RemovalForecast forecast(List<Path> paths, boolean folders, CancelToken cancel) {
        return RemovalForecast.of(calls, paths, folders, cancel);
    }

    @Override
    public void close() {
        calls.close();
    }
}
