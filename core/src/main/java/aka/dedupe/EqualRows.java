package aka.dedupe;

/**
 * What is kept of equal bodies until it is their turn to be told: a small part of what their {@link Group} takes, which matters
 * where a million files have one length.
 */
final class EqualRows {

    private final long sizeBytes;
    private final Evidence evidence;
    private final int[] rows;
    private final int[] storages;

    /** @param storages as {@link SharedBlocks#storages} tells them of {@code rows} */
    EqualRows(long sizeBytes, Evidence evidence, int[] rows, int[] storages) {
        this.sizeBytes = sizeBytes;
        this.evidence = evidence;
        this.rows = rows;
        this.storages = storages;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    Evidence evidence() {
        return evidence;
    }

    int count() {
        return rows.length;
    }

    int row(int number) {
        return rows[number];
    }

    int storage(int number) {
        return storages[number];
    }
}
