package aka.os.linux;

import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.Volume;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The volumes that this process has met, by device number.
 *
 * <p>A device number dies with the mount, so what identifies a volume is asked of the file system itself: its UUID by {@code
 * FS_IOC_GETFSUUID} (Linux 6.9), for a btrfs subvolume the {@code f_fsid} of fstatfs(2), for ext on an older kernel the same,
 * which is made from the UUID there. Where it has none, the device number stands in, marked as not lasting.
 */
final class LinuxVolumes {

    /** {@code _IOR(0x15, 0, struct fsuuid2 { __u8 len; __u8 uuid[16]; })}. */
    private static final long FS_IOC_GETFSUUID = 0x80111500L;

    private static final int FSUUID2_SIZE = 17;

    /** {@code f_type} of struct statfs, from {@code linux/magic.h}. */
    private static final long BTRFS = 0x9123683EL;

    private static final long EXT = 0xEF53;
    private static final long TMPFS = 0x01021994;
    private static final long XFS = 0x58465342;
    private static final long F2FS = 0xF2F52010L;
    private static final long FUSE = 0x65735546;
    private static final long NTFS3 = 0x7366746E;

    private static final int STATFS_SIZE = 120;
    private static final int STATFS_FSID = 56;

    private final Map<Long, VolumeId> byDevice = new ConcurrentHashMap<>();
    private final Map<Long, Long> types = new ConcurrentHashMap<>();

    /** The volume that was asked for last: almost always the next one, too. */
    private volatile Met last = new Met(-1, new VolumeId(0, 0, false));

    private record Met(long device, VolumeId id) {}

    /** Whether every volume so far is on a device of this machine. */
    private volatile boolean allOnDevices = true;

    private volatile Typed lastType = new Typed(-1, 0);

    /** A device number, and {@code f_type} of the file system there. */
    private record Typed(long device, long type) {}

    /** Returns the volume with this device number, asked through {@code fd}, of {@code path}, if that lies on it. */
    VolumeId idOf(long device, int fd, Shown shown) throws FileCallException {
        Met latest = last;
        if (latest.device == device) {
            return latest.id;
        }
        VolumeId known = byDevice.get(device);
        VolumeId id = known != null ? known : learn(device, fd, shown.path());
        last = new Met(device, id);
        return id;
    }

    /**
     * Returns whether every volume that was met is on a device of this machine. One that is not (of a server, a program, several
     * devices) has a number of its own with the major number 0.
     */
    boolean areAllOnDevices() {
        return allOnDevices;
    }

    /** Returns whether each name of a body has a page cache of its own there, as where a program serves the files (FUSE). */
    boolean cachesByName(long device, int fd) {
        return type(device, fd) == FUSE;
    }

    /**
     * Returns whether the file id that stands in a folder there is the one that a look at the entry tells: of overlays and of what
     * is served by a program or over a network that is not so, or not promised.
     */
    boolean listsIds(long device, int fd) {
        long type = type(device, fd);
        return type == EXT || type == XFS || type == BTRFS || type == TMPFS || type == F2FS;
    }

    /** Returns whether a body there may have attributes that are found only by who asks for them. */
    boolean hidesAttributes(long device, int fd) {
        long type = type(device, fd);
        return type == FUSE || type == NTFS3;
    }

    private long type(long device, int fd) {
        Typed latest = lastType;
        if (latest.device == device) {
            return latest.type;
        }
        Long known = types.get(device);
        long type = known == null ? type(fd) : known;
        types.put(device, type);
        lastType = new Typed(device, type);
        return type;
    }

    private static long type(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory statfs = NativeMemory.in(arena, STATFS_SIZE);
            return Libc.fstatfs(fd, statfs) == 0 ? statfs.bytes().getLong(0) & 0xFFFFFFFFL : 0;
        }
    }

    /** Returns the volume with this device number, which holds {@code path}. */
    VolumeId idAt(long device, Path path) throws FileCallException {
        VolumeId known = byDevice.get(device);
        if (known != null) {
            return known;
        }
        Path parent = path.toAbsolutePath().getParent();
        int fd = openFolder(parent == null ? path : parent);
        try {
            return learn(device, fd, path);
        } finally {
            closeIfOpen(fd);
        }
    }

    /** Returns what is known of a volume that was reached through a mount, by {@code path}. */
    Volume volume(VolumeId id, long device, OptionalLong mountId, Path path) throws FileCallException {
        Optional<Mount> mount = mount(device, mountId, path);
        String name = mount.map(Mount::fileSystem).orElse("unknown");
        FileSystemType type = FileSystemType.of(name);
        return new Volume(
                id,
                name,
                mount.map(Mount::point),
                mountId,
                mount.map(Mount::readOnly).orElse(false),
                type.maxLinks(),
                type.links(),
                type.leases(),
                type.exchange(),
                type.clones(),
                id.lasting() ? type.lastingIds() : Support.NO,
                FileSystemType.isPseudo(name));
    }

    private static Optional<Mount> mount(long device, OptionalLong mountId, Path path) throws FileCallException {
        Mount last = null;
        for (Mount mount : Mount.all(path)) {
            if (mountId.isPresent() ? mount.id() == mountId.getAsLong() : mount.device() == device) {
                last = mount;
            }
        }
        return Optional.ofNullable(last);
    }

    private synchronized VolumeId learn(long device, int fd, Path path) throws FileCallException {
        VolumeId known = byDevice.get(device);
        if (known != null) {
            return known;
        }
        VolumeId id = isOn(device, fd) ? ask(device, fd, false, path) : askAtMountPoint(device, path);
        // A copy of a volume that is mounted beside it has the same UUID and the same file ids: never the same files.
        VolumeId own = byDevice.containsValue(id) ? passing(device) : id;
        byDevice.put(device, own);
        if (device >>> Integer.SIZE == 0) {
            allOnDevices = false;
        }
        return own;
    }

    /** An entry may lie on another volume than its folder: a file mounted on a file, or a layer of an overlay. */
    private static VolumeId askAtMountPoint(long device, Path path) throws FileCallException {
        List<Mount> mounts = Mount.all(path);
        for (Mount mount : mounts) {
            if (mount.device() == device) {
                int fd = openFolder(mount.point());
                try {
                    if (isOn(device, fd)) {
                        return ask(device, fd, true, path);
                    }
                } finally {
                    closeIfOpen(fd);
                }
            }
        }
        return passing(device);
    }

    private static VolumeId ask(long device, int fd, boolean atMountPoint, Path path) throws FileCallException {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory statfs = NativeMemory.in(arena, STATFS_SIZE);
            if (Libc.fstatfs(fd, statfs) < 0) {
                return passing(device);
            }
            long type = statfs.bytes().getLong(0) & 0xFFFFFFFFL;
            VolumeId byFsid = new VolumeId(0, fsid(statfs), true);
            if (type == BTRFS) {
                return byFsid;
            }
            NativeMemory uuid = NativeMemory.in(arena, FSUUID2_SIZE);
            int answer = Libc.ioctl(fd, FS_IOC_GETFSUUID, uuid.address());
            if (Errno.EBADF.is(answer) && !atMountPoint) {
                // A descriptor that only holds (O_PATH) takes no ioctl; the id must not depend on which came first.
                return askAtMountPoint(device, path);
            }
            if (answer == 0) {
                ByteBuffer id = ByteBuffer.wrap(uuid.copy(1, 16));
                // A tmpfs is given a new UUID at each mount, and its files go with it.
                return lasting(id.getLong(), id.getLong(), type != TMPFS, device);
            }
            return type == EXT ? lasting(0, byFsid.low(), true, device) : passing(device);
        }
    }

    private static long fsid(NativeMemory statfs) {
        return (long) statfs.bytes().getInt(STATFS_FSID + 4) << 32
                | Integer.toUnsignedLong(statfs.bytes().getInt(STATFS_FSID));
    }

    /** A volume that was made without an id has nothing but zeros, as every other such volume. */
    private static VolumeId lasting(long high, long low, boolean lasting, long device) {
        return high == 0 && low == 0 ? passing(device) : new VolumeId(high, low, lasting);
    }

    private static VolumeId passing(long device) {
        return new VolumeId(0, device, false);
    }

    private static boolean isOn(long device, int fd) {
        if (fd < 0) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            Statx statx = Statx.in(arena);
            NativeMemory empty = NativeMemory.in(arena, 1);
            return Libc.statx(fd, empty.address(), Libc.AT_EMPTY_PATH, Statx.TYPE, statx) == 0
                    && statx.device() == device;
        }
    }

    /**
     * Returns a descriptor, or a negated error number.
     *
     * @throws FileCallException if too many files are open: that passes, and what is learnt here is kept
     */
    private static int openFolder(Path path) throws FileCallException {
        int flags = Machine.O_DIRECTORY | Machine.O_NONBLOCK | Machine.O_CLOEXEC;
        int opened = Libc.openat(Libc.AT_FDCWD, Scratch.get().path(RawPath.bytes(path)), flags, 0);
        if (opened < 0 && Errno.troubleOf(opened) == Trouble.TOO_MANY_OPEN) {
            throw Errno.failure("see what is mounted at " + path, path, null, opened);
        }
        return opened;
    }

    private static void closeIfOpen(int fd) {
        if (fd >= 0) {
            Libc.close(fd);
        }
    }
}
