package aka.dedupe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candidates that have the same block at the same place. */
final class EqualBlocks {

    private final Evidence evidence;
    private final @Nullable ByteBuffer block;
    private final List<Candidate> members = new ArrayList<>(2);

    EqualBlocks(Evidence evidence, @Nullable ByteBuffer block) {
        this.evidence = evidence;
        this.block = block;
    }

    /** Returns how it is known. */
    Evidence evidence() {
        return evidence;
    }

    /** Returns the block, until other blocks are sorted; null if it was not kept. */
    @Nullable
    ByteBuffer block() {
        return block;
    }

    /** Returns them in the order in which they came. */
    List<Candidate> members() {
        return members;
    }
}
