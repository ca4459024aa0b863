package aka.walk;

import java.util.ArrayDeque;

/**
 * Batches that were gone through, to be filled again: what lives as long as a batch is seldom taken for garbage before it is
 * moved among what lives long, and would stay there. For several threads.
 */
final class SpareBatches {

    /** Room for so many entries is kept, 120 bytes each: for as many as may be ahead of the walk. */
    private static final int MOST_ROOM = 1 << 16;

    private final ArrayDeque<EntryBatch> spare = new ArrayDeque<>();
    private int room;

    /** Returns a batch without entries. */
    EntryBatch take() {
        EntryBatch batch;
        synchronized (spare) {
            batch = spare.poll();
            room -= batch == null ? 0 : batch.room();
        }
        return batch == null ? new EntryBatch() : batch;
    }

    /** Takes back a batch that nobody reads any more. */
    void giveBack(EntryBatch batch) {
        batch.clear();
        synchronized (spare) {
            if (room + batch.room() <= MOST_ROOM) {
                room += batch.room();
                spare.push(batch);
            }
        }
    }
}
