package aka.os.portable;

import aka.os.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * An error of a POSIX system, known again by its text: the JDK passes on {@code strerror(3)} and drops the number.
 *
 * <p>In another language than English the text is not known again; it is then the reason, and there is no name.
 *
 * @param name the system's name of it
 * @param number its number on Linux; up to 34 the same on the other systems
 * @param text how glibc and the BSDs put it, or the beginning of that
 */
record SystemError(String name, int number, Trouble trouble, String text) {

    static final SystemError MISSING = new SystemError("ENOENT", 2, Trouble.MISSING, "No such file or directory");
    static final SystemError EXISTS = new SystemError("EEXIST", 17, Trouble.EXISTS, "File exists");
    static final SystemError DENIED = new SystemError("EACCES", 13, Trouble.NO_PERMISSION, "Permission denied");
    static final SystemError NO_FOLDER = new SystemError("ENOTDIR", 20, Trouble.NOT_A_FOLDER, "Not a directory");
    static final SystemError NOT_EMPTY = new SystemError("ENOTEMPTY", 39, Trouble.NOT_EMPTY, "Directory not empty");
    static final SystemError NOT_PERMITTED =
            new SystemError("EPERM", 1, Trouble.NO_PERMISSION, "Operation not permitted");

    private static final int LAST_SHARED_NUMBER = 34;
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

    /** Where one text begins with another, the longer one comes first. */
    private static final List<SystemError> ALL = List.of(
            MISSING,
            EXISTS,
            DENIED,
            NO_FOLDER,
            NOT_EMPTY,
            NOT_PERMITTED,
            new SystemError("EXDEV", 18, Trouble.DIFFERENT_VOLUMES, "Invalid cross-device link"),
            new SystemError("EXDEV", 18, Trouble.DIFFERENT_VOLUMES, "Cross-device link"),
            new SystemError("EMLINK", 31, Trouble.LINK_LIMIT, "Too many links"),
            new SystemError("EISDIR", 21, Trouble.IS_FOLDER, "Is a directory"),
            new SystemError("EROFS", 30, Trouble.READ_ONLY, "Read-only file system"),
            new SystemError("ENOSPC", 28, Trouble.NO_SPACE, "No space left on device"),
            new SystemError("EDQUOT", 122, Trouble.NO_SPACE, "Disk quota exceeded"),
            new SystemError("EDQUOT", 122, Trouble.NO_SPACE, "Disc quota exceeded"),
            new SystemError("ENAMETOOLONG", 36, Trouble.NAME_TOO_LONG, "File name too long"),
            new SystemError("ELOOP", 40, Trouble.TOO_MANY_LINKS, "Too many levels of symbolic links"),
            new SystemError("ENFILE", 23, Trouble.TOO_MANY_OPEN, "Too many open files in system"),
            new SystemError("EMFILE", 24, Trouble.TOO_MANY_OPEN, "Too many open files"),
            new SystemError("EBUSY", 16, Trouble.BUSY, "Device or resource busy"),
            new SystemError("EBUSY", 16, Trouble.BUSY, "Resource busy"),
            new SystemError("EINVAL", 22, Trouble.BAD_NAME, "Invalid argument"),
            new SystemError("EILSEQ", 84, Trouble.BAD_NAME, "Invalid or incomplete multibyte or wide character"),
            new SystemError("EIO", 5, Trouble.IO_ERROR, "Input/output error"),
            new SystemError("EOPNOTSUPP", 95, Trouble.UNSUPPORTED, "Operation not supported"),
            new SystemError("ENOSYS", 38, Trouble.UNSUPPORTED, "Function not implemented"));

    /** Returns the error that {@code text} speaks of. */
    static Optional<SystemError> of(String text) {
        return ALL.stream().filter(error -> text.startsWith(error.text)).findFirst();
    }

    /** Returns whether name and number are this system's own, and not only Linux's. */
    boolean numberHolds() {
        return LINUX || number <= LAST_SHARED_NUMBER;
    }
}
