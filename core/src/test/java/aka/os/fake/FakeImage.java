package aka.os.fake;

import aka.file.Leaf;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a disk holds of a node. Guarded by the lock of its {@link FakeFileCalls}. */
final class FakeImage {

    final SortedMap<Leaf, FakeNode> entries = new TreeMap<>();
    final FakeBytes bytes = new FakeBytes();
    FakeAttributes attributes;

    /** Whether its last name was removed, so that no name leads to it any more, whatever stands in a folder. */
    boolean freed;

    FakeImage(FakeAttributes attributes) {
        this.attributes = attributes;
    }

    FakeImage copy() {
        FakeImage copy = new FakeImage(attributes);
        copy.entries.putAll(entries);
        copy.bytes.cloneFrom(bytes);
        copy.freed = freed;
        return copy;
    }

    /** Returns what a disk would hold that had taken in everything. */
    static FakeImage ofAll(FakeNode node) {
        FakeImage image = new FakeImage(FakeAttributes.of(node));
        image.entries.putAll(node.entries);
        image.bytes.cloneFrom(node.bytes);
        return image;
    }
}
