package aka.os.portable;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.VolumeId;
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
import aka.os.Trouble;
import aka.os.UserSettings;
import aka.os.Volume;
import aka.os.WriterGuard;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the plain JDK can do, on any system. It reports and links; it has no companions, and refuses what would replace
 * something. Thread-safe.
 */
public final class PortableFileCalls implements FileCalls {

    /** Types whose files the system makes up; a name not listed here is taken for a stored one. */
    private static final Set<String> PSEUDO = Set.of(
            "proc",
            "sysfs",
            "cgroup",
            "cgroup2",
            "debugfs",
            "tracefs",
            "securityfs",
            "configfs",
            "devpts",
            "mqueue",
            "pstore",
            "bpf",
            "binfmt_misc",
            "efivarfs",
            "fusectl",
            "nsfs");

    /** Types without hard links. Of any other the JDK does not say, and only a try would tell. */
    private static final Set<String> LINKLESS =
            Set.of("vfat", "msdos", "exfat", "msdosfs", "fat", "FAT", "FAT32", "exFAT", "iso9660", "udf");

    private final Look look;

    /** Where there are no device numbers, a volume is told from another by the JDK's own idea of it. */
    private final Map<FileStore, Long> stores = new ConcurrentHashMap<>();

    private final AtomicLong storesSeen = new AtomicLong();

    /** Takes the best view of files that this system's JDK has. */
    public PortableFileCalls() {
        this(views().contains("unix") ? Look.UNIX : Look.BASIC);
    }

    PortableFileCalls(Look look) {
        this.look = look;
    }

    private static Set<String> views() {
        return FileSystems.getDefault().supportedFileAttributeViews();
    }

    Look look() {
        return look;
    }

    @Override
    public String route() {
        return "portable";
    }

    @Override
    public List<CallStatus> callStatuses() {
        boolean unix = look == Look.UNIX;
        return List.of(
                new CallStatus("unix:ino,dev,nlink", unix, "link counts are unknown; keys, where fileKey has none"),
                new CallStatus("posix:permissions", views().contains("posix"), "private folders are refused"),
                new CallStatus("Files.createLink", true, "links are refused"),
                missing("statx(2)", "allocated bytes, mount ids and flags are unknown"),
                missing("renameat2(RENAME_NOREPLACE)", "renaming is refused"),
                missing("renameat2(RENAME_EXCHANGE)", "every replacing step is refused"),
                missing("open(O_TMPFILE)", "drafts are refused"),
                missing("flock(2)", "locking is refused"),
                missing("fcntl(F_SETLEASE)", "writers cannot be kept out"),
                missing("fsync(2) of a folder", "nothing is forced to the disk"),
                missing("utimensat(2)", "the times of folders are left as they are"),
                missing("getxattr(2)", "metadata is not read"),
                missing("geteuid(2)", "the user is unknown"),
                missing("ioctl(FIEMAP)", "clones are not told from copies"));
    }

    private static CallStatus missing(String call, String instead) {
        return new CallStatus(call, false, instead);
    }

    @Override
    public FileFacts facts(Path path) throws FileCallException {
        try {
            return look.at(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new Failure("look at " + path, path).from(e);
        }
    }

    @Override
    public Folder openFolder(Path path) throws FileCallException {
        Failure failure = new Failure("open the folder " + path, path);
        try {
            FileFacts facts = look.at(path);
            if (facts.kind() != Kind.FOLDER) {
                throw failure.because(Trouble.NOT_A_FOLDER);
            }
            return new PortableFolder(this, path, facts);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public Path linkTarget(Path path) throws FileCallException {
        Failure failure = new Failure("read the symbolic link " + path, path);
        try {
            if (look.at(path, LinkOption.NOFOLLOW_LINKS).kind() != Kind.SYMLINK) {
                throw failure.because(Trouble.UNSUPPORTED, "it is no symbolic link", "Give a symbolic link.");
            }
            return Files.readSymbolicLink(path);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public Volume volume(Path path) throws FileCallException {
        Failure failure = new Failure("look at the volume of " + path, path);
        try {
            FileFacts facts = look.at(path, LinkOption.NOFOLLOW_LINKS);
            FileStore store = store(path, facts.kind());
            boolean linkless = LINKLESS.contains(store.type());
            return new Volume(
                    volumeOf(path, facts, failure),
                    store.type().isEmpty() ? "unknown" : store.type(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    store.isReadOnly(),
                    OptionalLong.empty(),
                    linkless ? Support.NO : Support.UNKNOWN,
                    Support.NO,
                    Support.NO,
                    Support.UNKNOWN,
                    Support.UNKNOWN,
                    PSEUDO.contains(store.type()));
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public List<Path> mountPoints() {
        List<Path> roots = new ArrayList<>();
        FileSystems.getDefault().getRootDirectories().forEach(roots::add);
        return roots;
    }

    @Override
    public OptionalLong usableBytes(Path path) {
        try {
            return OptionalLong.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** The JDK follows a link to find its store; a link is on the volume of its folder. */
    private static FileStore store(Path path, Kind kind) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        return Files.getFileStore(kind == Kind.SYMLINK && parent != null ? parent : path);
    }

    /** Returns the device of what was looked at, or a number that this object gives its store. */
    VolumeId volumeOf(Path path, FileFacts facts, Failure failure) throws FileCallException {
        Optional<VolumeId> volume = facts.key().map(FileKey::volume);
        if (volume.isPresent()) {
            return volume.get();
        }
        try {
            long number = stores.computeIfAbsent(store(path, facts.kind()), seen -> storesSeen.incrementAndGet());
            return new VolumeId(0, number, false);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public Support mayAddNames(Path path) {
        return Files.isWritable(path) && Files.isExecutable(path) ? Support.YES : Support.NO;
    }

    @Override
    public Support mayLink(Path path) {
        return Support.UNKNOWN;
    }

    /** The JDK tells a name of the user, and no number. */
    @Override
    public OptionalInt userId() {
        return OptionalInt.empty();
    }

    @Override
    public OptionalLong maxOpenFiles() {
        return OptionalLong.empty();
    }

    @Override
    public Host host() {
        return Host.here();
    }

    @Override
    public Optional<Pins> pins() {
        return Optional.empty();
    }

    @Override
    public Optional<Metadata> metadata() {
        return Optional.empty();
    }

    @Override
    public Optional<Clones> clones() {
        return Optional.empty();
    }

    @Override
    public Optional<NameIndex> nameIndex() {
        return Optional.empty();
    }

    @Override
    public Optional<WriterGuard> writerGuard() {
        return Optional.empty();
    }

    @Override
    public Optional<Durability> durability() {
        return Optional.empty();
    }

    @Override
    public Optional<UserSettings> userSettings() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }
}
