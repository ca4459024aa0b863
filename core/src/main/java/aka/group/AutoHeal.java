package aka.group;

/** What of a group is healed without being asked, by who watches it. */
public enum AutoHeal {
    /** Nothing: it is told. */
    ASK("ask"),
    /** What gives no bytes up: files of equal bytes are joined, missing names are made. */
    SAME("same"),
    /** That, and of files that differ the one that was written last is kept; the others are set aside. */
    NEWEST("newest");

    private final String word;

    AutoHeal(String word) {
        this.word = word;
    }

    /** Returns how it is written in a file of groups. */
    public String word() {
        return word;
    }
}
