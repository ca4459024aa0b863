package aka.os.portable;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/** A listing over a {@link DirectoryStream}, which knows leaves only: each entry's facts cost one look by path. */
final class PortableListing implements Listing {

    private final Look look;
    private final Path folder;
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> entries;
    private final VolumeId folderVolume;

    private Path entry;
    private byte[] leaf = {};
    private VolumeId otherVolume;

    PortableListing(Look look, Path folder, DirectoryStream<Path> stream, VolumeId folderVolume) {
        this.look = look;
        this.folder = folder;
        this.stream = stream;
        this.entries = stream.iterator();
        this.folderVolume = folderVolume;
        this.entry = folder;
        this.otherVolume = folderVolume;
    }

    @Override
    public boolean next() throws FileCallException {
        try {
            if (!entries.hasNext()) {
                return false;
            }
            entry = entries.next();
        } catch (DirectoryIteratorException e) {
            throw new Failure("list " + folder, folder).from(Objects.requireNonNull(e.getCause()));
        }
        leaf = RawPath.bytes(entry.getFileName());
        return true;
    }

    @Override
    public boolean readFacts(EntryFacts into) throws FileCallException {
        try {
            switch (look) {
                case UNIX -> readUnix(into);
                case BASIC -> readBasic(into);
            }
            return true;
        } catch (IOException e) {
            FileCallException thrown = new Failure("look at " + entry, entry).from(e);
            if (thrown.trouble() == Trouble.MISSING) {
                return false;
            }
            throw thrown;
        }
    }

    private void readUnix(EntryFacts into) throws IOException {
        UnixAttributes stat = UnixAttributes.read(entry, Look.SHORT, LinkOption.NOFOLLOW_LINKS);
        VolumeId volume = volume(stat.number("dev"));
        into.entry(Look.kind(stat.small("mode")), isOther(volume));
        into.identity(volume, 0, stat.number("ino"));
        into.content(stat.number("size"), UNKNOWN, nanos(stat.time("lastModifiedTime")));
        // No volume has a lasting id here, so nothing rests on the time of the last change.
        into.names(stat.number("nlink"), UNKNOWN);
    }

    private void readBasic(EntryFacts into) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Optional<FileKey> key = Look.key(attributes);
        VolumeId volume = key.map(known -> volume(known.volume().low())).orElse(folderVolume);
        into.entry(Look.kind(attributes), isOther(volume));
        into.identity(volume, 0, key.map(FileKey::fileLow).orElse(0L));
        into.content(attributes.size(), UNKNOWN, nanos(attributes.lastModifiedTime()));
        into.names(UNKNOWN, UNKNOWN);
    }

    private boolean isOther(VolumeId volume) {
        return !volume.equals(folderVolume);
    }

    /** One object for a volume: almost every entry is on the folder's. */
    private VolumeId volume(long dev) {
        if (dev == folderVolume.low()) {
            return folderVolume;
        }
        if (dev != otherVolume.low()) {
            otherVolume = new VolumeId(0, dev, false);
        }
        return otherVolume;
    }

    private static long nanos(FileTime time) {
        return Listing.nanos(time.toInstant());
    }

    @Override
    public Kind kind() {
        return Kind.UNKNOWN;
    }

    @Override
    public int leafLength() {
        return leaf.length;
    }

    @Override
    public void copyLeaf(byte[] into, int at) {
        System.arraycopy(leaf, 0, into, at, leaf.length);
    }

    @Override
    public Leaf leaf() {
        return Leaf.of(leaf);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException nothingWasWritten) {
            // A folder that was only listed has nothing to lose by a failing close.
        }
    }
}
