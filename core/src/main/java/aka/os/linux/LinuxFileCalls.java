package aka.os.linux;

import aka.file.FileFacts;
import aka.file.RawPath;
import aka.os.CallStatus;
import aka.os.Clones;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Host;
import aka.os.Metadata;
import aka.os.NameIndex;
import aka.os.Pins;
import aka.os.Support;
import aka.os.UserSettings;
import aka.os.Volume;
import aka.os.WriterGuard;
import aka.os.memory.NativeMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The file calls of Linux. Folders and bodies are file descriptors; paths travel as the bytes they are. */
public final class LinuxFileCalls implements FileCalls {

    private static final int STDERR = 2;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final String KIBIBYTES = " kB";

    /** {@code asm-generic/ioctls.h}, ioctl_tty(2). */
    private static final long TIOCGWINSZ = 0x5413;

    private final LinuxVolumes volumes = new LinuxVolumes();
    private final boolean beneath = OpenBeneath.isFound();

    private LinuxFileCalls() {}

    /**
     * Returns the native calls, or empty where this machine or kernel lacks what the route stands on ({@code statx}, Linux
     * 4.11).
     *
     * @throws IllegalCallerException if the virtual machine was told to allow no native access
     */
    public static Optional<FileCalls> open() {
        if (!Machine.isKnown()) {
            return Optional.empty();
        }
        NativeMemory root = Scratch.get().path(new byte[] {'/'});
        int answer = Libc.statx(Libc.AT_FDCWD, root.address(), 0, Statx.BASIC, Scratch.get().statx);
        return answer == 0 ? Optional.of(new LinuxFileCalls()) : Optional.empty();
    }

    @Override
    public String route() {
        return "linux";
    }

    @Override
    public List<CallStatus> callStatuses() {
        List<String> missing = new ArrayList<>(Libc.missing());
        if (!beneath) {
            missing.add("openat2");
        }
        return List.of(
                status(missing, "statx", "the plain JDK route"),
                status(missing, "getdents64", "the same by its number"),
                status(missing, "openat2", "openat, one folder at a time, mounts told by their ids"),
                status(missing, "linkat", "no name can be made"),
                status(missing, "renameat2", "names are swapped by link and rename, in more steps"),
                status(missing, "unlinkat", "no name can be removed"),
                status(missing, "copy_file_range", "bytes are copied through memory"),
                status(missing, "fcntl", "writers cannot be kept out: sizes and times are compared"),
                status(missing, "flistxattr", "extended attributes are unknown, so nothing is split"),
                status(missing, "syncfs", "each file is forced by itself"),
                status(missing, "utimensat", "a folder keeps the time of its last change by aka"),
                status(missing, "ioctl", "no clones, no flags; volume ids from fstatfs"));
    }

    private static CallStatus status(List<String> missing, String call, String instead) {
        return new CallStatus(call, !missing.contains(call), instead);
    }

    @Override
    public FileFacts facts(Path path) throws FileCallException {
        Statx statx = look(path);
        return statx.facts(volumes.idAt(statx.device(), path));
    }

    @Override
    public Folder openFolder(Path path) throws FileCallException {
        byte[] raw = typed(path);
        int fd = open(raw, Machine.O_DIRECTORY | Machine.O_NONBLOCK | Machine.O_CLOEXEC);
        if (fd >= 0) {
            return new LinuxFolder(fd, path, new byte[0], volumes, beneath);
        }
        if (Errno.EACCES.is(fd)) {
            // A folder that may be passed through and not read still serves for all but listing.
            fd = open(raw, Machine.O_DIRECTORY | Machine.O_PATH | Machine.O_CLOEXEC);
        }
        if (fd < 0) {
            throw Errno.failure("open the folder " + path, path, null, fd);
        }
        return LinuxFolder.passedThrough(fd, path, new byte[0], volumes, beneath);
    }

    @Override
    public Path linkTarget(Path path) throws FileCallException {
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory target = NativeMemory.in(arena, Scratch.PATH_MAX);
            NativeMemory name = Scratch.get().path(typed(path));
            int length = Libc.readlinkat(Libc.AT_FDCWD, name, target);
            if (length < 0) {
                throw Errno.failure("read where " + path + " points", path, null, length);
            }
            return RawPath.path(target.copy(0, length));
        }
    }

    @Override
    public Volume volume(Path path) throws FileCallException {
        Statx statx = look(path);
        long device = statx.device();
        return volumes.volume(volumes.idAt(device, path), device, statx.mountId(), path);
    }

    @Override
    public List<Path> mountPoints() throws FileCallException {
        return Mount.all(Path.of("/")).stream().map(Mount::point).distinct().toList();
    }

    @Override
    public OptionalLong usableBytes(Path path) {
        try {
            return OptionalLong.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Support mayAddNames(Path path) {
        return answer(mayAccess(path, Libc.W_OK | Libc.X_OK));
    }

    @Override
    public Support mayLink(Path path) {
        return switch (ProtectedLinks.areOn()) {
            case YES -> ProtectedLinks.allow(path);
            case NO -> Support.YES;
            case UNKNOWN -> Support.UNKNOWN;
        };
    }

    /** Returns 0 or a negated error. */
    static int mayAccess(Path path, int mode) {
        return Libc.faccessat(Libc.AT_FDCWD, Scratch.get().path(typed(path)), mode);
    }

    static Support answer(int access) {
        return access == 0
                ? Support.YES
                : Errno.EACCES.is(access) || Errno.EPERM.is(access) ? Support.NO : Support.UNKNOWN;
    }

    @Override
    public OptionalInt userId() {
        return OptionalInt.of(Libc.geteuid());
    }

    @Override
    public OptionalLong maxOpenFiles() {
        try (Arena arena = Arena.ofConfined()) {
            // struct rlimit { rlim_t rlim_cur, rlim_max; }, both as wide as a pointer.
            NativeMemory limits = NativeMemory.in(arena, 2 * Long.BYTES);
            if (Libc.getrlimit(Libc.RLIMIT_NOFILE, limits) != 0) {
                return OptionalLong.empty();
            }
            long soft = limits.bytes().getLong(0);
            return OptionalLong.of(soft == Libc.RLIM_INFINITY ? Long.MAX_VALUE : soft);
        }
    }

    @Override
    public OptionalLong memoryForFiles() {
        try {
            for (String line : Files.readAllLines(MEMINFO, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(AVAILABLE) && line.endsWith(KIBIBYTES)) {
                    String number = line.substring(AVAILABLE.length(), line.length() - KIBIBYTES.length());
                    return OptionalLong.of(Long.parseLong(number.strip()) * 1024);
                }
            }
            return OptionalLong.empty();
        } catch (IOException | NumberFormatException untold) {
            return OptionalLong.empty();
        }
    }

    @Override
    public OptionalLong blocksRead() {
        Scratch scratch = Scratch.get();
        return volumes.areAllOnDevices() && Libc.getrusage(Libc.RUSAGE_THREAD, scratch.usage) == 0
                ? OptionalLong.of(ThreadWaits.blocksRead(scratch.usage))
                : OptionalLong.empty();
    }

    @Override
    public OptionalLong waits() {
        Scratch scratch = Scratch.get();
        return Libc.getrusage(Libc.RUSAGE_THREAD, scratch.usage) == 0
                ? OptionalLong.of(scratch.waits.upTo(scratch.usage, volumes.areAllOnDevices()))
                : OptionalLong.empty();
    }

    /**
     * <pre>{@code
     * struct winsize { unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel; };
     * }</pre>
     */
    @Override
    public OptionalInt terminalColumns() {
        NativeMemory size = Scratch.get().argument;
        boolean told = Libc.ioctl(STDERR, TIOCGWINSZ, size.address()) == 0;
        int columns = told ? Short.toUnsignedInt(size.bytes().getShort(2)) : 0;
        return columns == 0 ? OptionalInt.empty() : OptionalInt.of(columns);
    }

    @Override
    public int concurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Host host() {
        return Host.here();
    }

    @Override
    public Optional<Pins> pins() {
        return Optional.of(new LinuxPins(volumes));
    }

    @Override
    public Optional<Metadata> metadata() {
        return Optional.of(new LinuxMetadata());
    }

    @Override
    public Optional<Clones> clones() {
        return Optional.of(new LinuxClones());
    }

    @Override
    public Optional<NameIndex> nameIndex() {
        return Optional.empty();
    }

    @Override
    public Optional<WriterGuard> writerGuard() {
        return Optional.of(new Leases());
    }

    @Override
    public Optional<Durability> durability() {
        return Optional.of(new LinuxDurability());
    }

    @Override
    public Optional<UserSettings> userSettings() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    static Statx look(Path path) throws FileCallException {
        Scratch scratch = Scratch.get();
        NativeMemory name = scratch.path(typed(path));
        int flags = Libc.AT_SYMLINK_NOFOLLOW | Libc.AT_NO_AUTOMOUNT | Libc.AT_STATX_FORCE_SYNC;
        int answer = Libc.statx(Libc.AT_FDCWD, name.address(), flags, Statx.ALL, scratch.statx);
        if (answer < 0) {
            throw Errno.failure("look at " + path, path, null, answer);
        }
        return scratch.statx;
    }

    private static int open(byte[] raw, int flags) {
        return Libc.openat(Libc.AT_FDCWD, Scratch.get().path(raw), flags, 0);
    }

    /** The empty path is how the JDK spells the working directory. */
    private static byte[] typed(Path path) {
        byte[] raw = RawPath.bytes(path);
        return raw.length == 0 ? new byte[] {'.'} : raw;
    }
}
