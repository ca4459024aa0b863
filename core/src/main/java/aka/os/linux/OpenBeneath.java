package aka.os.linux;

import aka.file.Kind;
import aka.os.memory.NativeMemory;
import java.util.Arrays;

/**
 * Opens what lies below a folder without following any link on the way, and without leaving the mount unless allowed.
 *
 * <p>{@code openat2(2)} (Linux 5.6) does it in one call. Without it (an older kernel, a sandbox that refuses it) each part is
 * opened in the one before with {@code O_NOFOLLOW}, and mounts are told apart by their ids.
 *
 * <pre>{@code struct open_how { __u64 flags; __u64 mode; __u64 resolve; }; }</pre>
 */
final class OpenBeneath {

    private static final int RESOLVE_NO_XDEV = 0x01;
    private static final int RESOLVE_NO_MAGICLINKS = 0x02;
    private static final int RESOLVE_NO_SYMLINKS = 0x04;
    private static final int RESOLVE_BENEATH = 0x08;

    /** A rename elsewhere in the tree makes the kernel give up a lookup that must stay beneath; so it is asked again. */
    private static final int TRIES = 64;

    private OpenBeneath() {}

    /** Returns whether the kernel has {@code openat2} and lets us call it. */
    static boolean isFound() {
        int fd = openat2(Libc.AT_FDCWD, new byte[] {'.'}, Machine.O_PATH | Machine.O_CLOEXEC, 0);
        if (fd >= 0) {
            Libc.close(fd);
        }
        return !Errno.ENOSYS.is(fd) && !Errno.EPERM.is(fd);
    }

    /** Returns a descriptor, or a negated error: {@code ELOOP} for a link on the way, {@code EXDEV} for another mount. */
    static int open(int folder, byte[] below, int flags, boolean crossMounts, boolean beneath) {
        int from = 0;
        int current = folder;
        while (below.length - from >= Scratch.PATH_MAX) {
            int cut = lastSeparator(below, from, from + Scratch.PATH_MAX - 1);
            if (cut <= from) {
                return closing(current, folder, -Errno.ENAMETOOLONG.number());
            }
            byte[] part = Arrays.copyOfRange(below, from, cut);
            int next = openShort(
                    current, part, Machine.O_PATH | Machine.O_DIRECTORY | Machine.O_CLOEXEC, crossMounts, beneath);
            closing(current, folder, 0);
            if (next < 0) {
                return next;
            }
            current = next;
            from = cut + 1;
        }
        byte[] rest = from == 0 ? below : Arrays.copyOfRange(below, from, below.length);
        return closing(current, folder, openShort(current, rest, flags, crossMounts, beneath));
    }

    private static int openShort(int folder, byte[] below, int flags, boolean crossMounts, boolean beneath) {
        // Not O_NOFOLLOW where no link is resolved anyway: it would make a link at the end ENOTDIR instead of ELOOP.
        return beneath
                ? openat2(folder, below, flags, crossMounts ? 0 : RESOLVE_NO_XDEV)
                : openPartByPart(folder, below, flags | Machine.O_NOFOLLOW, crossMounts);
    }

    private static int openat2(int folder, byte[] below, int flags, int resolve) {
        Scratch scratch = Scratch.get();
        NativeMemory path = scratch.path(below);
        NativeMemory how = scratch.openHow;
        how.bytes().putLong(0, flags);
        how.bytes().putLong(8, 0);
        how.bytes().putLong(16, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | resolve);
        int fd = -1;
        for (int i = 0; i < TRIES; i++) {
            fd = Libc.openat2(folder, path, how);
            if (!Errno.EAGAIN.is(fd)) {
                return fd;
            }
        }
        return fd;
    }

    private static int openPartByPart(int folder, byte[] below, int flags, boolean crossMounts) {
        int current = folder;
        int from = 0;
        while (true) {
            int end = nextSeparator(below, from);
            boolean last = end == below.length;
            int partFlags =
                    last ? flags : Machine.O_PATH | Machine.O_DIRECTORY | Machine.O_NOFOLLOW | Machine.O_CLOEXEC;
            NativeMemory part = Scratch.get().path(Arrays.copyOfRange(below, from, end));
            int next = Libc.openat(current, part, partFlags, 0);
            // O_DIRECTORY|O_NOFOLLOW on a link says ENOTDIR, where openat2 says ELOOP.
            if (Errno.ENOTDIR.is(next) && isLink(current, part)) {
                next = -Errno.ELOOP.number();
            }
            if (next >= 0 && !crossMounts && !sameMount(current, next)) {
                Libc.close(next);
                next = -Errno.EXDEV.number();
            }
            closing(current, folder, 0);
            if (last || next < 0) {
                return next;
            }
            current = next;
            from = end + 1;
        }
    }

    private static boolean isLink(int folder, NativeMemory part) {
        Statx statx = Scratch.get().statx;
        return Libc.statx(folder, part.address(), Libc.AT_SYMLINK_NOFOLLOW, Statx.TYPE, statx) == 0
                && statx.kind() == Kind.SYMLINK;
    }

    private static boolean sameMount(int one, int other) {
        Statx statx = Scratch.get().statx;
        NativeMemory empty = Scratch.get().otherPath(new byte[0]);
        int mask = Statx.TYPE | Statx.INO | Statx.MNT_ID;
        if (Libc.statx(one, empty.address(), Libc.AT_EMPTY_PATH, mask, statx) < 0) {
            return false;
        }
        long device = statx.device();
        var mount = statx.mountId();
        return Libc.statx(other, empty.address(), Libc.AT_EMPTY_PATH, mask, statx) == 0
                && statx.device() == device
                && statx.mountId().equals(mount);
    }

    private static int closing(int fd, int kept, int result) {
        if (fd != kept) {
            Libc.close(fd);
        }
        return result;
    }

    private static int lastSeparator(byte[] path, int from, int before) {
        int at = before;
        while (at > from && path[at] != '/') {
            at--;
        }
        return at;
    }

    private static int nextSeparator(byte[] path, int from) {
        int at = from;
        while (at < path.length && path[at] != '/') {
            at++;
        }
        return at;
    }
}
