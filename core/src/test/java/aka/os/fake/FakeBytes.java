package aka.os.fake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Bytes in blocks, of which those never written are holes. A block is never changed in place, so clones can share it. */
final class FakeBytes {

    static final int BLOCK = 4096;

    private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
    private long size;

    long size() {
        return size;
    }

    Collection<byte[]> blocks() {
        return blocks.values();
    }

    void write(long offset, byte[] bytes) {
        for (int done = 0; done < bytes.length; ) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int count = Math.min(bytes.length - done, BLOCK - within);
            byte[] old = blocks.get(at / BLOCK);
            byte[] block = old == null ? new byte[BLOCK] : old.clone();
            System.arraycopy(bytes, done, block, within, count);
            blocks.put(at / BLOCK, block);
            done += count;
        }
        size = Math.max(size, offset + bytes.length);
    }

    void truncate(long length) {
        blocks.tailMap((length + BLOCK - 1) / BLOCK).clear();
        byte[] last = blocks.get(length / BLOCK);
        if (last != null) {
            byte[] cut = new byte[BLOCK];
            System.arraycopy(last, 0, cut, 0, (int) (length % BLOCK));
            blocks.put(length / BLOCK, cut);
        }
        size = length;
    }

    /** Returns where the first block from {@code offset} on is that is no hole. */
    long dataFrom(long offset) {
        Long block = blocks.ceilingKey(offset / BLOCK);
        return block == null ? Long.MAX_VALUE : Math.max(offset, block * BLOCK);
    }

    long holeFrom(long offset) {
        long block = offset / BLOCK;
        while (blocks.containsKey(block)) {
            block++;
        }
        return Math.max(offset, block * BLOCK);
    }

    int read(ByteBuffer into, long offset) {
        int total = 0;
        while (into.hasRemaining() && offset + total < size) {
            long at = offset + total;
            int within = (int) (at % BLOCK);
            int count = (int) Math.min(Math.min(into.remaining(), BLOCK - within), size - at);
            byte[] block = blocks.get(at / BLOCK);
            into.put(block == null ? new byte[BLOCK] : block, within, count);
            total += count;
        }
        return total;
    }

    byte[] all() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
        read(all, 0);
        return all.array();
    }

    /** Takes over the other's blocks, shared. */
    void cloneFrom(FakeBytes other) {
        blocks.clear();
        blocks.putAll(other.blocks);
        size = other.size;
    }

    /** Takes over one of the other's blocks, as a copy. */
    void copyBlock(Map.Entry<Long, byte[]> block) {
        blocks.put(block.getKey(), block.getValue().clone());
    }

    Map<Long, byte[]> byNumber() {
        return blocks;
    }

    /** Returns whether both hold the same bytes, be it as holes. */
    boolean sameAs(FakeBytes other) {
        if (size != other.size) {
            return false;
        }
        Set<Long> numbers = new TreeSet<>(blocks.keySet());
        numbers.addAll(other.blocks.keySet());
        byte[] hole = new byte[BLOCK];
        return numbers.stream()
                .allMatch(number ->
                        Arrays.equals(blocks.getOrDefault(number, hole), other.blocks.getOrDefault(number, hole)));
    }

    /** Returns whether each block of one is the very block of the other. */
    @SuppressWarnings("ReferenceEquality") // Equal bytes in blocks of its own are a copy, and no clone.
    boolean sharesAllWith(FakeBytes other) {
        return size == other.size
                && blocks.keySet().equals(other.blocks.keySet())
                && blocks.entrySet().stream().allMatch(block -> other.blocks.get(block.getKey()) == block.getValue());
    }
}
