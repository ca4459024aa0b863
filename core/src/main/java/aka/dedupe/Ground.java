package aka.dedupe;

import aka.file.VolumeId;
import java.util.OptionalLong;

/** What bodies must have in common to become one: the volume, and the mount that their names are reached through. */
record Ground(VolumeId volume, OptionalLong mountId) {}
