package aka.os.fake;

import aka.file.Kind;
import aka.file.VolumeId;
import aka.os.Support;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A volume of the fake: what it can do and how much it holds. Without settings it can do everything, without limits. */
public final class FakeVolume {

    final VolumeId id;
    final String fileSystem;
    final List<FakeNode> nodes = new ArrayList<>();
    final FakeNode root;
    OptionalLong maxLinks = OptionalLong.empty();
    OptionalLong spaceBytes = OptionalLong.empty();
    int nameBytes = 255;
    boolean readOnly;
    boolean links = true;
    boolean exchange = true;
    boolean exchangeKnown = true;
    boolean leases = true;
    boolean clones = true;
    boolean namelessDrafts = true;
    boolean kindsInListings = true;
    boolean idsInListings;
    boolean keysKnown = true;
    boolean linkCountsKnown = true;
    boolean allocatedKnown = true;
    boolean blindLeases;
    boolean journalled = true;
    boolean shareModes;
    boolean flushedWhole = true;
    final FakeDisk disk = new FakeDisk();
    private long inodes;

    FakeVolume(String fileSystem, long number, InstantSource clock) {
        this(fileSystem, new VolumeId(0xFA4E, number, true), clock);
    }

    private FakeVolume(String fileSystem, VolumeId id, InstantSource clock) {
        this.fileSystem = fileSystem;
        this.id = id;
        this.root = node(Kind.FOLDER, clock);
    }

    /** Returns a volume with this one's identity and settings, and nothing but a root. */
    FakeVolume anew(InstantSource clock) {
        FakeVolume made = new FakeVolume(fileSystem, id, clock);
        made.maxLinks = maxLinks;
        made.spaceBytes = spaceBytes;
        made.nameBytes = nameBytes;
        made.readOnly = readOnly;
        made.links = links;
        made.exchange = exchange;
        made.exchangeKnown = exchangeKnown;
        made.leases = leases;
        made.blindLeases = blindLeases;
        made.clones = clones;
        made.journalled = journalled;
        made.shareModes = shareModes;
        made.flushedWhole = flushedWhole;
        made.namelessDrafts = namelessDrafts;
        made.kindsInListings = kindsInListings;
        made.idsInListings = idsInListings;
        made.keysKnown = keysKnown;
        made.linkCountsKnown = linkCountsKnown;
        made.allocatedKnown = allocatedKnown;
        made.inodes = inodes;
        return made;
    }

    /**
     * Lets the volume be as NTFS is under Windows, as documented (MS-FSA, CreateHardLinkW, FILE_RENAME_INFORMATION). Wine shows
     * the share modes and how names of read-only files go; it is no oracle for the limit, for what root may write, and for a
     * rename onto another name of the same body, which it leaves to Linux:
     *
     * <ul>
     *   <li>a body has 1,024 names at most;
     *   <li>who has a file open says what others may do with it meanwhile, by any of its names;
     *   <li>who would let nobody write is kept out as long as the file is mapped for writing, closed or not;
     *   <li>a read-only file is not written, and its bytes are not forced but with the whole volume;
     *   <li>who renames a name to another name of the same body takes the first away, even where nothing was to be replaced;
     *   <li>there is no exchange, no file without a name, and no clone.
     * </ul>
     */
    public FakeVolume windows() {
        shareModes = true;
        return maxLinks(1024).exchange(false).namelessDrafts(false).clones(false);
    }

    /** Whether the user may force a whole volume to the disk, as administrators may. */
    public FakeVolume flushedWhole(boolean yes) {
        flushedWhole = yes;
        return this;
    }

    /** Lets a body have at most {@code names} names. */
    public FakeVolume maxLinks(long names) {
        maxLinks = OptionalLong.of(names);
        return this;
    }

    /** Lets the volume hold at most {@code bytes}, in blocks of 4,096. */
    public FakeVolume spaceBytes(long bytes) {
        spaceBytes = OptionalLong.of(bytes);
        return this;
    }

    /** Lets a leaf have at most {@code bytes}. */
    public FakeVolume nameBytes(int bytes) {
        nameBytes = bytes;
        return this;
    }

    public FakeVolume readOnly(boolean yes) {
        readOnly = yes;
        return this;
    }

    public FakeVolume links(boolean yes) {
        links = yes;
        return this;
    }

    /** Whether the volume tells that names can be exchanged, or that they cannot. */
    public FakeVolume exchangeKnown(boolean yes) {
        exchangeKnown = yes;
        return this;
    }

    public FakeVolume exchange(boolean yes) {
        exchange = yes;
        return this;
    }

    public FakeVolume leases(boolean yes) {
        leases = yes;
        return this;
    }

    /** Whether guards are given that see no writer, as where each name of a body is a file to the kernel (FUSE). */
    public FakeVolume blindLeases(boolean yes) {
        blindLeases = yes;
        return this;
    }

    /**
     * Whether changes of names reach the disk in order, as by the journals of ext4 and xfs; else any of them may be there after
     * a power cut, and any may be missing, as with ext2.
     */
    public FakeVolume journalled(boolean yes) {
        journalled = yes;
        return this;
    }

    public FakeVolume clones(boolean yes) {
        clones = yes;
        return this;
    }

    /** Whether a draft has no name until it is published. */
    public FakeVolume namelessDrafts(boolean yes) {
        namelessDrafts = yes;
        return this;
    }

    /** Whether a listing says the kinds before facts are read. */
    public FakeVolume kindsInListings(boolean yes) {
        kindsInListings = yes;
        return this;
    }

    /** Whether a listing says the file ids before facts are read. */
    public FakeVolume idsInListings(boolean yes) {
        idsInListings = yes;
        return this;
    }

    public FakeVolume keysKnown(boolean yes) {
        keysKnown = yes;
        return this;
    }

    public FakeVolume linkCountsKnown(boolean yes) {
        linkCountsKnown = yes;
        return this;
    }

    public FakeVolume allocatedKnown(boolean yes) {
        allocatedKnown = yes;
        return this;
    }

    /** Returns the bytes of all bodies that have a name or are open, shared blocks once: what {@code df} would say. */
    public long usedBytes() {
        Set<byte[]> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
        for (FakeNode node : nodes) {
            if (node.links > 0 || node.handles > 0) {
                blocks.addAll(node.bytes.blocks());
            }
        }
        return (long) blocks.size() * FakeBytes.BLOCK;
    }

    /** Forces all of it to the disk. */
    void force() {
        disk.forceNames();
        nodes.forEach(FakeNode::forceBytes);
    }

    /** Returns the bodies with bytes that are not on the disk. */
    List<FakeNode> unforcedBodies() {
        return nodes.stream().filter(node -> !node.bytesForced).toList();
    }

    OptionalLong usableBytes() {
        return spaceBytes.isPresent()
                ? OptionalLong.of(Math.max(0, spaceBytes.getAsLong() - usedBytes()))
                : OptionalLong.empty();
    }

    boolean isOverfull() {
        return spaceBytes.isPresent() && usedBytes() > spaceBytes.getAsLong();
    }

    FakeNode node(Kind kind, InstantSource clock) {
        inodes++;
        return node(inodes, kind, clock);
    }

    /** Makes a node with a file id that is given. */
    FakeNode node(long inode, Kind kind, InstantSource clock) {
        FakeNode node = new FakeNode(this, inode, kind, clock);
        nodes.add(node);
        return node;
    }

    static Support support(boolean yes) {
        return yes ? Support.YES : Support.NO;
    }
}
