package aka.content;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.ReadBuffer;
import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/** Makes {@link ContentHash}es, one after the other, in buffers that are used again. For one thread. */
public final class ContentHasher {

    private static final int PIECE_BYTES = 64 * 1024;

    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(PIECE_BYTES).asReadOnlyBuffer();

    private final HashStream128 stream = Hashing.xxh3_128().hashStream();
    private final ByteBuffer piece = ReadBuffer.of(PIECE_BYTES);
    /** The hash function is fastest on arrays. */
    private final byte[] array = new byte[PIECE_BYTES];

    /**
     * Returns the hash of what {@code body} holds from {@code offset} on. Whether it changed meanwhile is left to be asked.
     *
     * @throws FileCallException {@link aka.os.Trouble#IO_ERROR}
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public ContentHash hash(WatchedBody body, long offset, CancelToken cancel) throws FileCallException {
        stream.reset();
        long at = offset;
        while (true) {
            cancel.check();
            int read = body.read(piece.clear(), at);
            if (read == 0) {
                return taken();
            }
            put(piece.flip());
            at += read;
        }
    }

    /**
     * Returns a hash of what {@code body} holds from {@code offset} on, made of the pieces that hold anything but zeros and
     * where they are: holes need not be read. Bodies of one length have the same if they hold the same, be it as holes.
     *
     * @throws FileCallException {@link aka.os.Trouble#IO_ERROR}
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public ContentHash hashOfData(WatchedBody body, long offset, CancelToken cancel) throws FileCallException {
        stream.reset();
        long at = offset;
        while (true) {
            cancel.check();
            long data = body.dataFrom(at);
            if (data == Long.MAX_VALUE) {
                return taken();
            }
            at += (data - at) / PIECE_BYTES * PIECE_BYTES;
            int read = body.read(piece.clear(), at);
            if (read == 0) {
                return taken();
            }
            if (piece.flip().mismatch(ZEROS.slice(0, read)) >= 0) {
                stream.putLong(at);
                put(piece);
            }
            at += read;
        }
    }

    /** Returns the hash of what {@code bytes} has left, and leaves its position as it is. */
    public ContentHash hash(ByteBuffer bytes) {
        stream.reset();
        for (int at = bytes.position(); at < bytes.limit(); at += PIECE_BYTES) {
            put(bytes.slice(at, Math.min(PIECE_BYTES, bytes.limit() - at)));
        }
        return taken();
    }

    private void put(ByteBuffer bytes) {
        int length = bytes.remaining();
        bytes.get(0, array, 0, length);
        stream.putBytes(array, 0, length);
    }

    private ContentHash taken() {
        HashValue128 value = stream.get();
        return new ContentHash(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }
}
