package aka.link;

/**
 * How a name is made.
 *
 * @param ensure whether it is enough that the new name is a name of the file already
 * @param parents whether missing folders above the new name are made
 */
public record LinkOptions(boolean ensure, boolean parents) {

    /** Neither. */
    public static LinkOptions plain() {
        return new LinkOptions(false, false);
    }
}
