package aka.os.linux;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The flags that {@code lsattr} shows, and the quota project (ioctl_fs(2), {@code linux/fs.h}).
 *
 * <pre>{@code
 * struct fsxattr { __u32 fsx_xflags, fsx_extsize, fsx_nextents, fsx_projid, fsx_cowextsize; unsigned char fsx_pad[8]; };
 *                  //     0           4            8            12           16
 * }</pre>
 */
final class InodeFlags {

    private static final long FS_IOC_GETFLAGS = 0x80086601L;
    private static final long FS_IOC_SETFLAGS = 0x40086602L;
    private static final long FS_IOC_FSGETXATTR = 0x801C581FL;
    private static final long FS_IOC_FSSETXATTR = 0x401C5820L;
    static final int FSXATTR_SIZE = 28;
    private static final int FSX_PROJID = 12;

    /** Copy-on-write off (btrfs): it must be set while the file is still empty. */
    private static final int NOCOW = 0x00800000;

    /** c S i a d A m j t D C x: those that a person sets and expects to keep. The others tell how the file is stored. */
    private static final int KEPT =
            0x4 | 0x8 | 0x10 | 0x20 | 0x40 | 0x80 | 0x400 | 0x4000 | 0x8000 | 0x10000 | NOCOW | 0x02000000;

    private InodeFlags() {}

    /**
     * Returns the flags that are worth keeping; empty where the file system has none.
     *
     * @throws FileCallException if it could not tell: there may be some
     */
    static OptionalInt of(int fd, Shown shown) throws FileCallException {
        OptionalInt all = all(fd, shown);
        return all.isPresent() ? OptionalInt.of(all.getAsInt() & KEPT) : all;
    }

    /** Sets those flags and leaves the others as they are. */
    static void set(int fd, int flags, Shown shown) throws FileCallException {
        set(fd, KEPT, flags, shown);
    }

    /** Sets those that count only while a file is empty. */
    static void setEarly(int fd, int flags, Shown shown) throws FileCallException {
        set(fd, NOCOW, flags, shown);
    }

    private static void set(int fd, int mask, int flags, Shown shown) throws FileCallException {
        OptionalInt before = all(fd, shown);
        int wanted = before.orElse(0) & ~mask | flags & mask;
        if (before.isPresent() && before.getAsInt() == wanted) {
            return;
        }
        NativeMemory value = Scratch.get().argument;
        value.bytes().putInt(0, wanted);
        int answer = Libc.ioctl(fd, FS_IOC_SETFLAGS, value.address());
        if (answer < 0) {
            Path path = shown.path();
            throw Errno.failure("set the flags of " + path, path, null, answer);
        }
    }

    /**
     * Returns the quota project; empty where the file system has none.
     *
     * @throws FileCallException if it could not tell: there may be one
     */
    static OptionalLong project(int fd, Shown shown) throws FileCallException {
        NativeMemory value = Scratch.get().argument;
        return has("project", shown, Libc.ioctl(fd, FS_IOC_FSGETXATTR, value.address()))
                ? OptionalLong.of(Integer.toUnsignedLong(value.bytes().getInt(FSX_PROJID)))
                : OptionalLong.empty();
    }

    static void setProject(int fd, long project, Shown shown) throws FileCallException {
        NativeMemory value = Scratch.get().argument;
        int answer = Libc.ioctl(fd, FS_IOC_FSGETXATTR, value.address());
        if (answer == 0 && Integer.toUnsignedLong(value.bytes().getInt(FSX_PROJID)) != project) {
            value.bytes().putInt(FSX_PROJID, (int) project);
            answer = Libc.ioctl(fd, FS_IOC_FSSETXATTR, value.address());
        }
        if (answer < 0) {
            Path path = shown.path();
            throw Errno.failure("set the project of " + path, path, null, answer);
        }
    }

    private static OptionalInt all(int fd, Shown shown) throws FileCallException {
        // The kernel writes an int, though the call's number speaks of a long.
        NativeMemory value = Scratch.get().argument;
        return has("flags", shown, Libc.ioctl(fd, FS_IOC_GETFLAGS, value.address()))
                ? OptionalInt.of(value.bytes().getInt(0))
                : OptionalInt.empty();
    }

    /** Returns whether a file system that answered this has such a thing. */
    private static boolean has(String thing, Shown shown, int answer) throws FileCallException {
        if (answer < 0 && Errno.troubleOf(answer) != Trouble.UNSUPPORTED) {
            Path path = shown.path();
            throw Errno.failure("read the " + thing + " of " + path, path, null, answer);
        }
        return answer >= 0;
    }
}
