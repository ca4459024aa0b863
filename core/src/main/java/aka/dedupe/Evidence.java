package aka.dedupe;

/** What the equality of a group rests on. */
public enum Evidence {
    /** Every byte was compared. */
    BYTES("bytes"),
    /** There were too many candidates to compare side by side: part of the bytes is known by a 128-bit hash. */
    HASH("hash"),
    /** An earlier search made 128-bit hashes of some of them or of all, which have not changed since by their times. */
    REMEMBERED("remembered");

    private final String word;

    Evidence(String word) {
        this.word = word;
    }

    /** Returns the word that the command line prints for it. */
    public String word() {
        return word;
    }
}
