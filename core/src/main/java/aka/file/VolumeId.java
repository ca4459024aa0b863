package aka.file;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which volume a file lives on.
 *
 * <p>Where {@code lasting}, the id is the file system's own (Linux: {@code FS_IOC_GETFSUUID}, for btrfs the subvolume's
 * {@code f_fsid}; Windows: the volume serial): it survives a remount and may be written down. Otherwise it is a device
 * number, which means something within one process only.
 *
 * @param high the upper 64 bits; 0 where the system's id has 64 bits
 * @param low the lower 64 bits
 * @param lasting whether the id still means this volume after a remount
 */
public record VolumeId(long high, long low, boolean lasting) {

    /** By hand: what a record has by itself is made at run time, which takes ten milliseconds of each start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VolumeId id && high == id.high && low == id.low && lasting == id.lasting;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /** Returns the id as hexadecimal digits: 32 of them, or 16 where the upper half is 0. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return high == 0 ? hex.toHexDigits(low) : hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
