package aka.os.fake;

import java.util.List;

/**
 * One change of names or metadata.
 *
 * @param what the call that made it
 */
record FakeChange(String what, List<FakeEffect> effects) {

    FakeChange {
        effects = List.copyOf(effects);
    }

    boolean concerns(FakeNode node) {
        return effects.stream().anyMatch(effect -> effect.node() == node);
    }

    void reachDisk() {
        effects.forEach(effect -> effect.on(effect.node().disk));
    }

    @Override
    public String toString() {
        return what;
    }
}
