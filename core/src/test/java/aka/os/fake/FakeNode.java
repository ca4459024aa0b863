package aka.os.fake;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A body, or a folder with its entries: what a name leads to. Guarded by the lock of its {@link FakeFileCalls}. */
final class FakeNode {

    final FakeVolume volume;
    final long inode;
    final Kind kind;
    final FakeBytes bytes = new FakeBytes();
    final SortedMap<Leaf, FakeNode> entries = new TreeMap<>();
    final SortedMap<String, byte[]> attributes = new TreeMap<>();
    final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    final List<FakeGuard> guards = new ArrayList<>();
    final Instant born;
    private final InstantSource clock;
    byte[] target = {};
    Owner owner;
    Instant accessed;
    Instant modified;
    Instant changed;
    OptionalInt flags = OptionalInt.of(0);
    OptionalLong projectId = OptionalLong.empty();
    int links;
    int handles;
    int writers;
    boolean forced;
    /** Who holds the advisory lock. */
    @Nullable
    Object locker;

    FakeNode(FakeVolume volume, long inode, Kind kind, InstantSource clock) {
        this.volume = volume;
        this.inode = inode;
        this.kind = kind;
        this.clock = clock;
        this.owner = new Owner(1000, 1000, kind == Kind.FOLDER ? 0755 : 0644);
        this.born = clock.instant();
        this.accessed = born;
        this.modified = born;
        this.changed = born;
    }

    FileKey key() {
        return new FileKey(volume.id, 0, inode);
    }

    /** The last name of a folder is its own; each folder inside has one more for it. */
    int linkCount() {
        return kind == Kind.FOLDER
                ? 2
                        + (int) entries.values().stream()
                                .filter(entry -> entry.kind == Kind.FOLDER)
                                .count()
                : links;
    }

    long sizeBytes() {
        return kind == Kind.SYMLINK ? target.length : bytes.size();
    }

    long allocatedBytes() {
        return (long) bytes.blocks().size() * FakeBytes.BLOCK;
    }

    FileFacts facts(FakeMount mount) {
        return new FileFacts(
                kind,
                volume.keysKnown ? Optional.of(key()) : Optional.empty(),
                volume.linkCountsKnown ? OptionalInt.of(linkCount()) : OptionalInt.empty(),
                sizeBytes(),
                volume.allocatedKnown ? OptionalLong.of(allocatedBytes()) : OptionalLong.empty(),
                modified,
                Optional.of(changed),
                Optional.of(born),
                OptionalLong.of(mount.id()),
                Optional.of(owner),
                traits);
    }

    void bytesChanged() {
        modified = clock.instant();
        changed = modified;
        forced = false;
    }

    void metadataChanged() {
        changed = clock.instant();
        forced = false;
    }

    void put(Leaf leaf, FakeNode node) {
        entries.put(leaf, node);
        node.links++;
        node.metadataChanged();
        bytesChanged();
    }

    void remove(Leaf leaf) {
        FakeNode node = entries.remove(leaf);
        if (node != null) {
            node.links--;
            node.metadataChanged();
            bytesChanged();
        }
    }
}
