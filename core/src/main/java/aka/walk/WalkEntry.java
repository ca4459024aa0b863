package aka.walk;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Name;
import aka.file.VolumeId;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    private @Nullable VolumeId volume;
    private long fileHigh;
    private long fileLow;
    private long linkCount = Listing.UNKNOWN;
    private long sizeBytes = Listing.UNKNOWN;
    private long allocatedBytes = Listing.UNKNOWN;
    private long modifiedNanos = Listing.UNKNOWN;
    private long changedNanos = Listing.UNKNOWN;

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
        return new Name(folder.path(), leaf());
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
        if (volume == null) {
            throw new IllegalStateException("the identity of " + path() + " is not known");
        }
        return volume;
    }

    /** Returns the upper half of the file id; 0 where ids have 64 bits. */
    public long fileHigh() {
        return fileHigh;
    }

    /** Returns the lower half of the file id; both halves are 0 where it is not known. */
    public long fileLow() {
        return fileLow;
    }

    /** Returns whether the body's identity is known. */
    public boolean hasKey() {
        return volume != null;
    }

    /**
     * Returns the body's identity. Makes an object.
     *
     * @throws IllegalStateException if it is not known
     */
    public FileKey key() {
        return new FileKey(volume(), fileHigh, fileLow);
    }

    /** Returns how many names the body has, 1 or more. */
    public long linkCount() {
        return linkCount;
    }

    /** Returns the length in bytes. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Returns the bytes of storage that the body holds. */
    public long allocatedBytes() {
        return allocatedBytes;
    }

    /** Returns when the bytes last changed, in nanoseconds since 1970 (UTC), clamped to 1678–2262. */
    public long modifiedNanos() {
        return modifiedNanos;
    }

    /** Returns when anything of the body last changed, as {@link #modifiedNanos}. */
    public long changedNanos() {
        return changedNanos;
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
        forgetFacts();
    }

    private void forgetFacts() {
        volume = null;
        fileHigh = 0;
        fileLow = 0;
        linkCount = Listing.UNKNOWN;
        sizeBytes = Listing.UNKNOWN;
        allocatedBytes = Listing.UNKNOWN;
        modifiedNanos = Listing.UNKNOWN;
        changedNanos = Listing.UNKNOWN;
    }

    /** Takes over what the listing read of the entry. */
    void takeFacts(Listing listing) {
        kind = known(listing.kind());
        if (kind != Kind.FILE) {
            return;
        }
        if (listing.hasKey()) {
            volume = listing.volume();
            fileHigh = listing.fileHigh();
            fileLow = listing.fileLow();
        }
        linkCount = knownCount(listing.linkCount());
        sizeBytes = listing.sizeBytes();
        allocatedBytes = listing.allocatedBytes();
        modifiedNanos = listing.modifiedNanos();
        changedNanos = listing.changedNanos();
    }

    void takeFacts(FileFacts facts) {
        kind = known(facts.kind());
        if (kind != Kind.FILE) {
            return;
        }
        if (facts.key().isPresent()) {
            FileKey key = facts.key().get();
            volume = key.volume();
            fileHigh = key.fileHigh();
            fileLow = key.fileLow();
        }
        linkCount = knownCount(facts.linkCount().orElse(0));
        sizeBytes = facts.sizeBytes();
        allocatedBytes = facts.allocatedBytes().orElse(Listing.UNKNOWN);
        modifiedNanos = Listing.nanos(facts.modified());
        changedNanos = facts.changed().map(Listing::nanos).orElse(Listing.UNKNOWN);
    }

    /** What even its facts do not tell is nothing to open. */
    private static Kind known(Kind seen) {
        return seen == Kind.UNKNOWN ? Kind.OTHER : seen;
    }

    /** A file that was just found by a name has a name: a count of 0 is one that the file system does not keep. */
    private static long knownCount(long count) {
        return count < 1 ? Listing.UNKNOWN : count;
    }
}
