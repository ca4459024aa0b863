package aka.dedupe;

import aka.content.HashPage;
import aka.content.PageKey;
import aka.content.RememberedHashes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Remembers in memory, as long as a test lasts. */
public final class FakeMemory implements RememberedHashes {

    final Map<PageKey, HashPage> pages = new TreeMap<>();
    int prepared;
    int recalled;
    int remembered;

    @Override
    public void prepare() {
        prepared++;
    }

    @Override
    public void recall(List<PageKey> keys, BiConsumer<PageKey, HashPage> into) {
        recalled++;
        for (PageKey key : keys) {
            HashPage page = pages.get(key);
            if (page != null) {
                into.accept(key, page);
            }
        }
    }

    @Override
    public void remember(SortedMap<PageKey, HashPage> fresh) {
        remembered++;
        fresh.forEach((key, page) -> pages.merge(key, page, HashPage::with));
    }

    /** Returns a page that there must be. */
    public HashPage page(PageKey key) {
        return Objects.requireNonNull(pages.get(key));
    }

    int entries() {
        return pages.values().stream().mapToInt(HashPage::entries).sum();
    }
}
