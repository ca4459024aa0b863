package aka.os;

import aka.file.FileFacts;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A body that is held open: whatever happens to the name it was reached by, this stays the same body. */
public interface Body extends AutoCloseable {

    /** Returns the path by which it was reached, for messages. */
    Path path();

    /** Returns its facts now. A body without a name left has a link count of 0. */
    FileFacts facts() throws FileCallException;

    /** Returns its facts as they were when it was opened, where they were looked at then; else as they are now. */
    default FileFacts firstFacts() throws FileCallException {
        return facts();
    }

    /**
     * Reads into {@code into} from {@code offset} on, until {@code into} is full or the body ends. Several threads may do this at
     * once, as long as none closes the body.
     *
     * @param into a direct buffer, filled from its position on
     * @return the number of bytes read, 0 at the end
     * @throws FileCallException {@link Trouble#IO_ERROR}; {@link Trouble#UNSUPPORTED} if it is only held
     */
    int read(ByteBuffer into, long offset) throws FileCallException;

    /**
     * Returns where the first byte from {@code offset} on is that may be other than zero: {@code offset} itself where the
     * system does not tell.
     *
     * @return {@link Long#MAX_VALUE} if nothing but a hole follows
     */
    default long dataFrom(long offset) {
        return offset;
    }

    /**
     * Returns where the first hole from {@code offset} on begins, which reads as zeros.
     *
     * @return {@link Long#MAX_VALUE} where there is none, or the system does not tell
     */
    default long holeFrom(long offset) {
        return Long.MAX_VALUE;
    }

    /**
     * Takes the body's advisory lock, as every run of aka does before it removes a name of the body on request.
     *
     * @return false if another process has it, or the body is only held; the lock goes with {@link #close}
     * @throws FileCallException {@link Trouble#UNSUPPORTED} where there are no locks
     */
    boolean tryLock() throws FileCallException;

    @Override
    void close();
}
