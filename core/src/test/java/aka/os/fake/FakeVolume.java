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
    boolean leases = true;
    boolean clones = true;
    boolean namelessDrafts = true;
    boolean kindsInListings = true;
    boolean keysKnown = true;
    boolean linkCountsKnown = true;
    boolean allocatedKnown = true;
    private long inodes;

    FakeVolume(String fileSystem, long number, InstantSource clock) {
        this.fileSystem = fileSystem;
        this.id = new VolumeId(0xFA4E, number, true);
        this.root = node(Kind.FOLDER, clock);
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

    public FakeVolume exchange(boolean yes) {
        exchange = yes;
        return this;
    }

    public FakeVolume leases(boolean yes) {
        leases = yes;
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

    boolean isOverfull() {
        return spaceBytes.isPresent() && usedBytes() > spaceBytes.getAsLong();
    }

    FakeNode node(Kind kind, InstantSource clock) {
        inodes++;
        FakeNode node = new FakeNode(this, inodes, kind, clock);
        nodes.add(node);
        return node;
    }

    static Support support(boolean yes) {
        return yes ? Support.YES : Support.NO;
    }
}
