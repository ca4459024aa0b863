package aka.report;

/** Whether something of aka is there that other programs start it by, or what becomes of it. */
public enum InstallState {
    /** It is there, and leads to this aka as far as that is known. */
    INSTALLED("installed"),
    /** It is there, and leads to another program. */
    ELSEWHERE("elsewhere"),
    /** In its place is what aka does not change. */
    FOREIGN("foreign"),
    /** It is not there. */
    MISSING("missing"),
    /** It was there, and is not any more. */
    REMOVED("removed"),
    /** It would be made, or taken away. */
    PLANNED("planned");

    /** As wide as the longest word, and two blanks. */
    private static final int COLUMN = 11;

    private final String word;

    InstallState(String word) {
        this.word = word;
    }

    /** Returns the word that is printed. */
    public String word() {
        return word;
    }

    /** Returns whether there is nothing to be done about it. */
    boolean isGood() {
        return this != MISSING && this != ELSEWHERE && this != FOREIGN;
    }

    /** Returns the word with blanks behind it, so that what follows stands in a column. */
    String column() {
        return word + " ".repeat(COLUMN - word.length());
    }
}
