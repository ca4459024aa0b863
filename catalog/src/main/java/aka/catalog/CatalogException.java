package aka.catalog;

import java.io.Serial;
import java.nio.file.Path;

/** The catalogue cannot be used now; a search goes on without it. */
public final class CatalogException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** What stands in the way. */
    public enum Trouble {
        /** It is no catalogue any more, or not whole, or an earlier version's. */
        DAMAGED,
        /** Another program's file, or a later version's, is in its place. */
        FOREIGN,
        /** Another process holds it too long. */
        BUSY,
        /** There is no room for it. */
        NO_SPACE,
        /** It cannot be read, written or made. */
        UNUSABLE
    }

    private final Trouble trouble;

    CatalogException(Trouble trouble, Path file, String why) {
        super("the catalogue " + file + " " + why);
        this.trouble = trouble;
    }

    /** Returns what stands in the way. */
    public Trouble trouble() {
        return trouble;
    }
}
