package aka.os;

import aka.file.FileFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The calls of one system: the root from which folders are opened. Thread-safe; a {@link Folder}, a {@link Listing} and a
 * {@link Body} that come from it belong to one thread at a time, but for {@link Folder#openBody}.
 */
public interface FileCalls extends AutoCloseable {

    /** Returns which implementation answers: {@code linux}, {@code portable}, … */
    String route();

    /** Returns every system call this route would use, whether it was found, and what is done without it. */
    List<CallStatus> callStatuses();

    /**
     * Returns what a look at {@code path} tells. Links in its folders are followed, its last part is not.
     *
     * @throws FileCallException {@link Trouble#MISSING}, {@link Trouble#NO_PERMISSION}, {@link Trouble#NOT_A_FOLDER}, {@link
     *     Trouble#TOO_MANY_LINKS}, {@link Trouble#NAME_TOO_LONG}, {@link Trouble#IO_ERROR}
     */
    FileFacts facts(Path path) throws FileCallException;

    /**
     * Returns what {@link #facts} does; empty if there is no such name.
     *
     * @throws FileCallException as {@link #facts}, but for {@link Trouble#MISSING}
     */
    default Optional<FileFacts> find(Path path) throws FileCallException {
        try {
            return Optional.of(facts(path));
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.MISSING) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /**
     * Opens the folder at {@code path}, following links as the system does for a path that a person typed.
     *
     * @throws FileCallException as {@link #facts}
     */
    Folder openFolder(Path path) throws FileCallException;

    /**
     * Returns where the symbolic link at {@code path} points, as it is written in the link.
     *
     * @throws FileCallException as {@link #facts}; {@link Trouble#UNSUPPORTED} if it is no link
     */
    Path linkTarget(Path path) throws FileCallException;

    /**
     * Returns what is known of the volume that holds {@code path}, whose last part is not followed.
     *
     * @throws FileCallException as {@link #facts}
     */
    Volume volume(Path path) throws FileCallException;

    /**
     * Returns where volumes are mounted, in the order in which they were, pseudo file systems too; where that is not told, the
     * roots of the tree of folders.
     */
    List<Path> mountPoints() throws FileCallException;

    /** Returns how many bytes this user can still write on the volume that holds {@code path}; empty where unknown. */
    OptionalLong usableBytes(Path path);

    /** Returns whether this user may add names to the folder at {@code path}, a read-only mount left aside. */
    Support mayAddNames(Path path);

    /**
     * Returns whether the system lets this user make names for the file at {@code path}. Linux: {@code
     * fs.protected_hardlinks} (proc(5)) wants the owner, or read and write access to a file without set-uid bits.
     */
    Support mayLink(Path path);

    /** Returns the user in whose name calls are made (Linux: the effective user id); empty where there is no such number. */
    OptionalInt userId();

    /**
     * Returns how many files this process may have open at a time (Linux: the soft limit {@code RLIMIT_NOFILE}, getrlimit(2));
     * empty when unknown.
     */
    OptionalLong maxOpenFiles();

    /**
     * Returns how many bytes of files the system could keep in memory without taking that from programs (Linux: {@code
     * MemAvailable}, proc_meminfo(5)); empty when unknown.
     */
    default OptionalLong memoryForFiles() {
        return OptionalLong.empty();
    }

    /**
     * Returns how many blocks of 512 bytes this thread has had read from disks so far, ahead of a need too (Linux: {@code
     * ru_inblock} of {@code RUSAGE_THREAD}, getrusage(2)); empty where that is not counted.
     */
    default OptionalLong blocksRead() {
        return OptionalLong.empty();
    }

    /**
     * Returns how often this thread has waited for a disk so far, counted up to its last call of this (Linux: {@code ru_nvcsw} of
     * {@code RUSAGE_THREAD} while {@code ru_inblock} grows, getrusage(2)); empty where that is not counted.
     */
    default OptionalLong waits() {
        return OptionalLong.empty();
    }

    /**
     * Returns how many threads get more done than one where nothing has to be waited for; 1 where they would not. As many as
     * there are processors, as a rule.
     */
    default int concurrency() {
        return 1;
    }

    /** Returns how many columns the terminal has that standard error leads to; empty where it is none, or that is not told. */
    default OptionalInt terminalColumns() {
        return OptionalInt.empty();
    }

    /** Returns which machine this is. */
    Host host();

    /** Returns the calls that find what must keep its names; empty where there are none. */
    Optional<Pins> pins();

    /** Returns the calls that read and write owners, modes, times, attributes; empty where there are none. */
    Optional<Metadata> metadata();

    /** Returns the calls that share blocks between bodies; empty where there are none. */
    Optional<Clones> clones();

    /** Returns the calls that tell all names of a file without a walk; empty where there are none. */
    Optional<NameIndex> nameIndex();

    /** Returns the calls that keep writers out for a moment; empty where there are none. */
    Optional<WriterGuard> writerGuard();

    /** Returns the calls that force bytes and names to the disk; empty where there are none. */
    Optional<Durability> durability();

    /** Returns the calls that read and write what this user has set for other programs; empty where there are none. */
    Optional<UserSettings> userSettings();

    @Override
    void close();
}
