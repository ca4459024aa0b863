package aka.os.linux;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The errors of Linux: number, meaning, and what a person can do about it. The numbers are the same on every machine of
 * {@link Machine} ({@code include/uapi/asm-generic/errno*.h}).
 */
enum Errno {
    EPERM(
            1,
            Trouble.NO_PERMISSION,
            "the system does not permit it",
            "Look at who owns both ends, and for a flag that forbids changes (lsattr)."),
    ENOENT(
            2,
            Trouble.MISSING,
            "there is no such name",
            "Check the spelling; it may have been moved or removed meanwhile."),
    EINTR(4, Trouble.OTHER, "a signal interrupted it", "Try again."),
    EIO(
            5,
            Trouble.IO_ERROR,
            "the disk or the file system failed",
            "Look at the system's log (dmesg), and save what can be read."),
    ENXIO(6, Trouble.NOT_REGULAR, "nobody is at the other end of the pipe or device", "Only regular files are read."),
    EBADF(9, Trouble.OTHER, "it is not open for that", "This is a fault in aka."),
    EAGAIN(11, Trouble.BUSY, "someone else is at it", "Try again when it is closed."),
    ENOMEM(12, Trouble.OTHER, "the system is short of memory", "Close something and try again."),
    EACCES(
            13,
            Trouble.NO_PERMISSION,
            "permission denied",
            "Look at the permissions of it and of the folders above it, or run as its owner."),
    EBUSY(16, Trouble.BUSY, "it is in use", "Try again when it is not; a mount point cannot be changed."),
    EEXIST(17, Trouble.EXISTS, "the name is taken", "Choose another name, or remove that one first."),
    EXDEV(
            18,
            Trouble.DIFFERENT_VOLUMES,
            "they are on different volumes",
            "A hard link stays on one volume: move the file there, or use a symbolic link (ln -s)."),
    ENOTDIR(20, Trouble.NOT_A_FOLDER, "a part of the path is no folder", "Check the spelling of the folders."),
    EISDIR(21, Trouble.IS_FOLDER, "it is a folder", "Name a file."),
    EINVAL(
            22,
            Trouble.UNSUPPORTED,
            "the file system does not take that call",
            "Try it on another file system; 'aka doctor PATH' tells what this one can do."),
    ENFILE(23, Trouble.TOO_MANY_OPEN, "the system has too many files open", "Close something and try again."),
    EMFILE(
            24,
            Trouble.TOO_MANY_OPEN,
            "this process has too many files open",
            "Raise the limit (ulimit -n) and try again."),
    ENOTTY(
            25,
            Trouble.UNSUPPORTED,
            "the file system does not have that call",
            "'aka doctor PATH' tells what it can do."),
    ETXTBSY(26, Trouble.BUSY, "it is a program that runs", "Try again when it has ended."),
    EFBIG(
            27,
            Trouble.NO_SPACE,
            "it is larger than a file may be here",
            "Raise the limit (ulimit -f), or use another file system."),
    ENOSPC(28, Trouble.NO_SPACE, "the volume is full", "Make room on it and try again."),
    EROFS(30, Trouble.READ_ONLY, "the volume is mounted read-only", "Mount it for writing, or work on a copy."),
    EMLINK(
            31,
            Trouble.LINK_LIMIT,
            "the file has as many names as the file system allows one file",
            "Make a copy and give that the next names."),
    ENAMETOOLONG(
            36,
            Trouble.NAME_TOO_LONG,
            "the name or the path is too long",
            "A name has at most 255 bytes on most file systems, and a path 4095; work from a folder further down."),
    ENOLCK(37, Trouble.UNSUPPORTED, "the file system has no locks", "Make sure that nobody else works on it."),
    ENOSYS(38, Trouble.UNSUPPORTED, "the system does not have that call", "'aka doctor' tells what it has."),
    ENOTEMPTY(39, Trouble.NOT_EMPTY, "the folder is not empty", "Look what is in it (ls -A)."),
    ELOOP(
            40,
            Trouble.TOO_MANY_LINKS,
            "symbolic links lead in a circle, or too far",
            "Look where they point (readlink), and mend one."),
    ENODATA(61, Trouble.MISSING, "there is no such attribute", ""),
    EOVERFLOW(75, Trouble.UNSUPPORTED, "a number is too large for the call", ""),
    EILSEQ(
            84,
            Trouble.BAD_NAME,
            "the file system takes no such name",
            "It wants names in its own encoding: choose another name."),
    EOPNOTSUPP(
            95, Trouble.UNSUPPORTED, "the file system does not support it", "'aka doctor PATH' tells what it can do."),
    ESTALE(116, Trouble.CHANGED, "the server no longer knows it", "It was removed or replaced there: try again."),
    EDQUOT(122, Trouble.NO_SPACE, "your share of the volume (quota) is used up", "Make room and try again.");

    private static final Errno[] BY_NUMBER = new Errno[134];

    static {
        for (Errno errno : values()) {
            BY_NUMBER[errno.number] = errno;
        }
    }

    private final int number;
    private final Trouble trouble;
    private final String reason;
    private final String wayOut;

    Errno(int number, Trouble trouble, String reason, String wayOut) {
        this.number = number;
        this.trouble = trouble;
        this.reason = reason;
        this.wayOut = wayOut;
    }

    int number() {
        return number;
    }

    /** Returns whether a call answered this error. */
    boolean is(long result) {
        return result == -number;
    }

    private static @Nullable Errno of(long result) {
        int number = (int) -result;
        return number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** Returns what it means that a call answered {@code result}, a negated error number. */
    static Trouble troubleOf(long result) {
        Errno errno = of(result);
        return errno == null ? Trouble.OTHER : errno.trouble;
    }

    /** Returns the exception for a call that answered {@code result}, a negated error number. */
    static FileCallException failure(String deed, Path path, @Nullable Path otherPath, long result) {
        Errno errno = of(result);
        return errno == null
                ? new FileCallException(
                        deed,
                        path,
                        otherPath,
                        Trouble.OTHER,
                        "errno",
                        (int) -result,
                        "the system refused",
                        "See errno(3) for the number.")
                : errno.failure(deed, path, otherPath, errno.trouble, errno.reason, errno.wayOut);
    }

    /** Returns the exception for this error where the circumstances say more than the number does. */
    FileCallException failure(
            String deed, Path path, @Nullable Path otherPath, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, path, otherPath, trouble, name(), number, reason, wayOut);
    }
}
