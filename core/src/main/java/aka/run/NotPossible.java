package aka.run;

import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why a step cannot be taken, or had to be taken back. */
final class NotPossible extends Exception {

    private static final long serialVersionUID = 1;

    private final StepReason reason;
    private final FileCallException why;

    NotPossible(StepReason reason, FileCallException why) {
        super(why.getMessage(), why);
        this.reason = reason;
        this.why = why;
    }

    /** Returns what a failed call means for the step. */
    static NotPossible of(FileCallException why) {
        StepReason reason = switch (why.trouble()) {
            case MISSING -> StepReason.VANISHED;
            case BUSY -> StepReason.BUSY;
            case CHANGED, IS_FOLDER, IS_SYMLINK, NOT_REGULAR, NOT_A_FOLDER, EXISTS, NOT_EMPTY -> StepReason.CHANGED;
            case LINK_LIMIT -> StepReason.LINK_LIMIT;
            case NO_PERMISSION, READ_ONLY, CLOUD_PLACEHOLDER -> StepReason.NO_PERMISSION;
            case LAST_NAME -> StepReason.LAST_NAME;
            case UNSUPPORTED, LINKS_UNSUPPORTED, DIFFERENT_VOLUMES, DIFFERENT_MOUNTS -> StepReason.UNSUPPORTED;
            case NO_SPACE, NAME_TOO_LONG, BAD_NAME, TOO_MANY_LINKS, TOO_MANY_OPEN, IO_ERROR, OTHER -> StepReason.FAILED;
        };
        return new NotPossible(reason, why);
    }

    /** Returns a refusal of aka itself. */
    static NotPossible because(
            StepReason reason, String deed, Path path, @Nullable Path other, String words, String wayOut) {
        return new NotPossible(reason, new FileCallException(deed, path, other, trouble(reason), "", 0, words, wayOut));
    }

    private static Trouble trouble(StepReason reason) {
        return switch (reason) {
            case BUSY -> Trouble.BUSY;
            case CHANGED, BYTES_DIFFER, METADATA_DIFFERS, ALREADY_DONE, CANCELLED -> Trouble.CHANGED;
            case VANISHED -> Trouble.MISSING;
            case WIDENS_ACCESS, PRIVILEGED, PINNED, NO_PERMISSION -> Trouble.NO_PERMISSION;
            case UNSUPPORTED -> Trouble.UNSUPPORTED;
            case LINK_LIMIT -> Trouble.LINK_LIMIT;
            case LAST_NAME -> Trouble.LAST_NAME;
            case VOLUME_FAILED -> Trouble.IO_ERROR;
            case FAILED -> Trouble.OTHER;
        };
    }

    StepReason reason() {
        return reason;
    }

    FileCallException why() {
        return why;
    }
}
