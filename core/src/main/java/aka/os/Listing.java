package aka.os;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.VolumeId;
import java.time.Instant;

/**
 * A cursor over the entries of a folder, {@code .} and {@code ..} left out. It reads many entries in one call into buffers
 * that are used again, and makes no object an entry: values are asked for while the cursor stands on one.
 *
 * <p>A numeric fact that the system does not give is {@link #UNKNOWN}.
 */
public interface Listing extends AutoCloseable {

    /** A count, size or time that is not known. */
    long UNKNOWN = Long.MIN_VALUE;

    /** So many nanoseconds are a second. */
    long NANOS = 1_000_000_000;

    /** What is further from 1970, before or after, is clamped to this. */
    long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

    /**
     * Moves to the next entry.
     *
     * @return false when there is none
     */
    boolean next() throws FileCallException;

    /** Returns what the listing says of the entry; {@link Kind#UNKNOWN} where only its facts would tell. */
    Kind kind();

    /** Returns the length of the raw leaf in bytes. */
    int leafLength();

    /** Copies the raw leaf to {@code into} from {@code at} on. */
    void copyLeaf(byte[] into, int at);

    /** Returns the leaf as a value of its own. */
    default Leaf leaf() {
        byte[] raw = new byte[leafLength()];
        copyLeaf(raw, 0);
        return Leaf.of(raw);
    }

    /**
     * Reads the entry's facts, which the methods below then tell, as {@link #kind} does.
     *
     * @return false if the entry is gone
     * @throws FileCallException if it is there and its facts cannot be had
     */
    boolean readFacts() throws FileCallException;

    /**
     * Returns the lower half of the file id that stands in the folder itself, without a look at the entry: under a mount, that
     * of what the mount covers. {@link #UNKNOWN} where it need not be the one that a look would tell.
     */
    default long listedId() {
        return UNKNOWN;
    }

    /** Returns the volume that the entry's body is on: one object for all entries of a volume. */
    VolumeId volume();

    /** Returns the upper half of the file id; 0 where ids have 64 bits. */
    long fileHigh();

    /** Returns the lower half of the file id; both halves are 0 where ids are not known. */
    long fileLow();

    /** Returns the length in bytes. */
    long sizeBytes();

    /** Returns the bytes of storage held, or {@link #UNKNOWN}. */
    long allocatedBytes();

    /** Returns how many names the body has, or {@link #UNKNOWN}. */
    long linkCount();

    /** Returns when the bytes last changed, in nanoseconds since 1970 (UTC); valid from 1678 to 2262, else clamped. */
    long modifiedNanos();

    /**
     * Returns when anything of the body last changed, its metadata and number of names too, as {@link #modifiedNanos} has it;
     * {@link #UNKNOWN} where the system does not keep it, or tells it by a call of its own.
     */
    long changedNanos();

    /** Returns a time as {@link #modifiedNanos} has it. */
    static long nanos(Instant time) {
        return Math.clamp(time.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS) * NANOS + time.getNano();
    }

    /** Returns whether another file system is mounted on the entry; always false where that is not known. */
    boolean isMountPoint();

    /** Returns whether file ids are known here, so that {@link #key} may be asked. */
    default boolean hasKey() {
        return fileHigh() != 0 || fileLow() != 0;
    }

    /** Returns the identity of the body. Makes an object. */
    default FileKey key() {
        return new FileKey(volume(), fileHigh(), fileLow());
    }

    @Override
    void close();
}
