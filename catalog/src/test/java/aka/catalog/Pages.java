package aka.catalog;

import aka.content.BodyHashes;
import aka.content.ContentHash;
import aka.content.HashEntry;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.file.VolumeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pages to be remembered in tests. */
final class Pages {

    static final VolumeId VOLUME = new VolumeId(-7, 9, true);

    private Pages() {}

    static PageKey key(long page) {
        return new PageKey(VOLUME, 0, page);
    }

    static HashEntry entry(long low, int day) {
        BodyHashes hashes = BodyHashes.ofHead(5).withWhole(new ContentHash(low, -low));
        return new HashEntry(low, day, 1000, 2000, 3000, hashes);
    }

    static HashPage page(HashEntry... entries) {
        return HashPage.of(List.of(entries));
    }

    static SortedMap<PageKey, HashPage> of(long page, HashEntry... entries) {
        return new TreeMap<>(Map.of(key(page), page(entries)));
    }

    /** Returns so many full pages. */
    static SortedMap<PageKey, HashPage> full(int count) {
        SortedMap<PageKey, HashPage> pages = new TreeMap<>();
        for (int page = 0; page < count; page++) {
            List<HashEntry> entries = new ArrayList<>();
            for (int low = 0; low < 256; low++) {
                entries.add(entry(low, 20_000));
            }
            pages.put(key(page), HashPage.of(entries));
        }
        return pages;
    }

    /** Returns what {@code catalog} has of the pages from 0 to {@code count}. */
    static Map<Long, HashPage> recalled(Catalog catalog, int count) throws CatalogException {
        Map<Long, HashPage> pages = new HashMap<>();
        catalog.recall(keys(count), (key, page) -> pages.put(key.page(), page));
        return pages;
    }

    static List<PageKey> keys(int count) {
        List<PageKey> keys = new ArrayList<>();
        for (int page = 0; page < count; page++) {
            keys.add(key(page));
        }
        return keys;
    }
}
