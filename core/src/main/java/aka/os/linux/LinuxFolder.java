package aka.os.linux;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.Body;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.FolderIdentity;
import aka.os.Glimpse;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder as a file descriptor: what is done in it is done in this very folder, wherever its path leads by now. */
final class LinuxFolder implements Folder, Shown {

    /** In place of a device. */
    static final long NOT_LOOKED_AT = -1;

    private static final int F_SETFL = 4;
    private static final byte[] ACCESS_LIST = "system.posix_acl_access".getBytes(StandardCharsets.US_ASCII);

    private final int fd;
    private final Path from;
    private final byte[] below;
    private final LinuxVolumes volumes;
    private final boolean beneath;

    /** Made when it is asked for: a walk opens many folders, and tells of few. */
    private volatile @Nullable Path path;

    /** As the last look at it told. */
    private volatile long device = NOT_LOOKED_AT;

    private boolean closed;

    /** The folder itself, and the listing that goes by {@link #fd}: who is done last closes it. */
    private int users = 1;

    /** Whether a listing goes, or went, by {@link #fd}: the position in a folder belongs to the open file. */
    private boolean positionTaken;

    /**
     * @param fd belongs to it from now on
     * @param from where it was opened from
     * @param below the raw path from there; empty if it was opened at {@code from} itself
     */
    LinuxFolder(int fd, Path from, byte[] below, LinuxVolumes volumes, boolean beneath) {
        this.fd = fd;
        this.from = from;
        this.below = below;
        this.volumes = volumes;
        this.beneath = beneath;
    }

    /** Returns the same of one that was opened by {@code O_PATH}, which may be passed through and not be read. */
    static LinuxFolder passedThrough(int fd, Path from, byte[] below, LinuxVolumes volumes, boolean beneath) {
        LinuxFolder folder = new LinuxFolder(fd, from, below, volumes, beneath);
        folder.positionTaken = true;
        return folder;
    }

    int fd() {
        return fd;
    }

    @Override
    public Path path() {
        Path known = path;
        if (known == null) {
            known = below.length == 0 ? from : from.resolve(RawPath.path(below));
            path = known;
        }
        return known;
    }

    @Override
    public FileFacts facts() throws FileCallException {
        Statx statx = look();
        return statx.facts(volumes.idOf(device, fd, this));
    }

    @Override
    public FolderIdentity identity() throws FileCallException {
        Statx statx = look();
        return statx.identity(volumes.idOf(device, fd, this));
    }

    private Statx look() throws FileCallException {
        Statx statx = Descriptor.look(fd, this);
        device = statx.device();
        return statx;
    }

    /** Returns the device that it is on, if it was looked at. */
    long device() {
        return device;
    }

    @Override
    public Optional<byte[]> accessList() throws FileCallException {
        // By its path below /proc: a folder that may only be passed is held (O_PATH), and such a descriptor has no
        // attributes.
        Scratch scratch = Scratch.get();
        NativeMemory value = scratch.value();
        long length = Libc.getxattr(magic(fd), scratch.otherPath(ACCESS_LIST), value);
        if (Errno.ENODATA.is(length) || Errno.EOPNOTSUPP.is(length)) {
            return Optional.empty();
        }
        if (length < 0) {
            throw Errno.failure("read the access list of " + path(), path(), null, length);
        }
        byte[] list = new byte[(int) length];
        value.bytes().get(0, list);
        return Optional.of(list);
    }

    private static NativeMemory magic(int fd) {
        return Scratch.get().path(("/proc/self/fd/" + fd).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public FileFacts facts(Leaf leaf) throws FileCallException {
        Statx statx = look(leaf.bytes(), Statx.ALL);
        return statx.facts(volumes.idOf(statx.device(), fd, this));
    }

    /** The first one goes by the descriptor that there is. */
    @Override
    public LinuxListing list() throws FileCallException {
        if (takePosition()) {
            // To open it again would ask for that as well: what may be read and not searched lists names that cannot be
            // looked at.
            int may = Libc.faccessat(fd, Scratch.get().path(new byte[] {'.'}), Libc.X_OK);
            // Any other answer (a sandbox that lets nobody ask) says nothing about the folder.
            if (Errno.EACCES.is(may)) {
                release();
                throw Errno.failure("list " + path(), path(), null, may);
            }
            return new LinuxListing(this, fd, volumes);
        }
        int flags = Machine.O_DIRECTORY | Machine.O_CLOEXEC | Machine.O_NONBLOCK;
        int again = Libc.openat(fd, Scratch.get().path(new byte[] {'.'}), flags, 0);
        if (again < 0) {
            throw Errno.failure("list " + path(), path(), null, again);
        }
        return new LinuxListing(this, again, volumes);
    }

    private synchronized boolean takePosition() {
        if (positionTaken) {
            return false;
        }
        positionTaken = true;
        users++;
        return true;
    }

    /** A listing by this descriptor is done. */
    void listed(int by) {
        if (by == fd) {
            release();
        } else {
            Libc.close(by);
        }
    }

    private synchronized void release() {
        if (--users == 0) {
            Libc.close(fd);
        }
    }

    @Override
    public Folder openFolder(byte[] below, boolean crossMounts) throws FileCallException {
        int flags = Machine.O_DIRECTORY | Machine.O_NONBLOCK | Machine.O_CLOEXEC;
        int opened = OpenBeneath.open(fd, below, flags, crossMounts, beneath);
        if (opened >= 0) {
            return new LinuxFolder(opened, path(), below, volumes, beneath);
        }
        if (Errno.EACCES.is(opened)) {
            int pass = Machine.O_DIRECTORY | Machine.O_PATH | Machine.O_CLOEXEC;
            opened = OpenBeneath.open(fd, below, pass, crossMounts, beneath);
        }
        if (opened < 0) {
            Path shown = shown(below);
            throw notOpened("open the folder " + shown, shown, opened);
        }
        return passedThrough(opened, path(), below, volumes, beneath);
    }

    @Override
    public Body openBody(byte[] below) throws FileCallException {
        Shown shown = new BelowFolder(this, below);
        // Held first, and opened only once it is known to be a file: opening a pipe or a device can wake what is behind
        // it.
        int held = OpenBeneath.open(fd, below, Machine.O_PATH | Machine.O_NOFOLLOW | Machine.O_CLOEXEC, true, beneath);
        if (held < 0) {
            throw notOpened(shown.path(), held);
        }
        try {
            Statx statx = Descriptor.look(held, shown);
            long device = statx.device();
            requireRegular(statx.kind(), shown);
            int opened = reopen(held);
            if (opened < 0) {
                throw notOpened(shown.path(), opened);
            }
            if (volumes.cachesByName(device, opened)) {
                // Each name has a page cache of its own there: what was written through another would not be seen.
                Libc.posixFadvise(opened, 0, Libc.POSIX_FADV_DONTNEED);
            }
            return new LinuxBody(opened, shown, volumes, true, device);
        } finally {
            Libc.close(held);
        }
    }

    /** Opens it at once; what cannot be opened so is left to {@link #openBody}, which tells what it is. */
    @Override
    public Body openSeenBody(byte[] below) throws FileCallException {
        int opened = openSeen(below);
        if (opened < 0) {
            return openBody(below);
        }
        Shown shown = new BelowFolder(this, below);
        boolean kept = false;
        try {
            Statx statx = Descriptor.look(opened, shown);
            requireRegular(statx.kind(), shown);
            LinuxBody body = LinuxBody.seen(opened, shown, volumes, statx);
            if (volumes.cachesByName(body.device(), opened)) {
                Libc.posixFadvise(opened, 0, Libc.POSIX_FADV_DONTNEED);
            }
            kept = true;
            return body;
        } finally {
            if (!kept) {
                Libc.close(opened);
            }
        }
    }

    @Override
    public Optional<Glimpse> glimpse(byte[] below) throws FileCallException {
        int opened = openSeen(below);
        if (opened < 0) {
            Path shown = shown(below);
            throw notOpened(shown, opened);
        }
        return Optional.of(new LinuxGlimpse(this, below, volumes, opened));
    }

    @Override
    public boolean fetch(byte[] below, long bytes) {
        int opened = openSeen(below);
        if (opened >= 0) {
            Libc.posixFadvise(opened, bytes, Libc.POSIX_FADV_WILLNEED);
            Libc.close(opened);
        }
        return true;
    }

    private int openSeen(byte[] below) {
        int opened = openSeen(below, Machine.O_NOATIME);
        return Errno.EPERM.is(opened) ? openSeen(below, 0) : opened;
    }

    private int openSeen(byte[] below, int atime) {
        int flags = Machine.O_NONBLOCK | Machine.O_NOCTTY | Machine.O_CLOEXEC | atime;
        // Of a leaf there is nothing to resolve, and the plain call takes half the time.
        return isLeaf(below)
                ? Libc.openat(fd, Scratch.get().path(below), flags | Machine.O_NOFOLLOW, 0)
                : OpenBeneath.open(fd, below, flags, true, beneath);
    }

    private static boolean isLeaf(byte[] below) {
        for (byte b : below) {
            if (b == '/') {
                return false;
            }
        }
        return true;
    }

    /** Returns the path of what is below, for messages. */
    Path shown(byte[] below) {
        return path().resolve(RawPath.path(below));
    }

    private static int reopen(int held) {
        NativeMemory magic = magic(held);
        int flags = Machine.O_NONBLOCK | Machine.O_NOCTTY | Machine.O_CLOEXEC;
        int opened = Libc.openat(Libc.AT_FDCWD, magic, flags | Machine.O_NOATIME, 0);
        // Only its owner may read a file without leaving a trace in its access time.
        return Errno.EPERM.is(opened) ? Libc.openat(Libc.AT_FDCWD, magic, flags, 0) : opened;
    }

    @Override
    public Body hold(Leaf leaf) throws FileCallException {
        Shown shown = new BelowFolder(this, leaf.bytes());
        int flags = Machine.O_PATH | Machine.O_NOFOLLOW | Machine.O_CLOEXEC;
        int opened = Libc.openat(fd, Scratch.get().path(leaf.bytes()), flags, 0);
        if (opened < 0) {
            throw Errno.failure("take hold of " + shown.path(), shown.path(), null, opened);
        }
        return new LinuxBody(opened, shown, volumes, false);
    }

    @Override
    public void link(Body existing, Leaf newName) throws FileCallException {
        LinuxBody body = (LinuxBody) existing;
        Path shown = leafPath(newName);
        String deed = "make " + shown + " a name of " + body.path();
        if (!body.isReadable()) {
            // What was opened for reading was looked at then.
            requireRegular(Descriptor.look(body.fd(), body).kind(), deed, body.path());
        }
        int answer = linkDescriptor(body.fd(), newName);
        if (answer < 0) {
            throw LinkFailure.of(deed, body, this, newName, answer);
        }
    }

    /** Links by descriptor, never by name: whatever has become of the name, this body is linked. */
    int linkDescriptor(int bodyFd, Leaf newName) {
        Scratch scratch = Scratch.get();
        NativeMemory to = scratch.otherPath(newName.bytes());
        int answer = Libc.linkat(bodyFd, scratch.path(new byte[0]), fd, to, Libc.AT_EMPTY_PATH);
        if (!Errno.ENOENT.is(answer)) {
            return answer;
        }
        // An empty path wants CAP_DAC_READ_SEARCH (link(2)) and is "not there" without; by way of /proc it wants
        // nothing.
        byte[] magic = ("/proc/self/fd/" + bodyFd).getBytes(StandardCharsets.US_ASCII);
        return Libc.linkat(Libc.AT_FDCWD, scratch.path(magic), fd, to, Libc.AT_SYMLINK_FOLLOW);
    }

    @Override
    public void rename(Leaf leaf, Folder into, Leaf newLeaf) throws FileCallException {
        move("rename", leaf, (LinuxFolder) into, newLeaf, Libc.RENAME_NOREPLACE);
    }

    @Override
    public void exchange(Leaf leaf, Folder into, Leaf other) throws FileCallException {
        move("exchange", leaf, (LinuxFolder) into, other, Libc.RENAME_EXCHANGE);
    }

    private void move(String deed, Leaf leaf, LinuxFolder into, Leaf other, int flags) throws FileCallException {
        Scratch scratch = Scratch.get();
        NativeMemory from = scratch.path(leaf.bytes());
        NativeMemory to = scratch.otherPath(other.bytes());
        checkPair(deed, leaf, into, other, Libc.renameat2(fd, from, into.fd, to, flags));
    }

    @Override
    public void renameOver(Leaf leaf, Folder into, Leaf replaced) throws FileCallException {
        LinuxFolder other = (LinuxFolder) into;
        Scratch scratch = Scratch.get();
        NativeMemory from = scratch.path(leaf.bytes());
        NativeMemory to = scratch.otherPath(replaced.bytes());
        checkPair("rename", leaf, other, replaced, Libc.renameat(fd, from, other.fd, to));
    }

    @Override
    public void setModified(Instant modified) throws FileCallException {
        Scratch scratch = Scratch.get();
        NativeMemory here = scratch.path(new byte[] {'.'});
        NativeMemory times = scratch.times(null, modified);
        int answer = Libc.utimensat(fd, here, times);
        if (answer < 0) {
            throw Errno.failure("set when the folder " + path() + " was changed", path(), null, answer);
        }
    }

    private void checkPair(String deed, Leaf leaf, LinuxFolder into, Leaf other, int answer) throws FileCallException {
        if (answer < 0) {
            Path from = leafPath(leaf);
            Path to = into.leafPath(other);
            throw Errno.failure(deed + " " + from + " and " + to, from, to, answer);
        }
    }

    @Override
    public void unlink(Leaf leaf) throws FileCallException {
        int answer = Libc.unlinkat(fd, Scratch.get().path(leaf.bytes()), 0);
        check("remove the name " + leafPath(leaf), leaf, null, answer);
    }

    @Override
    public void removeFolder(Leaf leaf) throws FileCallException {
        int answer = Libc.unlinkat(fd, Scratch.get().path(leaf.bytes()), Libc.AT_REMOVEDIR);
        check("remove the folder " + leafPath(leaf), leaf, null, answer);
    }

    @Override
    public void createFolder(Leaf leaf, boolean open) throws FileCallException {
        int answer = Libc.mkdirat(fd, Scratch.get().path(leaf.bytes()), open ? 0777 : 0700);
        check("make the folder " + leafPath(leaf), leaf, null, answer);
    }

    @Override
    public Draft draft(Leaf temporary) throws FileCallException {
        Scratch scratch = Scratch.get();
        // It is read again to be compared, which is not to move the time of access that it is to have.
        int access = Machine.O_RDWR | Machine.O_NOATIME | Machine.O_CLOEXEC;
        int opened = Libc.openat(fd, scratch.path(new byte[] {'.'}), access | Machine.O_TMPFILE, 0600);
        boolean named = opened < 0;
        if (named) {
            // Where a file cannot begin without a name (FUSE, vfat, kernels before 3.11) it begins with a temporary
            // one.
            int create = access | Machine.O_CREAT | Machine.O_EXCL | Machine.O_NOFOLLOW;
            opened = Libc.openat(fd, scratch.path(temporary.bytes()), create, 0600);
        }
        check("make a file in " + path(), temporary, null, opened);
        // Its bytes are compared, perhaps after it was given the times that it is to keep.
        Libc.fcntl(opened, F_SETFL, Machine.O_NOATIME);
        return new LinuxDraft(opened, this, temporary, named, volumes);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    private Statx look(byte[] below, int mask) throws FileCallException {
        Scratch scratch = Scratch.get();
        int flags = Libc.AT_SYMLINK_NOFOLLOW | Libc.AT_NO_AUTOMOUNT | Libc.AT_STATX_FORCE_SYNC;
        int answer = Libc.statx(fd, scratch.path(below).address(), flags, mask, scratch.statx);
        if (answer < 0) {
            Path shown = shown(below);
            throw Errno.failure("look at " + shown, shown, null, answer);
        }
        return scratch.statx;
    }

    private Path leafPath(Leaf leaf) {
        return leaf.in(path());
    }

    private void check(String deed, Leaf leaf, @Nullable Leaf other, int answer) throws FileCallException {
        if (answer < 0) {
            throw Errno.failure(deed, leafPath(leaf), other == null ? null : leafPath(other), answer);
        }
    }

    private static FileCallException notOpened(Path shown, int answer) {
        return notOpened("read " + shown, shown, answer);
    }

    private static FileCallException notOpened(String deed, Path shown, int answer) {
        if (Errno.ELOOP.is(answer)) {
            return Errno.ELOOP.failure(
                    deed,
                    shown,
                    null,
                    Trouble.IS_SYMLINK,
                    "a part of it is a symbolic link",
                    "Name what it points to.");
        }
        if (Errno.EXDEV.is(answer)) {
            return Errno.EXDEV.failure(
                    deed,
                    shown,
                    null,
                    Trouble.DIFFERENT_MOUNTS,
                    "another file system is mounted there",
                    "Allow it with --cross-mounts, or name that folder itself.");
        }
        return Errno.failure(deed, shown, null, answer);
    }

    static void requireRegular(Kind kind, Shown shown) throws FileCallException {
        if (kind != Kind.FILE) {
            requireRegular(kind, "read " + shown.path(), shown.path());
        }
    }

    private static void requireRegular(Kind kind, String deed, Path shown) throws FileCallException {
        switch (kind) {
            case FILE -> {}
            case FOLDER -> throw refused(deed, shown, Trouble.IS_FOLDER, "it is a folder", "Name a file.");
            case SYMLINK ->
                throw refused(deed, shown, Trouble.IS_SYMLINK, "it is a symbolic link", "Name what it points to.");
            case JUNCTION, OTHER, UNKNOWN ->
                throw refused(
                        deed, shown, Trouble.NOT_REGULAR, "it is a pipe, a socket or a device", "Name a regular file.");
        }
    }

    private static FileCallException refused(String deed, Path shown, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, shown, null, trouble, "", 0, reason, wayOut);
    }
}
