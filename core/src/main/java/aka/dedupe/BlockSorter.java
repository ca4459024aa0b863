package aka.dedupe;

import aka.content.ContentHash;
import aka.content.ContentHasher;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorts candidates by one block of each: those whose blocks are equal come together.
 *
 * <p>One block of every kind that came is kept, side by side in memory that is used again. Of a few candidates each is
 * compared with every kept block; of many a block is looked up by a mark and compared with the kept ones that have it. The
 * mark is a sample of some bytes, which takes no time, as long as that tells blocks apart; where it does not it is the hash of
 * all, so that whatever the bytes, time grows with the candidates and not with their pairs. Only when there are more kinds
 * than the memory holds does the hash alone tell further ones apart.
 *
 * <p>For one thread: {@link #begin}, then for each candidate {@link #free}, a read into that, and {@link #add}.
 */
final class BlockSorter {

    /** The longest block. */
    static final int MOST_BYTES = 128 * 1024;

    /** Blocks of {@link #MOST_BYTES} that fit: so many candidates are always sorted without a hash. */
    static final int MOST_LONG_BLOCKS = 64;

    private static final int MEMORY_BYTES = MOST_BYTES * MOST_LONG_BLOCKS;
    private static final int MOST_KINDS = 1 << 14;
    /** So few candidates are compared with one another sooner than hashed. */
    private static final int FEW = 4;

    /** Shorter blocks are hashed as quickly as sampled. */
    private static final int SAMPLED_BYTES = 64;

    /** Where samples are taken: a quarter of the block apart. */
    private static final int SAMPLES = 4;

    private static final int FREE = -1;

    /** Room for the kept blocks and the one that is being read; as much as was needed so far. */
    private ByteBuffer memory = ReadBuffer.of(MOST_BYTES);

    private final ContentHasher hasher = new ContentHasher();
    private final int[] slots = new int[2 * MOST_KINDS];

    /** The mark of each kept block, whose lower bits chose its slot. */
    private final long[] marks = new long[MOST_KINDS];

    /** Whether marks are samples. */
    private boolean sampling;

    private int blockBytes;
    /** How far apart they begin in the memory. */
    private int stride;

    private boolean few;
    private int mostKept;
    private int mask;
    private List<ByteBuffer> kept = new ArrayList<>();
    private List<EqualBlocks> kinds = new ArrayList<>();
    private Map<ContentHash, EqualBlocks> crowd = new HashMap<>();

    /** Begins anew with blocks of {@code bytes} (1 to {@link #MOST_BYTES}), of at most {@code candidates} candidates. */
    void begin(int bytes, int candidates) {
        blockBytes = bytes;
        stride = ReadBuffer.stride(bytes);
        mostKept = Math.min(Math.min(candidates, MOST_KINDS), MEMORY_BYTES / stride);
        makeRoom((mostKept + 1) * stride);
        few = candidates <= FEW;
        sampling = bytes >= SAMPLED_BYTES;
        mask = Math.min(Integer.highestOneBit(mostKept) * 4, slots.length) - 1;
        Arrays.fill(slots, 0, mask + 1, FREE);
        kept = new ArrayList<>();
        kinds = new ArrayList<>();
        crowd = new HashMap<>();
    }

    private void makeRoom(int bytes) {
        if (memory.capacity() < bytes) {
            int room = Math.min(2 * Integer.highestOneBit(bytes), MEMORY_BYTES + MOST_BYTES);
            memory = ReadBuffer.of(room);
        }
    }

    /** Returns where the next candidate's block is to be read. */
    ByteBuffer free() {
        return memory.slice(kept.size() * stride, blockBytes);
    }

    /** Sorts the candidate whose block was read into {@link #free}. */
    void add(Candidate candidate) {
        kindOf(free()).members().add(candidate);
    }

    /** Returns all that were added, in the order in which the first of each kind came. */
    List<EqualBlocks> sorted() {
        return kinds;
    }

    private EqualBlocks kindOf(ByteBuffer block) {
        return few ? amongFew(block) : amongMany(block);
    }

    private EqualBlocks amongFew(ByteBuffer block) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).mismatch(block) < 0) {
                return kinds.get(i);
            }
        }
        return keep(block);
    }

    private EqualBlocks amongMany(ByteBuffer block) {
        long mark = mark(block);
        int slot = (int) mark & mask;
        int mistaken = 0;
        while (slots[slot] != FREE) {
            int there = slots[slot];
            if (marks[there] == mark) {
                if (kept.get(there).mismatch(block) < 0) {
                    return kinds.get(there);
                }
                mistaken++;
            }
            slot = slot + 1 & mask;
        }
        if (sampling && mistaken >= FEW) {
            stopSampling();
            return amongMany(block);
        }
        if (kept.size() == mostKept) {
            return amongCrowd(hasher.hash(block));
        }
        slots[slot] = kept.size();
        marks[kept.size()] = mark;
        return keep(block);
    }

    private EqualBlocks amongCrowd(ContentHash hash) {
        EqualBlocks known = crowd.get(hash);
        if (known == null) {
            known = newKind(Evidence.HASH, null);
            crowd.put(hash, known);
        }
        return known;
    }

    private long mark(ByteBuffer block) {
        return sampling ? sample(block) : hasher.hash(block).low();
    }

    private static long sample(ByteBuffer block) {
        int last = block.limit() - Long.BYTES;
        long mark = 0;
        for (int i = 0; i <= SAMPLES; i++) {
            mark = (mark ^ block.getLong((int) ((long) last * i / SAMPLES))) * 0x9E3779B97F4A7C15L;
            mark ^= mark >>> 32;
        }
        return mark;
    }

    /** The blocks are too much alike: those that are kept get their hashes for marks, as all that come. */
    private void stopSampling() {
        sampling = false;
        Arrays.fill(slots, 0, mask + 1, FREE);
        for (int i = 0; i < kept.size(); i++) {
            marks[i] = hasher.hash(kept.get(i)).low();
            int slot = (int) marks[i] & mask;
            while (slots[slot] != FREE) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i;
        }
    }

    private EqualBlocks keep(ByteBuffer block) {
        kept.add(block);
        return newKind(Evidence.BYTES, block);
    }

    private EqualBlocks newKind(Evidence evidence, @Nullable ByteBuffer block) {
        EqualBlocks kind = new EqualBlocks(evidence, block);
        kinds.add(kind);
        return kind;
    }
}
