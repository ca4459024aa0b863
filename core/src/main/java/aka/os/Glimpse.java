package aka.os;

import java.nio.ByteBuffer;

/**
 * A file that was seen to be a regular one a moment ago, open to be read: {@link Folder#openSeenBody} in fewer calls, for who
 * reads very many small files. What it is shows only once its bytes were read, by {@link #look}. For one thread.
 */
public interface Glimpse extends AutoCloseable {

    /**
     * Reads into {@code into} from {@code offset} on, until {@code into} is full or the file ends.
     *
     * @param into a direct buffer, filled from its position on
     * @return the number of bytes read, 0 at the end
     * @throws FileCallException as {@link Body#read}; any for what is no regular file, out of which nothing is read
     */
    int read(ByteBuffer into, long offset) throws FileCallException;

    /**
     * Tells what the file is, after its bytes were read.
     *
     * @param now filled with that
     * @return false if what was read need not be what is there: this file system is to be read by {@link Folder#openSeenBody}
     * @throws FileCallException {@link Trouble#NOT_REGULAR} and the like, as {@link Folder#openBody}
     */
    boolean look(Stamp now) throws FileCallException;

    @Override
    void close();
}
