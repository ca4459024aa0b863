package aka.file;

/** What a name leads to. */
public enum Kind {
    /** A regular file: the only kind that is linked, compared, split. */
    FILE("file"),
    FOLDER("folder"),
    SYMLINK("symlink"),
    /** Windows: a folder that leads elsewhere (a mount-point reparse point). */
    JUNCTION("junction"),
    /** A pipe, a socket, a device: never opened for reading. */
    OTHER("other"),
    /** A listing that does not say; reading the entry's facts tells. */
    UNKNOWN("unknown");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** Returns the word that the command line prints for it. */
    public String word() {
        return word;
    }
}
