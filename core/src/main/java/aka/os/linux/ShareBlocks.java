package aka.os.linux;

import aka.os.CancelToken;
import aka.os.Clones.Shared;
import aka.os.FileCallException;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;

/**
 * Lets one body hold the blocks of another wherever the file system finds their bytes equal (ioctl_fideduperange(2)):
 *
 * <pre>{@code
 * struct file_dedupe_range { __u64 src_offset, src_length; __u16 dest_count, reserved1; __u32 reserved2; info[] };
 *                            //    0           8                 16          18               20         24
 * struct file_dedupe_range_info { __s64 dest_fd; __u64 dest_offset, bytes_deduped; __s32 status; __u32 reserved; };
 *                                 //    24             32           40                   48
 * }</pre>
 */
final class ShareBlocks {

    /** {@code _IOWR(0x94, 54, struct file_dedupe_range)}. */
    private static final long FIDEDUPERANGE = 0xC0189436L;

    private static final int SIZE = 56;
    private static final int SAME = 0;
    private static final int DIFFERS = 1;

    /** The most that btrfs and xfs take in one call. */
    private static final long STEP = 16L << 20;

    private final LinuxBody kept;
    private final LinuxBody sharing;
    private final CancelToken cancel;

    ShareBlocks(LinuxBody kept, LinuxBody sharing, CancelToken cancel) {
        this.kept = kept;
        this.sharing = sharing;
        this.cancel = cancel;
    }

    Shared run() throws FileCallException {
        requireReadable(kept);
        requireReadable(sharing);
        long size = sizeOf(kept);
        if (size != sizeOf(sharing)) {
            return Shared.DIFFERENT;
        }
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory range = NativeMemory.in(arena, SIZE);
            for (long at = 0; at < size; ) {
                cancel.check();
                long shared = share(at, Math.min(STEP, size - at), range);
                if (shared == 0) {
                    return Shared.DIFFERENT;
                }
                at += shared;
            }
        }
        return Shared.ALL;
    }

    /** Returns how many bytes from {@code at} on are shared now: fewer than asked for, perhaps, and 0 if they differ. */
    private long share(long at, long length, NativeMemory range) throws FileCallException {
        range.clear();
        range.bytes().putLong(0, at);
        range.bytes().putLong(8, length);
        range.bytes().putShort(16, (short) 1);
        range.bytes().putLong(24, sharing.fd());
        range.bytes().putLong(32, at);
        int answer = Libc.ioctl(kept.fd(), FIDEDUPERANGE, range.address());
        int status = answer < 0 ? answer : range.bytes().getInt(48);
        if (status == DIFFERS) {
            return 0;
        }
        if (status != SAME) {
            String deed = "let " + sharing.path() + " share the blocks of " + kept.path();
            throw Errno.failure(deed, kept.path(), sharing.path(), status);
        }
        return range.bytes().getLong(40);
    }

    private static long sizeOf(LinuxBody body) throws FileCallException {
        return Descriptor.look(body.fd(), body).sizeBytes();
    }

    private static void requireReadable(LinuxBody body) throws FileCallException {
        if (!body.isReadable()) {
            throw FileCallException.onlyHeld("share the blocks of " + body.path(), body);
        }
    }
}
