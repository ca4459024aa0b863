package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.HashEntry;
import aka.content.HashPage;
import aka.content.PageKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the candidates, and what of them is to be remembered. Made by one thread and handed on by one; asked
 * and told by many in between, each body by one of them.
 */
final class Recall {

    /**
     * So long a body must have been left alone before it is remembered. A change leaves no trace in the times if it comes in
     * the same tick of the file system's clock as the look that was taken after the last one (10 ms, on FAT 2 s). A program
     * that stores into a mapped file moves the time only with its first store after the page was last written back, which
     * Linux does within 35 s (30 s until a page is due, 5 s between rounds): as long as that it may go on unseen.
     */
    static final Duration SETTLING = Duration.ofSeconds(60);

    /** A look that finds an entry older than this writes its day anew: not every search is to write every page. */
    private static final int IDLE_DAYS = 7;

    private final FileTable table;
    private final Remembering remembering;
    private final boolean worthwhile;
    private final RowPages pages;
    private final long settledNanos;
    private final int today;
    private final @Nullable BodyHashes[] known;
    private final @Nullable BodyHashes[] learned;

    private Recall(FileTable table, Remembering remembering, boolean worthwhile, int[] candidates) {
        Instant now = remembering.clock().instant();
        this.table = table;
        this.remembering = remembering;
        this.pages = RowPages.of(table, candidates);
        // Where no volume has a lasting identity nothing can be known again.
        this.worthwhile = worthwhile && !pages.keys().isEmpty();
        this.settledNanos = TimeUnit.SECONDS.toNanos(now.minus(SETTLING).getEpochSecond());
        this.today = Math.clamp(TimeUnit.SECONDS.toDays(now.getEpochSecond()), 0, 0xFFFF);
        this.known = new BodyHashes[this.worthwhile ? table.names() : 0];
        this.learned = new BodyHashes[this.worthwhile ? table.names() : 0];
    }

    /** Returns what is remembered of the candidates in {@code classes}; nothing where there is too little to read. */
    static Recall of(FileTable table, SizeClasses classes, Remembering remembering) {
        if (remembering.worthBytes() == Long.MAX_VALUE || bytes(classes) < remembering.worthBytes()) {
            return new Recall(table, remembering, false, new int[0]);
        }
        int[] candidates = classes.allBodies();
        Arrays.sort(candidates);
        Recall recall = new Recall(table, remembering, true, candidates);
        if (recall.worthwhile) {
            remembering.hashes().recall(recall.pages.keys(), recall::take);
        }
        return recall;
    }

    private static long bytes(SizeClasses classes) {
        long bytes = 0;
        for (int rank = 0; rank < classes.count(); rank++) {
            bytes += classes.bodyCount(rank) * Remembering.weight(classes.sizeBytes(rank));
        }
        return bytes;
    }

    private void take(PageKey key, HashPage page) {
        for (int row : pages.rows(key)) {
            HashEntry entry = page.find(table.fileLow(row)).orElse(null);
            if (entry != null && entry.isOf(table.sizeBytes(row), table.modifiedNanos(row), table.changedNanos(row))) {
                known[row] = entry.hashes();
                if (Math.abs(today - entry.day()) > IDLE_DAYS) {
                    learned[row] = entry.hashes();
                }
            }
        }
    }

    /** Returns whether hashes are asked for: it is then worth some time to make them of what is read anyway. */
    boolean isWorthwhile() {
        return worthwhile;
    }

    /** Returns what is remembered of a body, or null. */
    @Nullable
    BodyHashes known(int row) {
        return worthwhile ? known[row] : null;
    }

    /**
     * Takes the hashes of what was read of a body. It is to be what the walk saw, by the time of its last change too, before
     * and after the reading; if it has not been so for long enough, they are not kept.
     */
    void learn(int row, BodyHashes hashes) {
        if (worthwhile
                && table.isLasting(row)
                && table.modifiedNanos(row) < settledNanos
                && table.changedNanos(row) < settledNanos) {
            learned[row] = hashes;
        }
    }

    /** Hands on what was learned. */
    void keep() {
        SortedMap<PageKey, HashPage> fresh = new TreeMap<>();
        pages.forEach((key, rows) -> {
            List<HashEntry> entries = new ArrayList<>();
            for (int row : rows) {
                BodyHashes hashes = learned[row];
                if (hashes != null) {
                    entries.add(entry(row, hashes));
                }
            }
            if (!entries.isEmpty()) {
                fresh.put(key, HashPage.of(entries));
            }
        });
        if (!fresh.isEmpty()) {
            remembering.hashes().remember(fresh);
        }
    }

    private HashEntry entry(int row, BodyHashes hashes) {
        return new HashEntry(
                table.fileLow(row),
                today,
                table.sizeBytes(row),
                table.modifiedNanos(row),
                table.changedNanos(row),
                hashes);
    }
}
