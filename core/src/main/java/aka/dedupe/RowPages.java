package aka.dedupe;

import aka.content.PageKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rows of bodies whose identity lasts, by the page that has what is remembered of each. */
final class RowPages {

    private final FileTable table;
    private final SortedMap<PageKey, Rows> pages = new TreeMap<>();
    private int lastRow = FileTable.NONE;
    private @Nullable Rows last;

    private RowPages(FileTable table) {
        this.table = table;
    }

    private static final class Rows {
        int[] rows = new int[8];
        int count;

        void add(int row) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
            }
            rows[count++] = row;
        }
    }

    /** Returns the pages of those of {@code rows}, in ascending order, that can be remembered. */
    static RowPages of(FileTable table, int[] rows) {
        RowPages pages = new RowPages(table);
        for (int row : rows) {
            if (table.isLasting(row)) {
                pages.add(row);
            }
        }
        return pages;
    }

    /** Files that were made one after the other mostly come so, and are on one page. */
    private void add(int row) {
        if (last == null || !table.onOnePage(lastRow, row)) {
            last = pages.computeIfAbsent(PageKey.of(table.key(row).orElseThrow()), none -> new Rows());
        }
        lastRow = row;
        last.add(row);
    }

    /** Returns which pages there are, in their order. */
    List<PageKey> keys() {
        return new ArrayList<>(pages.keySet());
    }

    /** Returns the rows on a page that there is. */
    int[] rows(PageKey key) {
        Rows rows = pages.get(key);
        return rows == null ? new int[0] : Arrays.copyOf(rows.rows, rows.count);
    }

    /** Hands over every page with its rows, in their order. */
    void forEach(BiConsumer<PageKey, int[]> page) {
        pages.forEach((key, rows) -> page.accept(key, Arrays.copyOf(rows.rows, rows.count)));
    }
}
