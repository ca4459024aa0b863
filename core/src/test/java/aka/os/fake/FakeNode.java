package aka.os.fake;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.BodyMetadata;
import aka.os.BodyMetadata.Treatment;
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
    final Set<Treatment> treatments = EnumSet.noneOf(Treatment.class);
    final List<FakeGuard> guards = new ArrayList<>();
    Instant born;
    private final InstantSource clock;
    byte[] target = {};
    Owner owner;
    Instant accessed;
    Instant modified;
    Instant changed;
    OptionalInt flags = OptionalInt.of(0);
    OptionalLong projectId = OptionalLong.empty();
    int links;
    /** How many names it is said to have, where that is not the truth. */
    OptionalInt toldLinks = OptionalInt.empty();

    int handles;
    /** Who has it open, as far as others are to heed that. */
    final FakeOpens opens;

    /** What of it is on the disk. */
    final FakeImage disk;

    /** Whether its bytes are on the disk. */
    boolean bytesForced = true;
    /** Who holds the advisory lock. */
    @Nullable
    Object locker;

    /** What programs do that wait for the last guard to go. */
    private final List<Runnable> waiting = new ArrayList<>();

    FakeNode(FakeVolume volume, long inode, Kind kind, InstantSource clock) {
        this.volume = volume;
        this.inode = inode;
        this.kind = kind;
        this.opens = new FakeOpens(volume);
        this.clock = clock;
        this.owner = new Owner(1000, 1000, kind == Kind.FOLDER ? 0755 : 0644);
        this.born = clock.instant();
        this.accessed = born;
        this.modified = born;
        this.changed = born;
        this.disk = new FakeImage(FakeAttributes.of(this));
    }

    /** Says to every guard that somebody opens the body for writing. Who guards by a share mode never lets it come to that. */
    void disturb() {
        if (!volume.shareModes) {
            guards.forEach(FakeGuard::disturb);
        }
    }

    /** Returns whether it has the attribute by which Windows keeps a file from being written. */
    boolean isReadOnly() {
        byte[] bits = attributes.get(BodyMetadata.WINDOWS_ATTRIBUTES);
        return volume.shareModes && bits != null && (bits[0] & 1) != 0;
    }

    void whenUnguarded(Runnable deed) {
        waiting.add(deed);
        unguarded();
    }

    /** Lets those go on who waited, if nobody guards the body any more. */
    void unguarded() {
        if (guards.isEmpty()) {
            List<Runnable> going = List.copyOf(waiting);
            waiting.clear();
            going.forEach(Runnable::run);
        }
    }

    FileKey key() {
        return new FileKey(volume.id, 0, inode);
    }

    /** The last name of a folder is its own; each folder inside has one more for it. */
    int linkCount() {
        if (toldLinks.isPresent()) {
            return toldLinks.getAsInt();
        }
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

    /** Another program, or ours, has changed the bytes. */
    void bytesChanged() {
        bytesForced = false;
        contentChanged();
    }

    private void contentChanged() {
        modified = clock.instant();
        changed = modified;
        volume.disk.touch(this);
    }

    void metadataChanged() {
        changed = clock.instant();
        volume.disk.touch(this);
    }

    void forceBytes() {
        disk.bytes.cloneFrom(bytes);
        bytesForced = true;
    }

    private void set(Leaf leaf, @Nullable FakeNode node) {
        if (node == null) {
            entries.remove(leaf);
        } else {
            entries.put(leaf, node);
            node.metadataChanged();
        }
        volume.disk.entry(this, leaf, node);
        contentChanged();
    }

    void put(Leaf leaf, FakeNode node) {
        node.links++;
        set(leaf, node);
    }

    void remove(Leaf leaf) {
        FakeNode node = entries.get(leaf);
        if (node != null) {
            set(leaf, null);
            node.links--;
            node.metadataChanged();
            if (node.links == 0) {
                volume.disk.freed(node);
            }
        }
    }

    void move(Leaf leaf, FakeNode node, FakeNode into, Leaf newLeaf) {
        set(leaf, null);
        into.set(newLeaf, node);
    }

    void exchange(Leaf leaf, FakeNode node, FakeNode into, Leaf otherLeaf, FakeNode other) {
        set(leaf, other);
        into.set(otherLeaf, node);
    }
}
