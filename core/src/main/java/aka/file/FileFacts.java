package aka.file;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one look at a name told. The name's last part was not followed: of a symbolic link these are its own facts.
 *
 * @param kind what the name leads to
 * @param key the body's identity; empty where the system has none to give
 * @param linkCount how many names the body has, 1 or more; empty where the system does not say. A body that is held open
 *     after its last name went has 0
 * @param sizeBytes the length in bytes
 * @param allocatedBytes the bytes of storage that the body holds (holes excluded); empty where the system does not say
 * @param modified when the bytes last changed
 * @param changed when bytes or metadata last changed ({@code st_ctime}); empty where there is no such time
 * @param born when the body was made; empty where the file system does not keep it
 * @param mountId which mount the name was reached through, meaningful within one process; empty where unknown
 * @param owner who may do what with it; empty on a system without such owners
 * @param traits flags that stand in the way of changes
 */
public record FileFacts(
        Kind kind,
        Optional<FileKey> key,
        OptionalInt linkCount,
        long sizeBytes,
        OptionalLong allocatedBytes,
        Instant modified,
        Optional<Instant> changed,
        Optional<Instant> born,
        OptionalLong mountId,
        Optional<Owner> owner,
        Set<Trait> traits) {

    /** A flag of a body that stands in the way of changes. */
    public enum Trait {
        /** Nothing about it may be changed, its names included (Linux: {@code chattr +i}). */
        IMMUTABLE,
        /** Bytes may be added only, and names neither added nor removed (Linux: {@code chattr +a}). */
        APPEND_ONLY,
        /** Its bytes are not on this disk: reading them would fetch them from a cloud or an archive (Windows). */
        PLACEHOLDER
    }

    /**
     * POSIX owner and permissions.
     *
     * @param mode the permission bits with set-uid, set-gid and sticky: {@code st_mode & 07777}
     */
    public record Owner(int uid, int gid, int mode) {}

    public FileFacts {
        traits = Set.copyOf(traits);
    }

    /** Returns whether both looks saw one body; false also where either key is unknown. */
    public boolean sameFile(FileFacts other) {
        return key.isPresent() && key.equals(other.key);
    }

    /** Returns whether {@code later} saw this body with the same length and times as here. */
    public boolean unchangedIn(FileFacts later) {
        return sameFile(later)
                && sizeBytes == later.sizeBytes
                && modified.equals(later.modified)
                && changed.equals(later.changed);
    }
}
