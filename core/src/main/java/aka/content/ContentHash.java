package aka.content;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits that stand for the bytes of a body (XXH3). Different bytes have different hashes unless somebody chose them to
 * collide, so equal hashes find candidates; they never authorise a deed.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record ContentHash(long high, long low) {

    /**
     * Returns the hash of all that {@code body} holds now. The body is not closed.
     *
     * @throws FileCallException {@link aka.os.Trouble#CHANGED} if it changed while it was read; {@link
     *     aka.os.Trouble#IO_ERROR}
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static ContentHash of(Body body, CancelToken cancel) throws FileCallException {
        WatchedBody watched = WatchedBody.of(body);
        ContentHash hash = new ContentHasher().hash(watched, 0, cancel);
        watched.checkUnchanged();
        return hash;
    }

    /** By hand, as {@link aka.file.VolumeId} has it: a search that first meets one waits 15 ms for what a record has by itself. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContentHash that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    /** Returns the hash as 32 hexadecimal digits. */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
