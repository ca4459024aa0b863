package aka.content;

import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * Where hashes outlive the process that made them. What is remembered finds equal bodies, and never authorises a deed.
 *
 * <p>Nothing here fails: a memory that cannot be had has nothing and keeps nothing, and may say so to whoever made it.
 */
public interface RememberedHashes {

    /** A memory that has nothing and keeps nothing. */
    RememberedHashes NONE = new RememberedHashes() {

        @Override
        public void prepare() {}

        @Override
        public void recall(List<PageKey> pages, BiConsumer<PageKey, HashPage> into) {}

        @Override
        public void remember(SortedMap<PageKey, HashPage> pages) {}
    };

    /** Says that it will soon be asked: what takes long to begin with may begin beside what the caller does. */
    void prepare();

    /**
     * Hands over those of {@code pages} that there are, in this order, before it returns.
     *
     * @param pages in ascending order, on volumes whose id is lasting
     */
    void recall(List<PageKey> pages, BiConsumer<PageKey, HashPage> into);

    /**
     * Keeps the entries on these pages beside what there is, in place of entries of the same bodies. It may go on after the
     * return.
     */
    void remember(SortedMap<PageKey, HashPage> pages);
}
