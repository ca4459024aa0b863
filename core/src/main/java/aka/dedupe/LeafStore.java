package aka.dedupe;

import aka.walk.WalkEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Raw leaves, one after the other in slabs, each after its length. */
final class LeafStore {

    private static final int SLAB_BITS = 16;
    private static final int SLAB_BYTES = 1 << SLAB_BITS;
    private static final int MOST_SLABS = 1 << 32 - SLAB_BITS;
    private static final int LENGTH_BYTES = 2;

    private final List<byte[]> slabs = new ArrayList<>();
    private int used = SLAB_BYTES;

    /**
     * Keeps the leaf of {@code entry}.
     *
     * @return where it is kept
     * @throws IllegalStateException after 4 GiB of leaves
     */
    int add(WalkEntry entry) {
        int length = entry.leafLength();
        if (used + LENGTH_BYTES + length > SLAB_BYTES) {
            addSlab();
        }
        byte[] slab = slabs.getLast();
        int at = used;
        slab[at] = (byte) (length >>> 8);
        slab[at + 1] = (byte) length;
        entry.copyLeaf(slab, at + LENGTH_BYTES);
        used += LENGTH_BYTES + length;
        return slabs.size() - 1 << SLAB_BITS | at;
    }

    /** Returns a copy of the leaf that is kept at {@code place}. */
    byte[] get(int place) {
        byte[] slab = slabs.get(place >>> SLAB_BITS);
        int at = place & SLAB_BYTES - 1;
        int from = at + LENGTH_BYTES;
        return Arrays.copyOfRange(slab, from, from + length(slab, at));
    }

    /** Returns whether the leaf that is kept at {@code place} is {@code leaf}. */
    boolean is(int place, byte[] leaf) {
        byte[] slab = slabs.get(place >>> SLAB_BITS);
        int at = place & SLAB_BYTES - 1;
        int from = at + LENGTH_BYTES;
        return length(slab, at) == leaf.length && Arrays.equals(slab, from, from + leaf.length, leaf, 0, leaf.length);
    }

    private static int length(byte[] slab, int at) {
        return (slab[at] & 0xFF) << 8 | slab[at + 1] & 0xFF;
    }

    private void addSlab() {
        if (slabs.size() == MOST_SLABS) {
            throw new IllegalStateException("more than 4 GiB of names; search the folders one after the other");
        }
        slabs.add(new byte[SLAB_BYTES]);
        used = 0;
    }
}
