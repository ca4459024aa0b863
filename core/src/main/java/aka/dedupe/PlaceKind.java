package aka.dedupe;

/**
 * A kind of place where files are written to in place, or are not the user's to arrange: what is there is left alone unless
 * it is asked for. Its name in lower case, with hyphens, is what {@code --json} prints.
 */
public enum PlaceKind {
    /** The insides of version control: {@code .git}, {@code .hg}, {@code .svn} and the like. */
    VERSION_CONTROL("version control"),
    /** Databases with their logs. */
    DATABASE("databases"),
    /** Folders of the operating system. */
    SYSTEM("system folders"),
    /** Wastebaskets. */
    TRASH("trash");

    private final String words;

    PlaceKind(String words) {
        this.words = words;
    }

    /** Returns what it is called for people. */
    public String words() {
        return words;
    }
}
