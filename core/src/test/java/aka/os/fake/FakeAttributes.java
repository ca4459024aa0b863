package aka.os.fake;

import aka.file.FileFacts.Owner;
import aka.file.FileFacts.Trait;
import aka.os.BodyMetadata.Treatment;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that a node has beside its bytes and entries, at one instant. */
record FakeAttributes(
        Owner owner,
        Instant accessed,
        Instant modified,
        Instant changed,
        SortedMap<String, byte[]> attributes,
        Set<Trait> traits,
        Set<Treatment> treatments,
        OptionalInt flags,
        OptionalLong projectId) {

    static FakeAttributes of(FakeNode node) {
        return new FakeAttributes(
                node.owner,
                node.accessed,
                node.modified,
                node.changed,
                new TreeMap<>(node.attributes),
                Set.copyOf(node.traits),
                Set.copyOf(node.treatments),
                node.flags,
                node.projectId);
    }

    void giveTo(FakeNode node) {
        node.owner = owner;
        node.accessed = accessed;
        node.modified = modified;
        node.changed = changed;
        node.attributes.clear();
        node.attributes.putAll(attributes);
        node.traits.clear();
        node.traits.addAll(traits);
        node.treatments.clear();
        node.treatments.addAll(treatments);
        node.flags = flags;
        node.projectId = projectId;
    }
}
