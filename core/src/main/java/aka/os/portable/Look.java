package aka.os.portable;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.VolumeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a name is looked at: by the {@code unix} view where the system has it, else by what every system has. */
enum Look {
    /** One {@code stat} tells all, the link count too. The view is the JDK's own and not documented, but old. */
    UNIX {
        @Override
        FileFacts read(Path path, LinkOption... options) throws IOException {
            UnixAttributes stat = UnixAttributes.read(path, SHORT + LONG, options);
            int mode = stat.small("mode");
            Instant modified = stat.time("lastModifiedTime").toInstant();
            return new FileFacts(
                    kind(mode),
                    Optional.of(unixKey(stat.number("dev"), stat.number("ino"))),
                    OptionalInt.of(stat.small("nlink")),
                    stat.number("size"),
                    OptionalLong.empty(),
                    modified,
                    Optional.of(stat.time("ctime").toInstant()),
                    born(stat.time("creationTime"), modified),
                    OptionalLong.empty(),
                    Optional.of(new Owner(stat.small("uid"), stat.small("gid"), mode & 07777)),
                    Set.of());
        }
    },

    /** What {@link BasicFileAttributes} has. The link count is unknown; the key, too, unless its text tells it. */
    BASIC {
        @Override
        FileFacts read(Path path, LinkOption... options) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
            Instant modified = attributes.lastModifiedTime().toInstant();
            return new FileFacts(
                    kind(attributes),
                    key(attributes),
                    OptionalInt.empty(),
                    attributes.size(),
                    OptionalLong.empty(),
                    modified,
                    Optional.empty(),
                    born(attributes.creationTime(), modified),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Set.of());
        }
    };

    /** What a listing asks for. */
    static final String SHORT = "ino,dev,nlink,mode,size,lastModifiedTime";

    private static final String LONG = ",uid,gid,ctime,creationTime";

    private static final int S_IFMT = 0170000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFLNK = 0120000;

    /** How the JDK's key of a POSIX system prints itself. */
    private static final Pattern UNIX_KEY = Pattern.compile("\\(dev=([0-9a-f]+),ino=(\\d+)\\)");

    abstract FileFacts read(Path path, LinkOption... options) throws IOException;

    /** Returns what the file at {@code path} is. */
    FileFacts at(Path path, LinkOption... options) throws IOException {
        try {
            return read(path, options);
        } catch (NoSuchFileException e) {
            throw leadsThroughAFile(path) ? new NotDirectoryException(path.toString()) : e;
        }
    }

    /** The JDK calls it missing, too, when a part of the path is there and no folder ({@code ENOTDIR}). */
    private static boolean leadsThroughAFile(Path path) {
        Path part = path.getParent();
        while (part != null && !Files.exists(part)) {
            part = part.getParent();
        }
        return part != null && !Files.isDirectory(part);
    }

    /**
     * Returns whether both looks saw one file. A key alone does not say so, since file ids are used again: the time of birth
     * must agree as well. Where none is kept, the JDK gives the time of the last change instead, so that a file that changed
     * in between is taken for another; a folder, which changes with each of our own deeds, is given the benefit of the doubt.
     * Two files of one id made within one tick of the file system's clock look alike.
     */
    static boolean isSame(FileFacts one, FileFacts other) {
        boolean sameBirth = created(one).equals(created(other))
                || one.kind() == Kind.FOLDER
                        && one.born().isEmpty()
                        && other.born().isEmpty();
        return one.kind() == other.kind() && one.key().equals(other.key()) && sameBirth;
    }

    private static Instant created(FileFacts facts) {
        return facts.born().orElse(facts.modified());
    }

    static Kind kind(int mode) {
        return switch (mode & S_IFMT) {
            case S_IFREG -> Kind.FILE;
            case S_IFDIR -> Kind.FOLDER;
            case S_IFLNK -> Kind.SYMLINK;
            default -> Kind.OTHER;
        };
    }

    static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.SYMLINK;
        }
        // A junction is a folder and "other" at once: not a folder to walk into.
        if (attributes.isOther()) {
            return attributes.isDirectory() ? Kind.JUNCTION : Kind.OTHER;
        }
        return attributes.isDirectory() ? Kind.FOLDER : Kind.FILE;
    }

    static Optional<FileKey> key(BasicFileAttributes attributes) {
        Matcher key = UNIX_KEY.matcher(Objects.toString(attributes.fileKey()));
        return key.matches()
                ? Optional.of(unixKey(Long.parseUnsignedLong(key.group(1), 16), Long.parseUnsignedLong(key.group(2))))
                : Optional.empty();
    }

    static FileKey unixKey(long dev, long ino) {
        return new FileKey(new VolumeId(0, dev, false), 0, ino);
    }

    /** The JDK gives the time of the last change where there is no time of birth; the two equal says nothing. */
    static Optional<Instant> born(FileTime created, Instant modified) {
        return Optional.of(created.toInstant()).filter(born -> !born.equals(modified));
    }
}
