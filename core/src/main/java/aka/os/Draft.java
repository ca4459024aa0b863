package aka.os;

import aka.file.Leaf;
import java.nio.ByteBuffer;

/**
 * A new body in the making, readable by its owner only. Closed before {@link #publish}, it goes without a trace where it
 * has no name yet; a temporary name is removed.
 */
public interface Draft extends Body {

    /** How a draft came by its bytes. */
    enum Copied {
        /** The file system shares the blocks: no space is used until one side changes. */
        CLONED,
        /** The bytes were copied, holes left holes. */
        COPIED
    }

    /**
     * Gives the draft the bytes of {@code existing}, cloned where that is possible.
     *
     * @throws FileCallException {@link Trouble#NO_SPACE}, {@link Trouble#IO_ERROR}
     */
    Copied copyFrom(Body existing, CancelToken cancel) throws FileCallException;

    /**
     * Adds bytes at the end, until {@code bytes} has none left.
     *
     * @throws FileCallException {@link Trouble#NO_SPACE}, {@link Trouble#IO_ERROR}
     */
    void write(ByteBuffer bytes) throws FileCallException;

    /** Gives the draft the name {@code temporary} that it was started with, if it does not have it yet. */
    Leaf publish() throws FileCallException;
}
