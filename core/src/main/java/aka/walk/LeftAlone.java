package aka.walk;

/** Why a walk did not touch an entry, though nothing went wrong. */
public enum LeftAlone {
    /** Another file system, or another part of one, is mounted there. */
    OTHER_MOUNT,
    /** It is a volume of its own inside the same mount (a btrfs subvolume). */
    OTHER_SUBVOLUME,
    /** It belongs to a run of aka that was cut off (see {@link aka.file.Leftover}). */
    LEFTOVER
}
