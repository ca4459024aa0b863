package aka.os.fake;

import aka.file.Leaf;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Copies what a system in memory stores, and nothing that is open. */
final class FakeCopy {

    private final InstantSource clock;

    /** What a node of the copy is to hold. */
    private final Function<FakeNode, FakeImage> images;

    private final IdentityHashMap<FakeVolume, FakeVolume> volumes = new IdentityHashMap<>();
    private final IdentityHashMap<FakeNode, FakeNode> nodes = new IdentityHashMap<>();
    private final Deque<FakeNode> toFill = new ArrayDeque<>();

    FakeCopy(InstantSource clock, Function<FakeNode, FakeImage> images) {
        this.clock = clock;
        this.images = images;
    }

    FakeVolume volume(FakeVolume volume) {
        FakeVolume known = volumes.get(volume);
        if (known != null) {
            return known;
        }
        FakeVolume made = volume.anew(clock);
        volumes.put(volume, made);
        nodes.put(volume.root, made.root);
        toFill.add(volume.root);
        return made;
    }

    /** Returns the copy of a node, which is filled by {@link #fill}. */
    FakeNode node(FakeNode node) {
        FakeVolume volume = volume(node.volume);
        FakeNode known = nodes.get(node);
        if (known != null) {
            return known;
        }
        FakeNode made = volume.node(node.inode, node.kind, clock);
        nodes.put(node, made);
        toFill.add(node);
        return made;
    }

    /** Returns the copy of a node, or null if no name in the copy leads to it. */
    @Nullable
    FakeNode reached(FakeNode node) {
        return nodes.get(node);
    }

    /** Fills all nodes that were copied, and those that their entries lead to. What is filled is on the copy's disk. */
    void fill() {
        while (!toFill.isEmpty()) {
            FakeNode from = toFill.remove();
            fill(from, node(from), images.apply(from));
        }
    }

    private void fill(FakeNode from, FakeNode to, FakeImage image) {
        to.target = from.target;
        to.born = from.born;
        to.toldLinks = from.toldLinks;
        image.attributes.giveTo(to);
        to.bytes.cloneFrom(image.bytes);
        for (Map.Entry<Leaf, FakeNode> entry : image.entries.entrySet()) {
            if (!images.apply(entry.getValue()).freed) {
                FakeNode child = node(entry.getValue());
                child.links++;
                to.entries.put(entry.getKey(), child);
            }
        }
        copyInto(FakeImage.ofAll(to), to.disk);
    }

    private static void copyInto(FakeImage from, FakeImage to) {
        to.attributes = from.attributes;
        to.bytes.cloneFrom(from.bytes);
        to.entries.clear();
        to.entries.putAll(from.entries);
    }

    /** Lets the copies be no further on their disks than the nodes they were made of. */
    void keepPending() {
        for (FakeVolume volume : List.copyOf(volumes.keySet())) {
            for (FakeChange change : volume.disk.pending()) {
                volume(volume).disk.pending().add(copy(change));
            }
        }
        Set<FakeNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
        while (done.size() < nodes.size()) {
            // What only the disk knows of, a removed file perhaps, is met on the way.
            fill();
            for (FakeNode node : List.copyOf(nodes.keySet())) {
                if (done.add(node)) {
                    copyDisk(node, node(node));
                }
            }
        }
    }

    private void copyDisk(FakeNode from, FakeNode to) {
        FakeImage image = new FakeImage(from.disk.attributes);
        image.bytes.cloneFrom(from.disk.bytes);
        from.disk.entries.forEach((leaf, child) -> image.entries.put(leaf, node(child)));
        copyInto(image, to.disk);
        to.disk.freed = from.disk.freed;
        to.bytesForced = from.bytesForced;
    }

    private FakeChange copy(FakeChange change) {
        List<FakeEffect> effects = new ArrayList<>();
        for (FakeEffect effect : change.effects()) {
            effects.add(copy(effect));
        }
        return new FakeChange(change.what(), effects);
    }

    private FakeEffect copy(FakeEffect effect) {
        FakeNode to = node(effect.node());
        return switch (effect) {
            case FakeEffect.Entry entry ->
                new FakeEffect.Entry(to, entry.leaf(), entry.to() == null ? null : node(entry.to()));
            case FakeEffect.Freed freed -> new FakeEffect.Freed(to);
            case FakeEffect.Attributes attributes -> new FakeEffect.Attributes(to, attributes.attributes());
        };
    }
}
