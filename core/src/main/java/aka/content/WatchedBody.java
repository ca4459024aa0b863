package aka.content;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A body whose facts were taken before the first byte was read, so that a change meanwhile does not go unseen. */
public final class WatchedBody implements AutoCloseable {

    /** Less is read sooner than it is found out where it is. */
    private static final long WORTH_ASKING_BYTES = 1 << 20;

    private final Body body;
    private final FileFacts before;
    private final boolean asks;
    /** From here on there is data, */
    private long data;
    /** and here it ends. */
    private long hole;

    private WatchedBody(Body body, FileFacts before) {
        this.body = body;
        this.before = before;
        this.asks = mayHaveHoles(before.sizeBytes(), before.allocatedBytes());
    }

    /**
     * Starts to watch {@code body}, which goes on to belong to the caller unless this is closed.
     *
     * @throws FileCallException if its facts cannot be had
     */
    public static WatchedBody of(Body body) throws FileCallException {
        return new WatchedBody(body, body.firstFacts());
    }

    /** Returns the facts it had when watching began. */
    public FileFacts facts() {
        return before;
    }

    /**
     * Reads from {@code offset} on until {@code into} is full or the body ends.
     *
     * @param into a direct buffer, filled from its position on
     * @return the number of bytes read, 0 at the end
     * @throws FileCallException {@link Trouble#IO_ERROR}
     */
    public int read(ByteBuffer into, long offset) throws FileCallException {
        return body.read(into, offset);
    }

    /**
     * Reads from {@code offset} on until {@code into} is full.
     *
     * @param into a direct buffer, filled from its position on
     * @throws FileCallException {@link Trouble#CHANGED} if the body ends before; {@link Trouble#IO_ERROR}
     */
    public void readFully(ByteBuffer into, long offset) throws FileCallException {
        int wanted = into.remaining();
        int got = body.read(into, offset);
        if (got < wanted) {
            throw changed(body.path(), "it ends after " + (offset + got) + " bytes");
        }
    }

    /** Returns whether a body of this length that holds so much storage has holes that are worth leaving out. */
    public static boolean mayHaveHoles(long sizeBytes, OptionalLong allocatedBytes) {
        return allocatedBytes.isPresent() && sizeBytes - allocatedBytes.getAsLong() >= WORTH_ASKING_BYTES;
    }

    /**
     * Returns where the first byte from {@code offset} on is that may be other than zero; {@code offset} itself where that is
     * not told, or not worth asking.
     *
     * @return {@link Long#MAX_VALUE} if nothing but a hole follows
     */
    public long dataFrom(long offset) {
        if (!asks || offset >= data && offset < hole) {
            return offset;
        }
        data = body.dataFrom(offset);
        hole = data == Long.MAX_VALUE ? data : body.holeFrom(data);
        return data;
    }

    /**
     * Makes sure that the body is as it was when watching began: same body, same length, same times.
     *
     * @throws FileCallException {@link Trouble#CHANGED}
     */
    public void checkUnchanged() throws FileCallException {
        if (!isUnchanged(before, body.facts())) {
            throw changed(body.path(), "it changed while it was read");
        }
    }

    /**
     * Returns whether two looks saw the same body with the same length and times; where it has no identity, the same length
     * and times.
     */
    public static boolean isUnchanged(FileFacts before, FileFacts after) {
        return before.key().equals(after.key())
                && before.sizeBytes() == after.sizeBytes()
                && before.modified().equals(after.modified())
                && before.changed().equals(after.changed());
    }

    /** Returns the failure of a body at {@code path} that is not what it was, and {@code how} so. */
    public static FileCallException changed(Path path, String how) {
        return new FileCallException(
                "read " + path, path, null, Trouble.CHANGED, "", 0, how, "Try again when nobody writes to it.");
    }

    /** Closes the body. */
    @Override
    public void close() {
        body.close();
    }
}
