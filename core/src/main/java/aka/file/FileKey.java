package aka.file;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a body: two names with equal keys are names of one file.
 *
 * <p>File systems reuse file ids once a file is gone, so a key that is to last is stored beside the file's time of birth
 * or its size and times.
 *
 * @param volume the volume that holds the body
 * @param fileHigh the upper 64 bits of the file id; 0 wherever the system's id has 64 bits (every Linux file system,
 *     NTFS)
 * @param fileLow the lower 64 bits: {@code st_ino} on Linux, the file reference on NTFS
 */
public record FileKey(VolumeId volume, long fileHigh, long fileLow) {

    /** By hand, as those of {@link VolumeId} are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileKey key
                && fileLow == key.fileLow
                && fileHigh == key.fileHigh
                && volume.equals(key.volume);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * volume.hashCode() + Long.hashCode(fileHigh)) + Long.hashCode(fileLow);
    }

    /** Returns {@code VOLUME:FILE} in hexadecimal, the file id without leading zeros. */
    @Override
    public String toString() {
        String low = Long.toHexString(fileLow);
        String file = fileHigh == 0 ? low : Long.toHexString(fileHigh) + "0".repeat(16 - low.length()) + low;
        return volume + ":" + file;
    }
}
