package aka.report;

import aka.dedupe.LeftOut;
import aka.dedupe.LeftOutReason;
import java.util.Locale;

/** A file that a plan leaves as it is, though it has equals. */
public record LeftOutFound(LeftOut leftOut) implements Event {

    @Override
    public String word() {
        return "left-out";
    }

    @Override
    public void json(JsonLine line) {
        line.text("reason", word(leftOut.reason()))
                .number("bodies", leftOut.bodies())
                .path("path", leftOut.path())
                .path("otherPath", leftOut.other().orElse(null))
                .text("message", leftOut.words());
    }

    /** Only who wants more sees each; all others see the counts. */
    @Override
    public void text(Page page) {
        if (page.verbose() && !page.quiet()) {
            Ink out = page.out();
            out.text("leave ").path(leftOut.path()).text(": ").sentence(leftOut.words());
            leftOut.other()
                    .ifPresent(other -> out.text(" (equal to ").path(other).text(")"));
            out.end();
        }
    }

    /** Returns the value of the key {@code reason}. */
    static String word(LeftOutReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what files that were left out for this reason have in common, behind their number. */
    public static String words(LeftOutReason reason) {
        return switch (reason) {
            case UNKNOWN -> "of unknown identity or number of names";
            case CHANGED -> "changed meanwhile";
            case UNREADABLE -> "unreadable";
            case NAMES_OUTSIDE -> "with names elsewhere, which would free nothing (--anyway)";
            case FREES_NOTHING -> "would free nothing (--anyway)";
            case METADATA -> "with other metadata (--ignore)";
            case TIMES -> "of another time";
            case WIDENS_ACCESS -> "to which someone could write who could not before";
            case PRIVILEGED -> "with set-user-id, set-group-id or capabilities";
            case IMMUTABLE -> "marked as not to be changed";
            case OTHER_VOLUME -> "with equals on another volume only";
            case OTHER_MOUNT -> "behind another mount";
            case OVERLAY -> "on an overlay";
            case PSEUDO -> "made up by the system";
            case READ_ONLY -> "on a read-only volume";
            case NO_LINKS -> "on a file system without hard links";
            case NO_CLONES -> "on a file system that cannot share blocks";
            case ALREADY_SHARED -> "sharing blocks already";
        };
    }
}
