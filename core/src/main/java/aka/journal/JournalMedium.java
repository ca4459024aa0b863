package aka.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a journal go. */
public interface JournalMedium extends AutoCloseable {

    /**
     * Adds bytes at the end.
     *
     * @param bytes what to add; its position says, after a failure too, how much of it was taken
     */
    void append(ByteBuffer bytes) throws IOException;

    /** Returns when all that was added is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
