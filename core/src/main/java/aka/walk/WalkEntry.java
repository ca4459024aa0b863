package aka.walk;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Name;
import aka.file.VolumeId;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The entry that a walk stands on: one object for the whole walk, so that values are to be taken out of it during the call.
 *
 * <p>Only of a regular file are identity, count, sizes and time known. A number that is not known is {@link
 * Listing#UNKNOWN}.
 */
public final class WalkEntry {

    private WalkFolder folder;
    private byte[] leaf = new byte[256];
    private int leafLength;
    private Kind kind = Kind.UNKNOWN;
    private final EntryFacts facts = new EntryFacts();

    WalkEntry(WalkFolder folder) {
        this.folder = folder;
    }

    /** Returns what the name leads to; never {@link Kind#UNKNOWN}. */
    public Kind kind() {
        return kind;
    }

    /** Returns the folder that holds the entry: the same object for all its entries. */
    public WalkFolder folder() {
        return folder;
    }

    /** Returns the length of the raw leaf in bytes. */
    public int leafLength() {
        return leafLength;
    }

    /** Copies the raw leaf to {@code into} from {@code at} on. */
    public void copyLeaf(byte[] into, int at) {
        System.arraycopy(leaf, 0, into, at, leafLength);
    }

    /** Returns the leaf as a value of its own. */
    public Leaf leaf() {
        return Leaf.of(rawLeaf());
    }

    /** Returns the entry as a value of its own. */
    public Name name() {
        return folder.name(leaf());
    }

    /** Returns the entry's path, beginning as the root was typed. */
    public Path path() {
        return folder.path(rawLeaf());
    }

    /**
     * Returns the volume that the body is on: one object for all entries of a volume.
     *
     * @throws IllegalStateException if there is no key
     */
    public VolumeId volume() {
        VolumeId volume = facts.volume();
        if (volume == null || !facts.hasKey()) {
            throw new IllegalStateException("the identity of " + path() + " is not known");
        }
        return volume;
    }

    /** Returns the upper half of the file id; 0 where ids have 64 bits. */
    public long fileHigh() {
        return facts.fileHigh();
    }

    /** Returns the lower half of the file id; both halves are 0 where it is not known. */
    public long fileLow() {
        return facts.fileLow();
    }

    /** Returns whether the body's identity is known. */
    public boolean hasKey() {
        return facts.hasKey();
    }

    /**
     * Returns the body's identity. Makes an object.
     *
     * @throws IllegalStateException if it is not known
     */
    public FileKey key() {
        return new FileKey(volume(), fileHigh(), fileLow());
    }

    /** Returns how many names the body has, 1 or more. */
    public long linkCount() {
        // A file that was just found by a name has a name: a count of 0 is one that the file system does not keep.
        long count = facts.linkCount();
        return count < 1 ? Listing.UNKNOWN : count;
    }

    /** Returns the length in bytes. */
    public long sizeBytes() {
        return facts.sizeBytes();
    }

    /** Returns the bytes of storage that the body holds. */
    public long allocatedBytes() {
        return facts.allocatedBytes();
    }

    /** Returns when the bytes last changed, in nanoseconds since 1970 (UTC), clamped to 1678–2262. */
    public long modifiedNanos() {
        return facts.modifiedNanos();
    }

    /** Returns when anything of the body last changed, as {@link #modifiedNanos}. */
    public long changedNanos() {
        return facts.changedNanos();
    }

    byte[] rawLeaf() {
        return Arrays.copyOf(leaf, leafLength);
    }

    /** Returns the buffer that begins with the leaf. */
    byte[] leafBuffer() {
        return leaf;
    }

    void standOn(WalkFolder in, Listing listing) {
        standOn(in, listing.kind(), listing.leafLength());
        listing.copyLeaf(leaf, 0);
    }

    void standOn(WalkFolder in, byte[] raw) {
        standOn(in, Kind.UNKNOWN, raw.length);
        System.arraycopy(raw, 0, leaf, 0, raw.length);
    }

    private void standOn(WalkFolder in, Kind seen, int length) {
        folder = in;
        kind = seen;
        leafLength = length;
        if (length > leaf.length) {
            leaf = new byte[length];
        }
        facts.forget();
    }

    /**
     * Takes over what the listing reads of the entry.
     *
     * @return as {@link Listing#readFacts}
     */
    boolean readFacts(Listing listing) throws FileCallException {
        if (!listing.readFacts(facts)) {
            return false;
        }
        become(facts.kind());
        return true;
    }

    /** Returns whether its facts say that another file system is mounted on it. */
    boolean isMountPoint() {
        return facts.isMountPoint();
    }

    void takeFacts(FileFacts seen) {
        facts.entry(seen.kind(), false);
        if (seen.key().isPresent()) {
            FileKey key = seen.key().get();
            facts.identity(key.volume(), key.fileHigh(), key.fileLow());
        }
        facts.content(seen.sizeBytes(), seen.allocatedBytes().orElse(Listing.UNKNOWN), Listing.nanos(seen.modified()));
        facts.names(
                seen.linkCount().orElse(0), seen.changed().map(Listing::nanos).orElse(Listing.UNKNOWN));
        become(seen.kind());
    }

    private void become(Kind seen) {
        kind = known(seen);
        if (kind != Kind.FILE) {
            facts.forget();
        }
    }

    /** What even its facts do not tell is nothing to open. */
    private static Kind known(Kind seen) {
        return seen == Kind.UNKNOWN ? Kind.OTHER : seen;
    }
}
