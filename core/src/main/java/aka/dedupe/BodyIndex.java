package aka.dedupe;

import java.util.Arrays;

/** Finds the row that stands for a body by the key of another of its names: open addressing over the table's own columns. */
final class BodyIndex {

    private static final int FREE = -1;

    private final FileTable table;
    private int[] slots = free(1 << 12);
    private int taken;

    BodyIndex(FileTable table) {
        this.table = table;
    }

    /** Returns the first row that was asked for with the key of {@code row}: {@code row} itself if there was none. */
    int bodyOf(int row) {
        // Fuller, an unknown key would be compared with many known ones, each somewhere else in memory.
        if (taken >= slots.length / 2) {
            grow();
        }
        int slot = slotOf(row);
        if (slots[slot] == FREE) {
            slots[slot] = row;
            taken++;
        }
        return slots[slot];
    }

    private int slotOf(int row) {
        int slot = table.keyHash(row) & slots.length - 1;
        while (slots[slot] != FREE && !table.sameKey(slots[slot], row)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] old = slots;
        slots = free(old.length * 2);
        for (int row : old) {
            if (row != FREE) {
                slots[freeSlot(row)] = row;
            }
        }
    }

    /** Returns a place for a row whose key is not there yet. */
    private int freeSlot(int row) {
        int slot = table.keyHash(row) & slots.length - 1;
        while (slots[slot] != FREE) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private static int[] free(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
