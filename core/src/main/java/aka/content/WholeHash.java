package aka.content;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A hash of a body's bytes that grows with them, in the order in which a search reads them: a long body's head, its end, and
 * then what is between. For one thread.
 */
public final class WholeHash {

    private static final int PIECE_BYTES = 64 * 1024;

    /** The hash function is fastest on arrays. Of the thread and not of the hash, since a copy may go on in another. */
    private static final ThreadLocal<byte[]> PIECE = ThreadLocal.withInitial(() -> new byte[PIECE_BYTES]);

    private final HashStream128 stream;

    private WholeHash(HashStream128 stream) {
        this.stream = stream;
    }

    /** Returns one that has seen no bytes. */
    public static WholeHash begin() {
        return new WholeHash(Hashing.xxh3_128().hashStream());
    }

    /** Returns another that has seen the same bytes; several threads may ask for one at once, as long as none puts bytes here. */
    public WholeHash copy() {
        return new WholeHash(stream.copy());
    }

    /** Takes in what {@code bytes} has from its position on, and leaves its position as it is. */
    public void put(ByteBuffer bytes) {
        byte[] array = PIECE.get();
        for (int at = bytes.position(); at < bytes.limit(); at += PIECE_BYTES) {
            int length = Math.min(PIECE_BYTES, bytes.limit() - at);
            bytes.get(at, array, 0, length);
            stream.putBytes(array, 0, length);
        }
    }

    /** Returns the hash of all that was taken in so far. */
    public ContentHash get() {
        HashValue128 value = stream.get();
        return new ContentHash(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /** Returns the hash of a head or an end: a few bytes that tell bodies apart, at the speed of memory. */
    public static int ofBlock(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
