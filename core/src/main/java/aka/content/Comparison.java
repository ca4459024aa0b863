package aka.content;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;

/** Compares bodies byte for byte. */
public final class Comparison {

    private static final int BLOCK_BYTES = 128 * 1024;

    private Comparison() {}

    /**
     * Returns whether two bodies hold equal bytes now. Reads both side by side, but for what is a hole in
     * both, and stops at the first difference; two holds
     * on one body are equal without being read. Neither body is closed.
     *
     * @throws FileCallException {@link aka.os.Trouble#CHANGED} if one of them changed while it was read; {@link
     *     aka.os.Trouble#IO_ERROR}
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static boolean sameBytes(Body one, Body other, CancelToken cancel) throws FileCallException {
        WatchedBody first = WatchedBody.of(one);
        WatchedBody second = WatchedBody.of(other);
        if (first.facts().sameFile(second.facts())) {
            return true;
        }
        long firstBytes = first.facts().sizeBytes();
        long secondBytes = second.facts().sizeBytes();
        // A length of 0 is not believed: files that the system makes up have it, whatever they hold.
        if (firstBytes != secondBytes && firstBytes > 0 && secondBytes > 0) {
            return false;
        }
        boolean same = readBoth(first, second, cancel);
        first.checkUnchanged();
        second.checkUnchanged();
        return same;
    }

    private static boolean readBoth(WatchedBody one, WatchedBody other, CancelToken cancel) throws FileCallException {
        ByteBuffer oneBlock = ReadBuffer.of(BLOCK_BYTES);
        ByteBuffer otherBlock = ReadBuffer.of(BLOCK_BYTES);
        long offset = 0;
        while (true) {
            cancel.check();
            offset = Math.min(one.dataFrom(offset), other.dataFrom(offset));
            if (offset == Long.MAX_VALUE) {
                return true;
            }
            int read = one.read(oneBlock.clear(), offset);
            int otherRead = other.read(otherBlock.clear(), offset);
            if (!oneBlock.flip().equals(otherBlock.flip())) {
                return false;
            }
            if (read == 0 && otherRead == 0) {
                return true;
            }
            offset += read;
        }
    }
}
