package aka.os.fake;

import aka.os.Trouble;

/**
 * An error as a system would report it.
 *
 * @param name the system's name of it
 * @param number the system's number of it
 */
public record FakeError(Trouble trouble, String name, int number) {

    public static final FakeError EPERM = new FakeError(Trouble.NO_PERMISSION, "EPERM", 1);
    public static final FakeError EINTR = new FakeError(Trouble.OTHER, "EINTR", 4);
    public static final FakeError ENOENT = new FakeError(Trouble.MISSING, "ENOENT", 2);
    public static final FakeError EIO = new FakeError(Trouble.IO_ERROR, "EIO", 5);
    public static final FakeError EAGAIN = new FakeError(Trouble.BUSY, "EAGAIN", 11);
    public static final FakeError EACCES = new FakeError(Trouble.NO_PERMISSION, "EACCES", 13);
    public static final FakeError EEXIST = new FakeError(Trouble.EXISTS, "EEXIST", 17);
    public static final FakeError EXDEV = new FakeError(Trouble.DIFFERENT_VOLUMES, "EXDEV", 18);
    public static final FakeError OTHER_MOUNT = new FakeError(Trouble.DIFFERENT_MOUNTS, "EXDEV", 18);
    public static final FakeError ENOTDIR = new FakeError(Trouble.NOT_A_FOLDER, "ENOTDIR", 20);
    public static final FakeError EISDIR = new FakeError(Trouble.IS_FOLDER, "EISDIR", 21);
    public static final FakeError EINVAL = new FakeError(Trouble.UNSUPPORTED, "EINVAL", 22);
    public static final FakeError EMFILE = new FakeError(Trouble.TOO_MANY_OPEN, "EMFILE", 24);
    public static final FakeError ENOSPC = new FakeError(Trouble.NO_SPACE, "ENOSPC", 28);
    public static final FakeError EROFS = new FakeError(Trouble.READ_ONLY, "EROFS", 30);
    public static final FakeError EMLINK = new FakeError(Trouble.LINK_LIMIT, "EMLINK", 31);
    public static final FakeError NO_LINKS = new FakeError(Trouble.LINKS_UNSUPPORTED, "EPERM", 1);
    public static final FakeError ENAMETOOLONG = new FakeError(Trouble.NAME_TOO_LONG, "ENAMETOOLONG", 36);
    public static final FakeError ENOTEMPTY = new FakeError(Trouble.NOT_EMPTY, "ENOTEMPTY", 39);
    public static final FakeError IS_LINK = new FakeError(Trouble.IS_SYMLINK, "ELOOP", 40);
    public static final FakeError ELOOP = new FakeError(Trouble.TOO_MANY_LINKS, "ELOOP", 40);
    public static final FakeError NOT_A_FILE = new FakeError(Trouble.NOT_REGULAR, "ENXIO", 6);
    public static final FakeError ONLY_HELD = new FakeError(Trouble.UNSUPPORTED, "EBADF", 9);
    public static final FakeError EOPNOTSUPP = new FakeError(Trouble.UNSUPPORTED, "EOPNOTSUPP", 95);
    public static final FakeError ACCESS_DENIED = new FakeError(Trouble.NO_PERMISSION, "ERROR_ACCESS_DENIED", 5);
    public static final FakeError SHARING_VIOLATION = new FakeError(Trouble.BUSY, "ERROR_SHARING_VIOLATION", 32);
    public static final FakeError EDQUOT = new FakeError(Trouble.NO_SPACE, "EDQUOT", 122);
}
