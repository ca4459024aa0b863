package aka.dedupe;

/** Finds the row that stands for a body by the key of another of its names: open addressing over the table's own columns. */
final class BodyIndex {

    private static final long FREE = 0;
    private static final long HASH = 0xFFFFFFFF00000000L;

    private final FileTable table;

    /**
     * The hash of a key in the upper half, the row and one in the lower one. The hash stands here too: to compare keys is to go
     * to two more places in memory.
     */
    private long[] slots = new long[1 << 12];

    private int taken;

    BodyIndex(FileTable table) {
        this.table = table;
    }

    /** Returns the first row that was asked for with the key of {@code row}: {@code row} itself if there was none. */
    int bodyOf(int row) {
        if (taken >= slots.length / 2) {
            grow();
        }
        long entry = (long) table.keyHash(row) << Integer.SIZE | row + 1;
        int slot = home(entry);
        while (slots[slot] != FREE) {
            int known = (int) slots[slot] - 1;
            if (((slots[slot] ^ entry) & HASH) == 0 && table.sameKey(known, row)) {
                return known;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = entry;
        taken++;
        return row;
    }

    private int home(long entry) {
        return (int) (entry >>> Integer.SIZE) & slots.length - 1;
    }

    /** All keys are different: nothing is compared. */
    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long entry : old) {
            if (entry != FREE) {
                int slot = home(entry);
                while (slots[slot] != FREE) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = entry;
            }
        }
    }
}
