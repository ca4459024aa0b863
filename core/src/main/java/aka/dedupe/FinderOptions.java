package aka.dedupe;

/**
 * What is asked of a search for equal files beyond finding them.
 *
 * @param verify whether every byte of what is called equal is to be compared: each group's evidence is then {@link
 *     Evidence#BYTES}
 * @param remembering what earlier searches found out, which need not be read again unless that is to be verified
 */
public record FinderOptions(boolean verify, Remembering remembering) {

    /** Nothing. */
    public static final FinderOptions NONE = new FinderOptions(false, Remembering.NOTHING);

    /** The same, with a memory. */
    public FinderOptions withRemembering(Remembering memory) {
        return new FinderOptions(verify, memory);
    }
}
