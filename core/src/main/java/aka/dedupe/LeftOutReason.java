package aka.dedupe;

/** Why a body is not joined with its equals. Its name in lower case, with hyphens, is what {@code --json} prints. */
public enum LeftOutReason {
    /** Its identity or its number of names is not known. */
    UNKNOWN,
    /** It is not, or not any more, what was found equal. */
    CHANGED,
    /** It, or its metadata, cannot be read. */
    UNREADABLE,
    /** It has names that were not found: replacing those that were frees nothing. */
    NAMES_OUTSIDE,
    /** It shares its storage with a body that stays, or has none. */
    FREES_NOTHING,
    /** It differs from its equals in metadata that was not waived. */
    METADATA,
    /** It was modified at another time than its equals. */
    TIMES,
    /** Joining it would let someone write who could not, or might. */
    WIDENS_ACCESS,
    /** It has set-user-id, set-group-id or capabilities. */
    PRIVILEGED,
    /** A flag forbids changes ({@code chattr +i}, {@code +a}). */
    IMMUTABLE,
    /** Its equals are on another volume. */
    OTHER_VOLUME,
    /** Its equals, or some of its own names, are reached through another mount. */
    OTHER_MOUNT,
    /** It is on an overlay, where making a name copies the bytes. */
    OVERLAY,
    /** The system makes its bytes up, and stores them nowhere. */
    PSEUDO,
    /** Its volume is mounted read-only. */
    READ_ONLY,
    /** Its file system has no hard links. */
    NO_LINKS,
    /** Its file system cannot share storage between files. */
    NO_CLONES,
    /** It shares its storage with the kept body already. */
    ALREADY_SHARED
}
