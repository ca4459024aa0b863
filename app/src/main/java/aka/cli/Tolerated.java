package aka.cli;

import aka.journal.StepReason;
import aka.os.Trouble;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Kinds of trouble with a file below the roots that can be declared to be none. */
enum Tolerated {
    CHANGED,
    BUSY,
    UNREADABLE,
    VANISHED;

    /**
     * Returns the kinds that are named, with commas between them.
     *
     * @throws WrongUsage for a word that is none
     */
    static Set<Tolerated> parse(Optional<String> text) {
        Set<Tolerated> kinds = EnumSet.noneOf(Tolerated.class);
        String rest = text.orElse("");
        while (!rest.isEmpty()) {
            int comma = rest.indexOf(',');
            kinds.add(of(comma < 0 ? rest : rest.substring(0, comma)));
            rest = comma < 0 ? "" : rest.substring(comma + 1);
        }
        return kinds;
    }

    /** Returns whether {@code trouble} is of one of these kinds. */
    static boolean covers(Set<Tolerated> kinds, Trouble trouble) {
        return kinds.contains(CHANGED) && trouble == Trouble.CHANGED
                || kinds.contains(BUSY) && trouble == Trouble.BUSY
                || kinds.contains(UNREADABLE) && (trouble == Trouble.NO_PERMISSION || trouble == Trouble.IO_ERROR)
                || kinds.contains(VANISHED) && trouble == Trouble.MISSING;
    }

    /** Returns whether a step that was not done for {@code reason}, told by {@code trouble}, is of one of these kinds. */
    static boolean covers(Set<Tolerated> kinds, StepReason reason, Trouble trouble) {
        return switch (reason) {
            case CHANGED, BYTES_DIFFER -> kinds.contains(CHANGED);
            case BUSY -> kinds.contains(BUSY);
            case VANISHED -> kinds.contains(VANISHED);
            case NO_PERMISSION, FAILED -> covers(kinds, trouble);
            case METADATA_DIFFERS,
                    WIDENS_ACCESS,
                    PRIVILEGED,
                    PINNED,
                    UNSUPPORTED,
                    LINK_LIMIT,
                    ALREADY_DONE,
                    LAST_NAME,
                    VOLUME_FAILED,
                    CANCELLED -> false;
        };
    }

    private static Tolerated of(String word) {
        return switch (word) {
            case "changed" -> CHANGED;
            case "busy" -> BUSY;
            case "unreadable" -> UNREADABLE;
            case "vanished" -> VANISHED;
            default ->
                throw new WrongUsage(
                        "'" + word + "' is no value for --tolerate",
                        "It is one or more of changed, busy, unreadable, vanished.");
        };
    }
}
