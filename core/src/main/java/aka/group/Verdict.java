package aka.group;

/** How a declared file is, the best first. */
public enum Verdict {
    /** All paths are names of one body, and it has no others. */
    JOINED("joined"),
    /** All paths are names of one body, and it has more names that nobody declared: a change goes there, too. */
    EXTRA_NAMES("extra-names"),
    /** All paths are names of one body, but a declared copy of it is missing, holds other bytes, or is a name of it, too. */
    COPY_DIFFERS("copy-differs"),
    /** There are several bodies, which hold equal bytes. */
    SPLIT_SAME("split-same"),
    /** There are several bodies, which hold different bytes. */
    SPLIT_DIFFERING("split-differing"),
    /** There are several bodies, and one of them has names that nobody declared: its count of names looks as it should. */
    WRONG_PARTNER("wrong-partner"),
    /** Some path leads to nothing. */
    MISSING("missing"),
    /** Some path leads to what is no regular file: a symbolic link, a folder, or something else. */
    REPLACED("replaced"),
    /** It could not be found out. */
    UNKNOWN("unknown");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** Returns how it is written in JSON. */
    public String word() {
        return word;
    }
}
