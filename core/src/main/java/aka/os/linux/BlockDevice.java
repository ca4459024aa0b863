package aka.os.linux;

import aka.file.RawPath;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which file system a block device holds. The kernel calls all of them {@code fuseblk} where a program serves them; the first
 * sector says more, where this user may read it.
 *
 * <p>Source: the boot sectors of NTFS, exFAT (Microsoft's exFAT specification, 3.1.2) and FAT (fatgen103): a name at byte 3,
 * 54 or 82.
 */
final class BlockDevice {

    private static final int SECTOR = 512;

    private BlockDevice() {}

    /** Returns {@code ntfs}, {@code exfat}, {@code vfat}, or the empty string. */
    static String holds(Path device) {
        int flags = Machine.O_NONBLOCK | Machine.O_CLOEXEC;
        int fd = Libc.openat(Libc.AT_FDCWD, Scratch.get().path(RawPath.bytes(device)), flags, 0);
        if (fd < 0) {
            return "";
        }
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory sector = NativeMemory.in(arena, SECTOR);
            return Libc.pread(fd, sector.address(), SECTOR, 0) == SECTOR ? name(sector.copy(0, SECTOR)) : "";
        } finally {
            Libc.close(fd);
        }
    }

    private static String name(byte[] sector) {
        if (isAt(sector, 3, "NTFS    ")) {
            return "ntfs";
        }
        if (isAt(sector, 3, "EXFAT   ")) {
            return "exfat";
        }
        return isAt(sector, 54, "FAT") || isAt(sector, 82, "FAT") ? "vfat" : "";
    }

    private static boolean isAt(byte[] sector, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(sector, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
