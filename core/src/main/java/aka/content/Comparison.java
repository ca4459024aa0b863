package aka.content;

import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

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
        return firstDifference(first, second, cancel).isEmpty();
    }

    /**
     * Returns where the first byte is that two bodies do not have in common, the end of the shorter one included; empty where they
     * hold equal bytes now. Reads as {@link #sameBytes} does, and throws what that does.
     */
    public static OptionalLong firstDifference(Body one, Body other, CancelToken cancel) throws FileCallException {
        return firstDifference(WatchedBody.of(one), WatchedBody.of(other), cancel);
    }

    private static OptionalLong firstDifference(WatchedBody one, WatchedBody other, CancelToken cancel)
            throws FileCallException {
        OptionalLong difference = readBoth(one, other, cancel);
        one.checkUnchanged();
        other.checkUnchanged();
        return difference;
    }

    private static OptionalLong readBoth(WatchedBody one, WatchedBody other, CancelToken cancel)
            throws FileCallException {
        ByteBuffer oneBlock = ReadBuffer.of(BLOCK_BYTES);
        ByteBuffer otherBlock = ReadBuffer.of(BLOCK_BYTES);
        long offset = 0;
        while (true) {
            cancel.check();
            offset = Math.min(one.dataFrom(offset), other.dataFrom(offset));
            if (offset == Long.MAX_VALUE) {
                return differenceOfLength(one, other);
            }
            int read = one.read(oneBlock.clear(), offset);
            int otherRead = other.read(otherBlock.clear(), offset);
            int difference = oneBlock.flip().mismatch(otherBlock.flip());
            if (difference >= 0) {
                return OptionalLong.of(offset + difference);
            }
            if (read == 0 && otherRead == 0) {
                return OptionalLong.empty();
            }
            offset += read;
        }
    }

    /** Of bodies that are equal, as far as both go, and have nothing but holes after that. */
    private static OptionalLong differenceOfLength(WatchedBody one, WatchedBody other) {
        long oneBytes = one.facts().sizeBytes();
        long otherBytes = other.facts().sizeBytes();
        return oneBytes == otherBytes ? OptionalLong.empty() : OptionalLong.of(Math.min(oneBytes, otherBytes));
    }
}
