package aka.journal;

/** Why a step was not done. Its name in lower case, with hyphens, is what {@code --json} prints. */
public enum StepReason {
    /** Someone has a body open for writing, or came to write meanwhile. */
    BUSY,
    /** A body or a name is not what the plan saw. */
    CHANGED,
    /** A name or a body is gone. */
    VANISHED,
    /** The bytes differ. */
    BYTES_DIFFER,
    /** The metadata differs in something that was not waived. */
    METADATA_DIFFERS,
    /** Joining them would let someone write who could not. */
    WIDENS_ACCESS,
    /** It has set-user-id, set-group-id or capabilities. */
    PRIVILEGED,
    /** Something else holds it: a mount, a container, an export. */
    PINNED,
    /** The volume lacks what is needed to do it safely. */
    UNSUPPORTED,
    /** The body can take no further name. */
    LINK_LIMIT,
    /** A flag or a permission forbids it. */
    NO_PERMISSION,
    /** It is so already. */
    ALREADY_DONE,
    /** It would lose the last name of its bytes. */
    LAST_NAME,
    /** The volume failed to write earlier, or is gone; nothing more is done on it. */
    VOLUME_FAILED,
    /** The run was stopped before. */
    CANCELLED,
    /** A call failed; the problem beside it says which. */
    FAILED
}
