package aka.os;

/** Whether a volume can do something. */
public enum Support {
    YES("yes"),
    NO("no"),
    /** Only trying it would tell. */
    UNKNOWN("unknown");

    private final String word;

    Support(String word) {
        this.word = word;
    }

    /** Returns whether it can, where that is known. */
    public static Support of(boolean yes) {
        return yes ? YES : NO;
    }

    /** Returns the word for people. */
    public String word() {
        return word;
    }
}
