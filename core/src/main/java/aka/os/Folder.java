package aka.os;

import aka.file.FileFacts;
import aka.file.Leaf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An opened folder. Every call acts inside this very folder, even when the path that led to it has come to lead elsewhere.
 * No call follows a symbolic link in what is given to it.
 *
 * <p>Paths below the folder are raw bytes: leaves joined by {@code /}, without {@code .} or {@code ..} (see {@link
 * aka.file.RawPath}).
 */
public interface Folder extends AutoCloseable {

    /** Returns the path by which the folder was reached, for messages and for showing. */
    Path path();

    /** Returns the facts of the folder itself. */
    FileFacts facts() throws FileCallException;

    /** Returns some of {@link #facts}, for who asks thousands of folders. */
    default FolderIdentity identity() throws FileCallException {
        FileFacts facts = facts();
        return new FolderIdentity(facts.key(), facts.mountId());
    }

    /**
     * Returns the folder's access list as the system keeps it, which lets some people pass beyond what its bits say, or shuts
     * them out (Linux: {@code system.posix_acl_access}, acl(5)); empty if it has none.
     *
     * @throws FileCallException if that cannot be told
     */
    Optional<byte[]> accessList() throws FileCallException;

    /**
     * Returns the facts of an entry.
     *
     * @throws FileCallException {@link Trouble#MISSING} if there is no such entry
     */
    FileFacts facts(Leaf leaf) throws FileCallException;

    /**
     * Starts to list the folder. The listing is read in bulk, and may or may not show entries that come or go meanwhile.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION}, {@link Trouble#IO_ERROR}
     */
    Listing list() throws FileCallException;

    /**
     * Opens a folder below this one.
     *
     * @param crossMounts whether another file system may be entered on the way
     * @throws FileCallException {@link Trouble#DIFFERENT_MOUNTS} if one would be and may not; {@link Trouble#IS_SYMLINK} or
     *     {@link Trouble#NOT_A_FOLDER} if a part is a link or a file; {@link Trouble#MISSING}
     */
    Folder openFolder(byte[] below, boolean crossMounts) throws FileCallException;

    /**
     * Opens a regular file below this folder for reading. Never waits on a pipe, wakes a device or downloads a placeholder.
     * Several threads may do this at once, as long as none closes the folder.
     *
     * @throws FileCallException {@link Trouble#NOT_REGULAR}; {@link Trouble#IS_FOLDER}, {@link Trouble#IS_SYMLINK}; {@link
     *     Trouble#NO_PERMISSION}; {@link Trouble#MISSING}
     */
    Body openBody(byte[] below) throws FileCallException;

    /**
     * Opens what was seen to be a regular file a moment ago, in fewer calls where the system lets that be done. Should something
     * else have taken its place since, that is refused as by {@link #openBody}, but was opened for an instant: a program that
     * waits for a reader of a pipe would be woken.
     *
     * @throws FileCallException as {@link #openBody}
     */
    default Body openSeenBody(byte[] below) throws FileCallException {
        return openBody(below);
    }

    /**
     * Opens what was seen to be a regular file a moment ago, without another look at it.
     *
     * @return nothing where this system has no such way
     * @throws FileCallException as {@link #openBody}, as far as that shows already
     */
    default Optional<Glimpse> glimpse(byte[] below) throws FileCallException {
        return Optional.empty();
    }

    /**
     * Asks for the beginning of what was seen to be a regular file to be brought into memory, and does not wait for that. Nothing
     * is told of what stands in the way: who reads it meets that. Several threads may do this at once.
     *
     * @return whether this system can be asked
     */
    default boolean fetch(byte[] below, long bytes) {
        return false;
    }

    /**
     * Holds the body behind an entry without opening it for reading, which needs no permission on the file itself. The hold
     * stays on that body whatever becomes of the entry.
     *
     * @throws FileCallException {@link Trouble#MISSING}
     */
    Body hold(Leaf leaf) throws FileCallException;

    /**
     * Makes {@code newName} in this folder another name of {@code existing}. Never replaces anything.
     *
     * @throws FileCallException {@link Trouble#EXISTS}; {@link Trouble#DIFFERENT_VOLUMES}; {@link Trouble#LINK_LIMIT}; {@link
     *     Trouble#LINKS_UNSUPPORTED}; {@link Trouble#NO_PERMISSION}; {@link Trouble#READ_ONLY}; {@link Trouble#NO_SPACE};
     *     {@link Trouble#NAME_TOO_LONG}
     */
    void link(Body existing, Leaf newName) throws FileCallException;

    /**
     * Moves an entry to a name in {@code into}, which may be this folder. Never replaces anything.
     *
     * @throws FileCallException {@link Trouble#EXISTS}; {@link Trouble#UNSUPPORTED} where the system cannot promise that;
     *     {@link Trouble#DIFFERENT_VOLUMES} where {@code into} is on another volume, mount or subvolume
     */
    void rename(Leaf leaf, Folder into, Leaf newLeaf) throws FileCallException;

    /**
     * Swaps an entry with one of {@code into}, which may be this folder, in one instant.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where the file system has no exchange; {@link
     *     Trouble#DIFFERENT_VOLUMES}
     */
    void exchange(Leaf leaf, Folder into, Leaf other) throws FileCallException;

    /**
     * Moves an entry over another of {@code into}, which may be this folder, in one instant. Where both are names of one
     * body, POSIX does nothing, and both stay.
     *
     * @throws FileCallException {@link Trouble#DIFFERENT_VOLUMES}
     */
    void renameOver(Leaf leaf, Folder into, Leaf replaced) throws FileCallException;

    /**
     * Sets when the folder was last changed, and nothing else about it.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION} for another's folder; {@link Trouble#UNSUPPORTED}
     */
    void setModified(Instant modified) throws FileCallException;

    /** Removes an entry that is no folder. */
    void unlink(Leaf leaf) throws FileCallException;

    /**
     * Removes an empty folder.
     *
     * @throws FileCallException {@link Trouble#NOT_EMPTY}, {@link Trouble#NOT_A_FOLDER}, {@link Trouble#MISSING}
     */
    void removeFolder(Leaf leaf) throws FileCallException;

    /** Makes a folder that only its owner may enter, or as the process's mask says where {@code open} to others. */
    void createFolder(Leaf leaf, boolean open) throws FileCallException;

    /**
     * Starts a new body in this folder, without a name where the system can do that, else under {@code temporary}.
     *
     * @throws FileCallException {@link Trouble#NO_SPACE}, {@link Trouble#READ_ONLY}, {@link Trouble#NO_PERMISSION}; {@link
     *     Trouble#UNSUPPORTED}
     */
    Draft draft(Leaf temporary) throws FileCallException;

    @Override
    void close();
}
