package aka.link;

import aka.link.Advice.Purpose;
import aka.os.Support;
import java.util.List;

/** Which of copy, hard link, symbolic link and clone serves which purpose: the whole decision in one place. */
public final class AdviceTable {

    private static final String HARD_LINK = "hard link";
    private static final String SYMBOLIC_LINK = "symbolic link";
    private static final String CLONE = "clone";
    private static final String COPY = "copy";

    private AdviceTable() {}

    /**
     * Returns what to make of the second path.
     *
     * @param check whether it can become a name of the file
     * @param clones whether both paths are on one volume that shares blocks
     */
    public static Advice of(Purpose purpose, LinkCheck check, Support clones) {
        return switch (purpose) {
            case EDITING -> editing(check);
            case SHARING -> sharing(check);
            case SNAPSHOT -> snapshot(clones);
            case SPACE -> space(check, clones);
        };
    }

    private static Advice editing(LinkCheck check) {
        return new Advice(
                SYMBOLIC_LINK,
                "Many editors save by renaming a new file over the name, which parts a hard link without a word. A"
                        + " symbolic link leads to whatever stands at the first path then.",
                List.of(
                        "A hard link " + (possible(check) ? "fits" : canNot(check))
                                + (possible(check) ? " if everything that writes here writes in place." : "."),
                        "A clone or a copy would not show the edits made to the other."));
    }

    private static Advice sharing(LinkCheck check) {
        String separate = "A clone or a copy is a file of its own: changes to one do not show in the other.";
        if (possible(check)) {
            return new Advice(
                    HARD_LINK,
                    "Both paths are the same file, and it stays as long as either is there.",
                    List.of("A symbolic link works too, but leads nowhere once the first path is gone.", separate));
        }
        return new Advice(
                SYMBOLIC_LINK,
                "It crosses volumes, and both paths show one file as long as the first is there.",
                List.of("A hard link " + canNot(check) + ".", separate));
    }

    private static Advice snapshot(Support clones) {
        String shown = "A hard link or a symbolic link is no snapshot: a change to the file shows through both paths.";
        return switch (clones) {
            case YES ->
                new Advice(
                        CLONE,
                        "It keeps today's bytes, and takes space only for what changes later.",
                        List.of(shown, "A copy keeps them as well, at the full price."));
            case NO, UNKNOWN ->
                new Advice(
                        COPY,
                        "It keeps today's bytes, whatever becomes of the file.",
                        List.of(
                                shown,
                                clones == Support.NO
                                        ? "A clone cannot be made between these places."
                                        : "Whether a clone can be made here is not known; it would be cheaper."));
        };
    }

    private static Advice space(LinkCheck check, Support clones) {
        String copy = "A copy takes the space a second time.";
        if (possible(check)) {
            return new Advice(
                    HARD_LINK,
                    "One body, whatever the number of names: nothing is stored twice.",
                    List.of(
                            clones == Support.YES
                                    ? "A clone saves as much, and fits better where one of them will be changed alone."
                                    : "A symbolic link saves as much, but leads nowhere once the first path is gone.",
                            copy));
        }
        if (clones == Support.YES) {
            return new Advice(
                    CLONE,
                    "Both share their blocks until one of them changes.",
                    List.of("A hard link " + canNot(check) + ".", copy));
        }
        return new Advice(
                SYMBOLIC_LINK,
                "It takes next to no space, and leads nowhere once the first path is gone.",
                List.of("A hard link " + canNot(check) + ".", copy));
    }

    private static boolean possible(LinkCheck check) {
        return check instanceof LinkCheck.Possible;
    }

    private static String canNot(LinkCheck check) {
        return switch (check) {
            case LinkCheck.Possible() -> "can be made";
            case LinkCheck.Refused(List < Refusal > reasons) -> "cannot be made (" + codes(reasons) + ")";
            case LinkCheck.Unknown(List < Refusal > reasons) -> "may not be possible (" + codes(reasons) + ")";
        };
    }

    private static String codes(List<Refusal> reasons) {
        StringBuilder codes = new StringBuilder();
        for (Refusal reason : reasons) {
            codes.append(codes.isEmpty() ? "" : ", ").append(reason.code());
        }
        return codes.toString();
    }
}
