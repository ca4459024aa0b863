package aka.os.fake;

import aka.file.Leaf;
import org.jspecify.annotations.Nullable;

/** What a change does to one node. */
sealed interface FakeEffect {

    FakeNode node();

    /** Does it to what a disk holds of that node. */
    void on(FakeImage image);

    /** An entry of a folder leads elsewhere, or is gone. */
    record Entry(FakeNode node, Leaf leaf, @Nullable FakeNode to) implements FakeEffect {
        @Override
        public void on(FakeImage image) {
            if (to == null) {
                image.entries.remove(leaf);
            } else {
                image.entries.put(leaf, to);
            }
        }
    }

    /** The last name is removed. */
    record Freed(FakeNode node) implements FakeEffect {
        @Override
        public void on(FakeImage image) {
            image.freed = true;
        }
    }

    /** Owner, times and the like are these now. */
    record Attributes(FakeNode node, FakeAttributes attributes) implements FakeEffect {
        @Override
        public void on(FakeImage image) {
            image.attributes = attributes;
        }
    }
}
