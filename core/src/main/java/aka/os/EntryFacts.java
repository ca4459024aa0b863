package aka.os;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.VolumeId;
import org.jspecify.annotations.Nullable;

/**
 * What a look at an entry of a folder has shown: one object that is filled again for each entry. A number that the system does
 * not give is {@link Listing#UNKNOWN}. Not for several threads.
 */
public final class EntryFacts {

    /** So many numbers are copied by {@link #copyNumbers}. */
    public static final int NUMBERS = 7;

    private static final int FILE_HIGH = 0;
    private static final int FILE_LOW = 1;
    private static final int SIZE_BYTES = 2;
    private static final int ALLOCATED_BYTES = 3;
    private static final int MODIFIED = 4;
    private static final int LINK_COUNT = 5;
    private static final int CHANGED = 6;

    private Kind kind = Kind.UNKNOWN;
    private boolean mountPoint;
    private @Nullable VolumeId volume;
    /** Side by side: they go from array to array, from the thread that looks to the one that tells. */
    private final long[] numbers = new long[NUMBERS];

    /** Makes facts of nothing. */
    public EntryFacts() {
        forget();
    }

    /** Says what the name leads to, and whether another file system is mounted on it: false where that is not known. */
    public void entry(Kind seen, boolean isMountPoint) {
        kind = seen;
        mountPoint = isMountPoint;
    }

    /**
     * Says which body it is.
     *
     * @param on the volume that it is on: one object for all entries of a volume
     * @param fileHigh the upper half of the file id; 0 where ids have 64 bits
     * @param fileLow the lower half; both are 0 where ids are not known
     */
    public void identity(VolumeId on, long fileHigh, long fileLow) {
        volume = on;
        numbers[FILE_HIGH] = fileHigh;
        numbers[FILE_LOW] = fileLow;
    }

    /** Says what {@link #sizeBytes}, {@link #allocatedBytes} and {@link #modifiedNanos} return. */
    public void content(long sizeBytes, long allocatedBytes, long modifiedNanos) {
        numbers[SIZE_BYTES] = sizeBytes;
        numbers[ALLOCATED_BYTES] = allocatedBytes;
        numbers[MODIFIED] = modifiedNanos;
    }

    /** Says what {@link #linkCount} and {@link #changedNanos} return. */
    public void names(long linkCount, long changedNanos) {
        numbers[LINK_COUNT] = linkCount;
        numbers[CHANGED] = changedNanos;
    }

    /** Makes all but kind and mount unknown. */
    public void forget() {
        volume = null;
        numbers[FILE_HIGH] = 0;
        numbers[FILE_LOW] = 0;
        content(Listing.UNKNOWN, Listing.UNKNOWN, Listing.UNKNOWN);
        names(Listing.UNKNOWN, Listing.UNKNOWN);
    }

    /** Copies all numbers to {@code into} from {@code at} on. */
    public void copyNumbers(long[] into, int at) {
        System.arraycopy(numbers, 0, into, at, NUMBERS);
    }

    /** Takes over the volume, and the numbers that were copied to {@code from} at {@code at}. */
    public void take(@Nullable VolumeId on, long[] from, int at) {
        volume = on;
        System.arraycopy(from, at, numbers, 0, NUMBERS);
    }

    /** Returns what the name leads to. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether another file system is mounted on the entry; always false where that is not known. */
    public boolean isMountPoint() {
        return mountPoint;
    }

    /** Returns whether the identity is known. */
    public boolean hasKey() {
        return volume != null && (numbers[FILE_LOW] != 0 || numbers[FILE_HIGH] != 0);
    }

    /** Returns the volume that the body is on: one object for all entries of a volume. Null where it is not known. */
    public @Nullable VolumeId volume() {
        return volume;
    }

    /**
     * Returns the identity of the body. Makes an object.
     *
     * @throws IllegalStateException if it is not known
     */
    public FileKey key() {
        VolumeId on = volume;
        if (on == null || !hasKey()) {
            throw new IllegalStateException("the identity is not known");
        }
        return new FileKey(on, fileHigh(), fileLow());
    }

    /** Returns the upper half of the file id; 0 where ids have 64 bits. */
    public long fileHigh() {
        return numbers[FILE_HIGH];
    }

    /** Returns the lower half of the file id; both halves are 0 where ids are not known. */
    public long fileLow() {
        return numbers[FILE_LOW];
    }

    /** Returns the length in bytes. */
    public long sizeBytes() {
        return numbers[SIZE_BYTES];
    }

    /** Returns the bytes of storage held, or {@link Listing#UNKNOWN}. */
    public long allocatedBytes() {
        return numbers[ALLOCATED_BYTES];
    }

    /** Returns when the bytes last changed, in nanoseconds since 1970 (UTC); valid from 1678 to 2262, else clamped. */
    public long modifiedNanos() {
        return numbers[MODIFIED];
    }

    /** Returns how many names the body has, or {@link Listing#UNKNOWN}. */
    public long linkCount() {
        return numbers[LINK_COUNT];
    }

    /**
     * Returns when anything of the body last changed, its metadata and number of names too, as {@link #modifiedNanos} has it;
     * {@link Listing#UNKNOWN} where the system does not keep it, or tells it by a call of its own.
     */
    public long changedNanos() {
        return numbers[CHANGED];
    }
}
