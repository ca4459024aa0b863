package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.WholeHash;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of short bodies of one length, which were read at once: one for all that are equal, and no more than will tell
 * them apart another time. A body without an equal is told from the others by its head, unless another has the same.
 */
final class ShortHashes {

    private final Recall recall;
    private final List<EqualBlocks> kinds;
    private final WholeHash nothing;
    private final Map<Integer, Integer> heads = new HashMap<>();

    /**
     * @param kinds whose blocks are all of their bytes
     * @param nothing a hash that has seen nothing
     */
    ShortHashes(Recall recall, List<EqualBlocks> kinds, WholeHash nothing) {
        this.recall = recall;
        this.kinds = kinds;
        this.nothing = nothing;
    }

    /** Tells what is to be remembered of them. */
    void learn() {
        int[] head = new int[kinds.size()];
        for (int i = 0; i < head.length; i++) {
            ByteBuffer block = kinds.get(i).block();
            if (block != null) {
                head[i] = WholeHash.ofBlock(block.slice(0, Math.min(block.limit(), BodyHashes.HEAD_BYTES)));
                heads.merge(head[i], 1, Integer::sum);
            }
        }
        for (int i = 0; i < head.length; i++) {
            BodyHashes hashes = hashes(kinds.get(i), head[i]);
            if (hashes != null) {
                kinds.get(i).members().forEach(member -> member.learn(recall, hashes));
            }
        }
    }

    private @Nullable BodyHashes hashes(EqualBlocks kind, int head) {
        ByteBuffer block = kind.block();
        if (block == null) {
            return null;
        }
        BodyHashes hashes = BodyHashes.ofHead(head);
        if (kind.members().size() < 2 && heads.getOrDefault(head, 0) < 2) {
            return hashes;
        }
        WholeHash whole = nothing.copy();
        whole.put(block);
        return hashes.withWhole(whole.get());
    }
}
