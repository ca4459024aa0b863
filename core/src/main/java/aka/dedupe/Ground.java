package aka.dedupe;

import aka.file.VolumeId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What bodies must have in common to become one: the volume, and the mount that their names are reached through. */
record Ground(VolumeId volume, OptionalLong mountId) {

    /** By hand, as {@link VolumeId} has it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ground that && volume.equals(that.volume) && mountId.equals(that.mountId);
    }

    @Override
    public int hashCode() {
        return 31 * volume.hashCode() + mountId.hashCode();
    }
}
