package aka.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import aka.os.memory.NativeMemory;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The C library: one method per call, its prototype as the comment. Each returns what the call returns, or the negated
 * {@code errno}, captured in the same downcall. A call that this C library does not have answers {@code -ENOSYS}, as a
 * kernel without it does.
 *
 * <p>Every call has one shape, six words in and one out, so that a single linkage is made and warmed at start-up. On the
 * machines that {@link Machine} lists, an {@code int} or a pointer is passed in the same register as a {@code long}, and a
 * variadic function takes its integer arguments as any other does.
 */
final class Libc {

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EACCESS = 0x200;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_SYMLINK_FOLLOW = 0x400;
    static final int AT_NO_AUTOMOUNT = 0x800;
    static final int AT_EMPTY_PATH = 0x1000;

    /** Ask the server, where there is one (FUSE, network): what is remembered of a link count may be a second old. */
    static final int AT_STATX_FORCE_SYNC = 0x2000;

    /** Be content with what is remembered: a server that does not answer is not waited for. */
    static final int AT_STATX_DONT_SYNC = 0x4000;

    static final int RENAME_NOREPLACE = 1;
    static final int RENAME_EXCHANGE = 2;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final int POSIX_FADV_WILLNEED = 3;
    static final int POSIX_FADV_DONTNEED = 4;
    static final int R_OK = 4;
    static final int RLIMIT_NOFILE = 7;
    static final long RLIM_INFINITY = -1;
    static final int W_OK = 2;
    static final int X_OK = 1;
    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    /** {@code openat2} has one number on every machine and no wrapper in the C library. */
    private static final long SYS_OPENAT2 = 437;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LOOKUP = LINKER.defaultLookup();
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private static final List<String> MISSING = new ArrayList<>();

    private static final MemorySegment CLOSE = find("close");
    private static final MemorySegment COPY_FILE_RANGE = find("copy_file_range");
    private static final MemorySegment FACCESSAT = find("faccessat");
    private static final MemorySegment FCHMOD = find("fchmod");
    private static final MemorySegment FCHOWN = find("fchown");
    private static final MemorySegment FCNTL = find("fcntl");
    private static final MemorySegment FGETXATTR = find("fgetxattr");
    private static final MemorySegment FLISTXATTR = find("flistxattr");
    private static final MemorySegment FLOCK = find("flock");
    private static final MemorySegment FREMOVEXATTR = find("fremovexattr");
    private static final MemorySegment FSETXATTR = find("fsetxattr");
    private static final MemorySegment FSTATFS = find("fstatfs");
    private static final MemorySegment FSYNC = find("fsync");
    private static final MemorySegment FTRUNCATE = find("ftruncate");
    private static final MemorySegment FUTIMENS = find("futimens");
    private static final MemorySegment GETDENTS64 = find("getdents64");
    private static final MemorySegment GETEUID = find("geteuid");
    private static final MemorySegment GETRLIMIT = find("getrlimit");
    private static final MemorySegment GETRUSAGE = find("getrusage");
    private static final MemorySegment GETXATTR = find("getxattr");
    private static final MemorySegment IOCTL = find("ioctl");
    private static final MemorySegment LINKAT = find("linkat");
    private static final MemorySegment LSEEK = find("lseek");
    private static final MemorySegment MKDIRAT = find("mkdirat");
    private static final MemorySegment OPENAT = find("openat");
    private static final MemorySegment POSIX_FADVISE = find("posix_fadvise");
    private static final MemorySegment PREAD = find("pread");
    private static final MemorySegment PWRITE = find("pwrite");
    private static final MemorySegment READLINKAT = find("readlinkat");
    private static final MemorySegment RENAMEAT = find("renameat");
    private static final MemorySegment RENAMEAT2 = find("renameat2");
    private static final MemorySegment STATX = find("statx");
    private static final MemorySegment SYNCFS = find("syncfs");
    private static final MemorySegment SYSCALL = find("syscall");
    private static final MemorySegment UNLINKAT = find("unlinkat");
    private static final MemorySegment UTIMENSAT = find("utimensat");

    private Libc() {}

    /** Returns the calls that this C library does not have. */
    static List<String> missing() {
        return List.copyOf(MISSING);
    }

    /** {@code int close(int fd);} */
    static int close(int fd) {
        return word(CLOSE, fd, 0, 0, 0, 0, 0);
    }

    /** {@code ssize_t copy_file_range(int in, off_t *offIn, int out, off_t *offOut, size_t len, unsigned flags);} */
    static long copyFileRange(int in, NativeMemory offsetIn, int out, NativeMemory offsetOut, long length) {
        return wide(COPY_FILE_RANGE, in, offsetIn.address(), out, offsetOut.address(), length, 0);
    }

    /** {@code int faccessat(int dirfd, const char *pathname, int mode, int flags);} */
    static int faccessat(int folder, NativeMemory path, int mode) {
        return word(FACCESSAT, folder, path.address(), mode, AT_EACCESS, 0, 0);
    }

    /** {@code int fchmod(int fd, mode_t mode);} */
    static int fchmod(int fd, int mode) {
        return word(FCHMOD, fd, mode, 0, 0, 0, 0);
    }

    /** {@code int fchown(int fd, uid_t owner, gid_t group);} */
    static int fchown(int fd, int uid, int gid) {
        return word(FCHOWN, fd, uid, gid, 0, 0, 0);
    }

    /** {@code int fcntl(int fd, int cmd, ... arg);} */
    static int fcntl(int fd, int command, int argument) {
        return word(FCNTL, fd, command, argument, 0, 0, 0);
    }

    /** {@code ssize_t fgetxattr(int fd, const char *name, void *value, size_t size);} */
    static long fgetxattr(int fd, NativeMemory name, NativeMemory value) {
        return wide(FGETXATTR, fd, name.address(), value.address(), value.size(), 0, 0);
    }

    /** {@code ssize_t flistxattr(int fd, char *list, size_t size);} */
    static long flistxattr(int fd, NativeMemory list) {
        return wide(FLISTXATTR, fd, list.address(), list.size(), 0, 0, 0);
    }

    /** {@code int flock(int fd, int operation);} */
    static int flock(int fd, int operation) {
        return word(FLOCK, fd, operation, 0, 0, 0, 0);
    }

    /** {@code int fremovexattr(int fd, const char *name);} */
    static int fremovexattr(int fd, NativeMemory name) {
        return word(FREMOVEXATTR, fd, name.address(), 0, 0, 0, 0);
    }

    /** {@code int fsetxattr(int fd, const char *name, const void *value, size_t size, int flags);} */
    static int fsetxattr(int fd, NativeMemory name, NativeMemory value, int length) {
        return word(FSETXATTR, fd, name.address(), value.address(), length, 0, 0);
    }

    /** {@code int fstatfs(int fd, struct statfs *buf);} */
    static int fstatfs(int fd, NativeMemory statfs) {
        return word(FSTATFS, fd, statfs.address(), 0, 0, 0, 0);
    }

    /** {@code int fsync(int fd);} */
    static int fsync(int fd) {
        return word(FSYNC, fd, 0, 0, 0, 0, 0);
    }

    /** {@code int ftruncate(int fd, off_t length);} */
    static int ftruncate(int fd, long length) {
        return word(FTRUNCATE, fd, length, 0, 0, 0, 0);
    }

    /** {@code int futimens(int fd, const struct timespec times[2]);} */
    static int futimens(int fd, NativeMemory times) {
        return word(FUTIMENS, fd, times.address(), 0, 0, 0, 0);
    }

    /** {@code ssize_t getdents64(int fd, void *dirp, size_t count);} */
    static int getdents64(int fd, NativeMemory entries) {
        // glibc before 2.30 has no wrapper for it.
        return GETDENTS64.address() != 0
                ? (int) wide(GETDENTS64, fd, entries.address(), entries.size(), 0, 0, 0)
                : (int) wide(SYSCALL, Machine.SYS_GETDENTS64, fd, entries.address(), entries.size(), 0, 0);
    }

    /** {@code uid_t geteuid(void);} */
    static int geteuid() {
        return (int) call(Scratch.get().error, GETEUID, 0, 0, 0, 0, 0, 0);
    }

    static final int RUSAGE_THREAD = 1;

    /** {@code int getrusage(int who, struct rusage *usage);} */
    static int getrusage(int who, NativeMemory usage) {
        return word(GETRUSAGE, who, usage.address(), 0, 0, 0, 0);
    }

    /** {@code int getrlimit(int resource, struct rlimit *rlim);} */
    static int getrlimit(int resource, NativeMemory limits) {
        return word(GETRLIMIT, resource, limits.address(), 0, 0, 0, 0);
    }

    /** {@code ssize_t getxattr(const char *path, const char *name, void *value, size_t size);} */
    static long getxattr(NativeMemory path, NativeMemory name, NativeMemory value) {
        return wide(GETXATTR, path.address(), name.address(), value.address(), value.size(), 0, 0);
    }

    /** {@code int ioctl(int fd, unsigned long request, ... arg);} */
    static int ioctl(int fd, long request, long argument) {
        return word(IOCTL, fd, request, argument, 0, 0, 0);
    }

    /** {@code int linkat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, int flags);} */
    static int linkat(int oldFolder, NativeMemory oldPath, int newFolder, NativeMemory newPath, int flags) {
        return word(LINKAT, oldFolder, oldPath.address(), newFolder, newPath.address(), flags, 0);
    }

    /** {@code off_t lseek(int fd, off_t offset, int whence);} */
    static long lseek(int fd, long offset, int whence) {
        return wide(LSEEK, fd, offset, whence, 0, 0, 0);
    }

    /** {@code int mkdirat(int dirfd, const char *pathname, mode_t mode);} */
    static int mkdirat(int folder, NativeMemory path, int mode) {
        return word(MKDIRAT, folder, path.address(), mode, 0, 0, 0);
    }

    /** {@code int openat(int dirfd, const char *pathname, int flags, ... mode_t mode);} */
    static int openat(int folder, NativeMemory path, int flags, int mode) {
        return word(OPENAT, folder, path.address(), flags, mode, 0, 0);
    }

    /** {@code long syscall(SYS_openat2, int dirfd, const char *pathname, struct open_how *how, size_t size);} */
    static int openat2(int folder, NativeMemory path, NativeMemory how) {
        return (int) wide(SYSCALL, SYS_OPENAT2, folder, path.address(), how.address(), how.size(), 0);
    }

    /** {@code int posix_fadvise(int fd, off_t offset, off_t len, int advice);} Its errors are of no consequence. */
    static void posixFadvise(int fd, long length, int advice) {
        word(POSIX_FADVISE, fd, 0, length, advice, 0, 0);
    }

    /** {@code ssize_t pread(int fd, void *buf, size_t count, off_t offset);} */
    static long pread(int fd, long address, long count, long offset) {
        return wide(PREAD, fd, address, count, offset, 0, 0);
    }

    /** {@code ssize_t pwrite(int fd, const void *buf, size_t count, off_t offset);} */
    static long pwrite(int fd, long address, long count, long offset) {
        return wide(PWRITE, fd, address, count, offset, 0, 0);
    }

    /** {@code ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz);} */
    static int readlinkat(int folder, NativeMemory path, NativeMemory target) {
        return (int) wide(READLINKAT, folder, path.address(), target.address(), target.size(), 0, 0);
    }

    /** {@code int renameat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath);} */
    static int renameat(int oldFolder, NativeMemory oldPath, int newFolder, NativeMemory newPath) {
        return word(RENAMEAT, oldFolder, oldPath.address(), newFolder, newPath.address(), 0, 0);
    }

    /** {@code int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned flags);} */
    static int renameat2(int oldFolder, NativeMemory oldPath, int newFolder, NativeMemory newPath, int flags) {
        return word(RENAMEAT2, oldFolder, oldPath.address(), newFolder, newPath.address(), flags, 0);
    }

    /** {@code int statx(int dirfd, const char *pathname, int flags, unsigned mask, struct statx *buf);} */
    static int statx(int folder, long path, int flags, int mask, Statx into) {
        // With an error number of its own: what looks at each file of a folder need not ask which thread it is.
        return word(into.error(), STATX, folder, path, flags, mask, into.address(), 0);
    }

    /** {@code int syncfs(int fd);} */
    static int syncfs(int fd) {
        return word(SYNCFS, fd, 0, 0, 0, 0, 0);
    }

    /** {@code int unlinkat(int dirfd, const char *pathname, int flags);} */
    static int unlinkat(int folder, NativeMemory path, int flags) {
        return word(UNLINKAT, folder, path.address(), flags, 0, 0, 0);
    }

    /** {@code int utimensat(int dirfd, const char *pathname, const struct timespec times[2], int flags);} */
    static int utimensat(int folder, NativeMemory path, NativeMemory times) {
        return word(UTIMENSAT, folder, path.address(), times.address(), 0, 0, 0);
    }

    /** Makes a call that returns an {@code int}: the upper half of what comes back is undefined. */
    private static int word(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return word(Scratch.get().error, function, a, b, c, d, e, f);
    }

    private static int word(ErrorNumber error, MemorySegment function, long a, long b, long c, long d, long e, long f) {
        int result;
        do {
            result = (int) call(error, function, a, b, c, d, e, f);
        } while (result == -1 && Errno.EINTR.number() == error.get() && !function.equals(CLOSE));
        return result == -1 ? -error.get() : result;
    }

    /** Makes a call that returns a 64-bit number. */
    private static long wide(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        ErrorNumber error = Scratch.get().error;
        long result;
        do {
            result = call(error, function, a, b, c, d, e, f);
        } while (result == -1 && Errno.EINTR.number() == error.get());
        return result == -1 ? -error.get() : result;
    }

    private static long call(
            ErrorNumber error, MemorySegment function, long a, long b, long c, long d, long e, long f) {
        if (function.address() == 0) {
            error.set(Errno.ENOSYS);
            return -1;
        }
        try {
            return (long) CALL.invokeExact(function, error.memory(), a, b, c, d, e, f);
        } catch (RuntimeException | Error bug) {
            throw bug;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static MemorySegment find(String name) {
        return LOOKUP.find(name).orElseGet(() -> {
            MISSING.add(name);
            return MemorySegment.NULL;
        });
    }
}
