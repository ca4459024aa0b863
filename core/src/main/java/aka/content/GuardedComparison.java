package aka.content;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.ReadBuffer;
import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Compares bodies byte for byte while writers are kept away, and hashes what they hold on the way. Its buffers are used again
 * from one comparison to the next. For one thread.
 */
public final class GuardedComparison {

    private static final int BLOCK_BYTES = 128 * 1024;

    private final ByteBuffer oneBlock = ReadBuffer.of(BLOCK_BYTES);
    private final ByteBuffer otherBlock = ReadBuffer.of(BLOCK_BYTES);
    private final byte[] array = new byte[BLOCK_BYTES];
    private final HashStream128 stream = Hashing.xxh3_128().hashStream();
    /** Asked from other threads as well. */
    private final AtomicLong readBytes = new AtomicLong();

    /** In which time the first block was read that is still there, and how long that body is; null if there is none. */
    private @Nullable GuardedTime blockTime;

    private long blockBytes;
    private Optional<ContentHash> blockHash = Optional.empty();

    /** A time in which writers are kept away from one body without a gap. Each is equal to itself only. */
    public static final class GuardedTime {}

    /** Asked between blocks: somebody may have come to write. */
    @FunctionalInterface
    public interface Watch {

        /**
         * Says that it may go on.
         *
         * @throws FileCallException if it may not
         */
        void check() throws FileCallException;
    }

    /** Returns whether what a body held in this time need not be read again: it is short, and was found equal to another. */
    public boolean holdsBytesOf(GuardedTime time) {
        return time.equals(blockTime);
    }

    /** Returns how many bytes were read so far, of both sides together. */
    public long readBytes() {
        return readBytes.get();
    }

    /**
     * Returns the hash of what both hold up to {@code sizeBytes}; empty if they differ. That neither has become longer is for
     * the caller to know.
     *
     * @param sizeBytes the length of both
     * @param guardedTime the time in which writers are kept away from {@code one}; what it holds is not read twice in the same.
     *     Empty if a writer may come unseen
     * @throws FileCallException {@link aka.os.Trouble#IO_ERROR}, or what {@code watch} threw
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public Optional<ContentHash> sameBytes(
            Body one, Body other, long sizeBytes, Optional<GuardedTime> guardedTime, Watch watch, CancelToken cancel)
            throws FileCallException {
        if (guardedTime.isPresent() && holdsBytesOf(guardedTime.get()) && sizeBytes == blockBytes) {
            return isSameBlock(other) ? blockHash : Optional.empty();
        }
        blockTime = null;
        Optional<ContentHash> hash = compared(one, other, sizeBytes, watch, cancel);
        if (hash.isPresent() && sizeBytes > 0 && sizeBytes <= BLOCK_BYTES && guardedTime.isPresent()) {
            blockTime = guardedTime.get();
            blockBytes = sizeBytes;
            blockHash = hash;
        }
        return hash;
    }

    private boolean isSameBlock(Body other) throws FileCallException {
        readBytes.addAndGet(other.read(otherBlock.clear().limit((int) blockBytes), 0));
        return oneBlock.equals(otherBlock.flip());
    }

    private Optional<ContentHash> compared(Body one, Body other, long sizeBytes, Watch watch, CancelToken cancel)
            throws FileCallException {
        stream.reset();
        long offset = 0;
        while (offset < sizeBytes) {
            int length = (int) Math.min(BLOCK_BYTES, sizeBytes - offset);
            int read = one.read(oneBlock.clear().limit(length), offset);
            int otherRead = other.read(otherBlock.clear().limit(length), offset);
            readBytes.addAndGet(read + otherRead);
            if (read < length || !oneBlock.flip().equals(otherBlock.flip())) {
                return Optional.empty();
            }
            oneBlock.get(0, array, 0, length);
            stream.putBytes(array, 0, length);
            offset += length;
            if (offset < sizeBytes) {
                cancel.check();
                watch.check();
            }
        }
        HashValue128 value = stream.get();
        return Optional.of(new ContentHash(value.getMostSignificantBits(), value.getLeastSignificantBits()));
    }
}
