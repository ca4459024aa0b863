package aka.os.fake;

import aka.file.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which changes of a volume have reached its disk. Guarded by the lock of its {@link FakeFileCalls}. */
final class FakeDisk {

    /** The changes that would be lost, or not, if the power went now; the oldest first. */
    private final List<FakeChange> pending = new ArrayList<>();

    /** What belongs to the change that is going on. */
    private final List<FakeEffect> effects = new ArrayList<>();

    private final Set<FakeNode> touched = new LinkedHashSet<>();

    List<FakeChange> pending() {
        return pending;
    }

    void entry(FakeNode folder, Leaf leaf, @Nullable FakeNode to) {
        effects.add(new FakeEffect.Entry(folder, leaf, to));
    }

    void freed(FakeNode node) {
        effects.add(new FakeEffect.Freed(node));
    }

    /** Says that something about the node has changed, or will before the change ends. */
    void touch(FakeNode node) {
        touched.add(node);
    }

    /** Ends a change: what was done since the last reaches the disk as one, or not at all. */
    void endChange(String what) {
        for (FakeNode node : touched) {
            effects.add(new FakeEffect.Attributes(node, FakeAttributes.of(node)));
        }
        if (!effects.isEmpty()) {
            pending.add(new FakeChange(what, effects));
        }
        touched.clear();
        effects.clear();
    }

    /** Forces a body. A journal is written in order, so that all that came before goes with it. */
    void force(FakeNode node, boolean journalled) {
        node.forceBytes();
        if (journalled) {
            int last = pending.size() - 1;
            while (last >= 0 && !pending.get(last).concerns(node)) {
                last--;
            }
            List<FakeChange> reaching = pending.subList(0, last + 1);
            reaching.forEach(FakeChange::reachDisk);
            reaching.clear();
        } else {
            pending.replaceAll(change -> without(node, change));
            pending.removeIf(change -> change.effects().isEmpty());
        }
    }

    /** Lets what a change does to one node reach the disk, and returns the rest of it. */
    private static FakeChange without(FakeNode node, FakeChange change) {
        List<FakeEffect> rest = new ArrayList<>(change.effects());
        rest.removeIf(effect -> {
            boolean forced = effect.node() == node;
            if (forced) {
                effect.on(node.disk);
            }
            return forced;
        });
        return new FakeChange(change.what(), rest);
    }

    /** Forces all names and metadata, in order. */
    void forceNames() {
        pending.forEach(FakeChange::reachDisk);
        pending.clear();
    }

    boolean isForced(FakeNode node) {
        return node.bytesForced && pending.stream().noneMatch(change -> change.concerns(node));
    }
}
