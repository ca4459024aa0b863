package aka.link;

import aka.file.Leaf;
import aka.walk.WalkEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Raw leaves one after the other, each with its length before it. */
final class LeafSlab {

    private static final int CHUNK_BITS = 18;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LENGTH_BYTES = 2;

    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] last = {};
    private int used;

    /** Copies the entry's leaf and returns its address. */
    long add(WalkEntry entry) {
        int length = entry.leafLength();
        if (used + LENGTH_BYTES + length > last.length) {
            last = new byte[CHUNK];
            chunks.add(last);
            used = 0;
        }
        int at = used;
        last[at] = (byte) (length >> 8);
        last[at + 1] = (byte) length;
        entry.copyLeaf(last, at + LENGTH_BYTES);
        used = at + LENGTH_BYTES + length;
        return (long) (chunks.size() - 1) << CHUNK_BITS | at;
    }

    Leaf leaf(long address) {
        int from = start(address);
        return Leaf.of(Arrays.copyOfRange(chunk(address), from, from + length(address)));
    }

    /** Returns the array that holds the leaf. */
    byte[] chunk(long address) {
        return chunks.get((int) (address >>> CHUNK_BITS));
    }

    /** Returns where in {@link #chunk} the leaf begins. */
    int start(long address) {
        return offset(address) + LENGTH_BYTES;
    }

    int length(long address) {
        byte[] chunk = chunk(address);
        int at = offset(address);
        return (chunk[at] & 0xFF) << 8 | chunk[at + 1] & 0xFF;
    }

    private static int offset(long address) {
        return (int) address & CHUNK - 1;
    }
}
