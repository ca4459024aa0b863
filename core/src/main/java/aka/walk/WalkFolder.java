package aka.walk;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Leaf;
import aka.file.Name;
import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Glimpse;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a walk came to: one small object, which tables keep instead of a path for every file. It can be used as long
 * as its {@link Walk} is open.
 */
public final class WalkFolder {

    private static final byte[] NOTHING = {};

    /** Opening a folder costs as much as looking up its path some times. */
    private static final int FILES_BEFORE_HELD = 3;

    private final WalkRoot root;
    private final @Nullable WalkFolder parent;
    private final byte[] leaf;
    private final int depth;

    /** The identity, once the folder was entered; a null volume where it has none. */
    private @Nullable VolumeId volume;

    private long fileHigh;
    private long fileLow;

    /** The mount it was reached through, once it was entered; {@link Listing#UNKNOWN} where that is not told. */
    private long mountId = Listing.UNKNOWN;

    /** An earlier visit to the same folder, from another root. */
    private @Nullable WalkFolder earlier;

    /** The path, once it was asked for: many files of one folder are told of. */
    private @Nullable Path path;

    private volatile byte @Nullable [] rawPrefix;

    /** This folder, once it stays open for its files. */
    private @Nullable Folder held;

    private int filesOpened;

    private WalkFolder(WalkRoot root, @Nullable WalkFolder parent, byte[] leaf, int depth) {
        this.root = root;
        this.parent = parent;
        this.leaf = leaf;
        this.depth = depth;
    }

    /** Returns the folder that {@code root} was opened at. */
    static WalkFolder top(WalkRoot root, int depth) {
        return new WalkFolder(root, null, NOTHING, depth);
    }

    WalkFolder child(byte[] childLeaf) {
        return new WalkFolder(root, this, childLeaf, depth + 1);
    }

    /** Returns the folder's path, beginning as the root was typed. */
    public Path path() {
        Path known = path;
        if (known == null) {
            // To make a path of a leaf takes a part of the time, and siblings have one parent.
            known = parent == null ? root.path() : parent.pathAtOnce().resolve(RawPath.path(leaf));
            path = known;
        }
        return known;
    }

    /** Returns the same without asking parent after parent: a folder may lie thousands deep. */
    private Path pathAtOnce() {
        Path known = path;
        if (known == null) {
            byte[] below = belowOpened();
            known = below.length == 0 ? root.path() : root.path().resolve(RawPath.path(below));
            path = known;
        }
        return known;
    }

    /** Returns the raw path of an entry of this folder, its parts joined by {@code /} on every system: what paths are ordered by. */
    public byte[] rawPath(byte[] entryLeaf) {
        return RawPath.join(rawPrefix(), entryLeaf);
    }

    /**
     * Returns what comes before the leaf in the raw path of each entry of this folder: its own path, with the separator. Not for
     * the caller to change.
     */
    public byte[] rawPrefix() {
        byte[] known = rawPrefix;
        if (known == null) {
            known = RawPath.prefix(RawPath.join(root.rawPath(), belowOpened()));
            rawPrefix = known;
        }
        return known;
    }

    /** Returns an entry of this folder as a value of its own. */
    public Name name(Leaf entryLeaf) {
        return RawPath.pathsAreBytes() ? Name.below(rawPrefix(), entryLeaf) : new Name(path(), entryLeaf);
    }

    /** Returns the path of an entry of this folder. */
    public Path path(byte[] entryLeaf) {
        return root.path().resolve(RawPath.path(RawPath.join(belowOpened(), entryLeaf)));
    }

    /** Returns how many folders below its root it is: 0 for the root itself. */
    public int depth() {
        return depth;
    }

    /** Returns which of the walk's roots it was found below, from 0. */
    public int rootNumber() {
        return root.number();
    }

    /** Returns the mount it was reached through; empty where the system does not tell, and before it was entered. */
    public OptionalLong mountId() {
        return mountId == Listing.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(mountId);
    }

    /**
     * Returns the topmost folder from which this one is reached without following a link or changing to another mount: what
     * its root was opened at, what a followed link led to, or the folder that a mount begins with.
     */
    public WalkFolder mountTop() {
        WalkFolder top = this;
        while (top.parent != null && top.parent.mountId == mountId) {
            top = top.parent;
        }
        return top;
    }

    /** Returns the identity of the folder itself; empty where the system has none to give, and before it was entered. */
    public Optional<FileKey> key() {
        return volume == null ? Optional.empty() : Optional.of(new FileKey(volume, fileHigh, fileLow));
    }

    /**
     * Opens a regular file of this folder for reading, relative to the opened root.
     *
     * @throws FileCallException as {@link Folder#openBody}
     */
    public Body openBody(byte[] entryLeaf) throws FileCallException {
        byte[] below = RawPath.join(belowOpened(), entryLeaf);
        return root.in(folder -> folder.openBody(below));
    }

    /**
     * Opens what the walk has just seen to be a regular file of this folder.
     *
     * @throws FileCallException as {@link Folder#openSeenBody}
     */
    public Body openSeenBody(byte[] entryLeaf) throws FileCallException {
        Folder here = heldForItsFiles();
        if (here != null) {
            return here.openSeenBody(entryLeaf);
        }
        byte[] below = RawPath.join(belowOpened(), entryLeaf);
        return root.in(folder -> folder.openSeenBody(below));
    }

    /**
     * Opens what the walk has just seen to be a regular file of this folder, without another look at it.
     *
     * @return as {@link Folder#glimpse}
     * @throws FileCallException as {@link Folder#glimpse}
     */
    public Optional<Glimpse> glimpse(byte[] entryLeaf) throws FileCallException {
        Folder here = heldForItsFiles();
        if (here != null) {
            return here.glimpse(entryLeaf);
        }
        byte[] below = RawPath.join(belowOpened(), entryLeaf);
        return root.in(folder -> folder.glimpse(below));
    }

    /**
     * Asks for the beginning of a regular file of this folder to be brought into memory.
     *
     * @return as {@link Folder#fetch}; false too for what a followed link leads to
     */
    public boolean fetch(byte[] entryLeaf, long bytes) {
        Folder here = heldForItsFiles();
        return here != null ? here.fetch(entryLeaf, bytes) : root.fetch(RawPath.join(belowOpened(), entryLeaf), bytes);
    }

    /** Returns this folder, if it is worth holding open and could be; threads that meet here may open it twice. */
    private @Nullable Folder heldForItsFiles() {
        Folder open = held;
        if (open != null || ++filesOpened != FILES_BEFORE_HELD) {
            return open;
        }
        open = isTop() ? null : root.hold(belowOpened());
        held = open;
        return open;
    }

    /**
     * Looks at an entry of this folder anew, relative to the opened root.
     *
     * @throws FileCallException as {@link Folder#openFolder} and {@link Folder#facts(Leaf)}
     */
    public FileFacts facts(Leaf leaf) throws FileCallException {
        byte[] below = belowOpened();
        return root.in(folder -> {
            if (below.length == 0) {
                return folder.facts(leaf);
            }
            try (Folder here = folder.openFolder(below, true)) {
                return here.facts(leaf);
            }
        });
    }

    /** Returns whether it is what its root was opened at. */
    boolean isTop() {
        return parent == null;
    }

    /** Returns whether it is open as long as the walk, so that nobody is to open or close it. */
    boolean isHeldOpen() {
        return isTop() && root.isHeldOpen();
    }

    /** Returns the folder that its root was opened at. */
    WalkFolder top() {
        WalkFolder at = this;
        while (at.parent != null) {
            at = at.parent;
        }
        return at;
    }

    /** Returns the folder that is {@code levels} above this one, or the topmost one. */
    WalkFolder above(int levels) {
        WalkFolder at = this;
        for (int i = 0; i < levels && at.parent != null; i++) {
            at = at.parent;
        }
        return at;
    }

    /** Returns whether {@code folder} is somewhere below this one. */
    boolean isAbove(WalkFolder folder) {
        return folder.depth > depth && folder.above(folder.depth - depth) == this;
    }

    WalkRoot root() {
        return root;
    }

    /** Returns the raw path below the typed root, which is what globs look at. */
    byte[] below() {
        return RawPath.join(root.prefix(), belowOpened());
    }

    void reachedThrough(OptionalLong mount) {
        mountId = mount.orElse(Listing.UNKNOWN);
    }

    void identify(FileKey key) {
        volume = key.volume();
        fileHigh = key.fileHigh();
        fileLow = key.fileLow();
    }

    boolean isIdentified() {
        return volume != null;
    }

    boolean sameAs(WalkFolder other) {
        return volume != null && fileLow == other.fileLow && fileHigh == other.fileHigh && volume.equals(other.volume);
    }

    int keyHash() {
        long mixed = (fileLow ^ fileHigh * 31) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    @Nullable
    WalkFolder earlier() {
        return earlier;
    }

    void setEarlier(@Nullable WalkFolder visit) {
        earlier = visit;
    }

    /** Returns the raw path below the folder that was opened first: what {@link Folder#openFolder} takes. */
    private byte[] belowOpened() {
        return below(top());
    }

    /** Returns the raw path from {@code above}, which is above it, to here; empty if it is this. */
    public byte[] below(WalkFolder above) {
        int length = -1;
        for (WalkFolder at = this; at != above && at.parent != null; at = at.parent) {
            length += at.leaf.length + 1;
        }
        if (length < 0) {
            return NOTHING;
        }
        byte[] below = new byte[length];
        int end = length;
        for (WalkFolder at = this; at != above && at.parent != null; at = at.parent) {
            System.arraycopy(at.leaf, 0, below, end - at.leaf.length, at.leaf.length);
            end -= at.leaf.length;
            if (end > 0) {
                below[--end] = '/';
            }
        }
        return below;
    }
}
