package aka.report;

import aka.journal.StepReason;

/** Why a step was not done, or how it was. Where a call failed, the problem beside the step says which. */
public enum Reason {
    /** The new name is a name of the file already. */
    ALREADY_ONE("already-one"),
    /** The name is the only one of its body. */
    SINGLE("single"),
    /** The new body shares its blocks with the old one. */
    CLONED("cloned"),
    /** The new body has its own blocks. */
    COPIED("copied"),
    /** A problem says why. */
    PROBLEM("problem"),
    /** Someone has a body open for writing, or came to write meanwhile. */
    BUSY("busy"),
    /** A body or a name is not what the plan saw. */
    CHANGED("changed"),
    /** A name or a body is gone. */
    VANISHED("vanished"),
    /** The bytes differ. */
    BYTES_DIFFER("bytes-differ"),
    /** The metadata differs in something that was not waived. */
    METADATA_DIFFERS("metadata-differs"),
    /** Someone could write who could not before. */
    WIDENS_ACCESS("widens-access"),
    /** It has set-user-id, set-group-id or capabilities. */
    PRIVILEGED("privileged"),
    /** A mount, a container or an export holds it. */
    PINNED("pinned"),
    /** The volume lacks what is needed to do it safely. */
    UNSUPPORTED("unsupported"),
    /** The body can take no further name. */
    LINK_LIMIT("link-limit"),
    /** A flag or a permission forbids it. */
    NO_PERMISSION("no-permission"),
    /** It is so already. */
    ALREADY_DONE("already-done"),
    /** It would lose the last name of its bytes. */
    LAST_NAME("last-name"),
    /** The volume failed to write earlier, or is gone. */
    VOLUME_FAILED("volume-failed"),
    /** The run was stopped before. */
    CANCELLED("cancelled"),
    /** A call failed; the problem that follows says which. */
    FAILED("failed");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** Returns the word that is printed. */
    public String word() {
        return word;
    }

    /** Returns the same as a run has it. */
    public static Reason of(StepReason reason) {
        return switch (reason) {
            case BUSY -> BUSY;
            case CHANGED -> CHANGED;
            case VANISHED -> VANISHED;
            case BYTES_DIFFER -> BYTES_DIFFER;
            case METADATA_DIFFERS -> METADATA_DIFFERS;
            case WIDENS_ACCESS -> WIDENS_ACCESS;
            case PRIVILEGED -> PRIVILEGED;
            case PINNED -> PINNED;
            case UNSUPPORTED -> UNSUPPORTED;
            case LINK_LIMIT -> LINK_LIMIT;
            case NO_PERMISSION -> NO_PERMISSION;
            case ALREADY_DONE -> ALREADY_DONE;
            case LAST_NAME -> LAST_NAME;
            case VOLUME_FAILED -> VOLUME_FAILED;
            case CANCELLED -> CANCELLED;
            case FAILED -> FAILED;
        };
    }
}
