package aka.os.linux;

import aka.file.FileFacts;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Clones;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;

/**
 * Clones told by the blocks that two bodies hold ({@code FS_IOC_FIEMAP}, {@code linux/fiemap.h}):
 *
 * <pre>{@code
 * struct fiemap { __u64 fm_start, fm_length; __u32 fm_flags, fm_mapped_extents, fm_extent_count, fm_reserved; extents[] };
 *                 //    0         8                16        20                 24               28           32
 * struct fiemap_extent { __u64 fe_logical, fe_physical, fe_length, reserved[2]; __u32 fe_flags, reserved[3]; };   // 56
 *                        //    0           8            16                             40
 * }</pre>
 */
final class LinuxClones implements Clones {

    /** {@code _IOWR('f', 11, struct fiemap)}. */
    private static final long FS_IOC_FIEMAP = 0xC020660BL;

    private static final int SYNC = 1;
    private static final int EXTENTS = 256;
    private static final int HEADER = 32;
    private static final int EXTENT = 56;
    private static final int LAST = 0x1;

    /** Place unknown, not yet written, compressed, unaligned, inline, packed with others: such an extent proves nothing. */
    private static final int VAGUE = 0x2 | 0x4 | 0x8 | 0x100 | 0x200 | 0x400;

    @Override
    public Support areClones(Body one, Body other) throws FileCallException {
        if (!isOneVolume(one.facts(), other.facts())) {
            return Support.NO; // a place on a disk means something on that disk only
        }
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory mine = NativeMemory.in(arena, HEADER + EXTENTS * EXTENT);
            NativeMemory theirs = NativeMemory.in(arena, HEADER + EXTENTS * EXTENT);
            long at = 0;
            while (true) {
                if (map((LinuxBody) one, at, mine) < 0 || map((LinuxBody) other, at, theirs) < 0) {
                    return Support.UNKNOWN;
                }
                int count = mine.bytes().getInt(20);
                if (count == 0 && at == 0 || count != theirs.bytes().getInt(20)) {
                    return Support.NO;
                }
                for (int i = 0; i < count; i++) {
                    Support same = same(mine, theirs, HEADER + i * EXTENT);
                    if (same != Support.YES) {
                        return same;
                    }
                }
                if (count < EXTENTS) {
                    return Support.YES;
                }
                int last = HEADER + (EXTENTS - 1) * EXTENT;
                at = mine.bytes().getLong(last) + mine.bytes().getLong(last + 16);
                if ((mine.bytes().getInt(last + 40) & LAST) != 0) {
                    return Support.YES;
                }
            }
        }
    }

    @Override
    public Shared share(Body kept, Body sharing, CancelToken cancel) throws FileCallException {
        return new ShareBlocks((LinuxBody) kept, (LinuxBody) sharing, cancel).run();
    }

    private static boolean isOneVolume(FileFacts one, FileFacts other) {
        return one.key().isPresent()
                && other.key().isPresent()
                && one.key().get().volume().equals(other.key().get().volume());
    }

    private static int map(LinuxBody body, long from, NativeMemory fiemap) {
        fiemap.clear();
        fiemap.bytes().putLong(0, from);
        fiemap.bytes().putLong(8, -1L);
        fiemap.bytes().putInt(16, SYNC);
        fiemap.bytes().putInt(24, EXTENTS);
        return Libc.ioctl(body.fd(), FS_IOC_FIEMAP, fiemap.address());
    }

    private static Support same(NativeMemory one, NativeMemory other, int at) {
        if (((one.bytes().getInt(at + 40) | other.bytes().getInt(at + 40)) & VAGUE) != 0) {
            return Support.UNKNOWN;
        }
        return one.equals(other, at, 24) ? Support.YES : Support.NO;
    }
}
