package aka.os;

import java.nio.ByteBuffer;

/**
 * Memory that files are read into. It begins where a page of memory does, as what a kernel copies into it does: a copy whose two
 * ends lie some bytes apart within their pages, as those of memory from {@code malloc} do, takes half as long again (AMD
 * EPYC, blocks of 64 KiB and more of files in memory; a processor takes what it has just written for what it is to read next).
 */
public final class ReadBuffer {

    /** A page of memory, of the smallest size that the systems have. */
    public static final int PAGE = 4096;

    /** What lies a multiple of this from a page is copied as quickly as what begins one. */
    private static final int LINE = 64;

    private ReadBuffer() {}

    /** Returns zeroed memory of that many bytes, outside the heap. */
    public static ByteBuffer of(int bytes) {
        return ByteBuffer.allocateDirect(roundedUp(bytes, PAGE) + PAGE - 1)
                .alignedSlice(PAGE)
                .slice(0, bytes);
    }

    /** Returns how far apart blocks of that many bytes are to begin in such memory. */
    public static int stride(int bytes) {
        return roundedUp(bytes, LINE);
    }

    private static int roundedUp(int bytes, int unit) {
        return (bytes + unit - 1) / unit * unit;
    }
}
