package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.WholeHash;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of bodies that are equal so far: one for all of them, made of the blocks that they were compared by. Of bodies
 * without an equal no more is hashed than tells them from the others.
 */
final class HashesSoFar {

    /** Of what is not to be remembered: nothing is hashed. */
    private static final HashesSoFar NONE = new HashesSoFar(null, null);

    private final @Nullable BodyHashes hashes;
    private final @Nullable WholeHash whole;

    private HashesSoFar(@Nullable BodyHashes hashes, @Nullable WholeHash whole) {
        this.hashes = hashes;
        this.whole = whole;
    }

    /** Returns those of bodies of which nothing was read. */
    static HashesSoFar none() {
        return NONE;
    }

    /**
     * Returns those of bodies with this block at their beginning, which is at least their head, or all of them.
     *
     * @param nothing a hash that has seen nothing
     */
    static HashesSoFar ofFirst(EqualBlocks kind, WholeHash nothing) {
        ByteBuffer block = kind.block();
        if (block == null) {
            return NONE;
        }
        ByteBuffer head = block.slice(0, Math.min(block.limit(), BodyHashes.HEAD_BYTES));
        return new HashesSoFar(BodyHashes.ofHead(WholeHash.ofBlock(head)), grown(nothing, kind));
    }

    /** Returns those of bodies that have this block at their ends as well. */
    HashesSoFar withEnd(EqualBlocks kind) {
        ByteBuffer block = kind.block();
        if (hashes == null || block == null) {
            return NONE;
        }
        return new HashesSoFar(hashes.withEnd(WholeHash.ofBlock(block)), grown(whole, kind));
    }

    /** Returns those of bodies that have this block next. */
    HashesSoFar with(EqualBlocks kind) {
        return hashes == null ? NONE : new HashesSoFar(hashes, grown(whole, kind));
    }

    /** Returns those of bodies that have this block next, and last: they are known to their ends, even one without an equal. */
    HashesSoFar withLast(EqualBlocks kind) {
        ByteBuffer block = kind.block();
        if (hashes == null || whole == null || block == null) {
            return NONE;
        }
        WholeHash grown = whole.copy();
        grown.put(block);
        return new HashesSoFar(hashes, grown);
    }

    /** Returns those of bodies of which a hole comes next, which is not read: what is hashed of them is so for the last time. */
    HashesSoFar beforeAHole() {
        return hashes == null ? NONE : new HashesSoFar(hashes, null);
    }

    private static @Nullable WholeHash grown(@Nullable WholeHash whole, EqualBlocks kind) {
        ByteBuffer block = kind.block();
        if (whole == null || block == null || kind.members().size() < 2) {
            return null;
        }
        WholeHash grown = whole.copy();
        grown.put(block);
        return grown;
    }

    /** Returns a hash of the whole that has seen what was read so far; one that has seen nothing where nothing is remembered. */
    WholeHash rest(WholeHash nothing) {
        return (whole == null ? nothing : whole).copy();
    }

    /** Tells {@code recall} of bodies that turned out different from all others. */
    void learn(Recall recall, List<Candidate> different) {
        if (hashes != null) {
            for (Candidate candidate : different) {
                candidate.learn(recall, hashes);
            }
        }
    }

    /** Tells {@code recall} of bodies of which all was read. */
    void learnWhole(Recall recall, List<Candidate> equal) {
        learnWhole(recall, equal, whole);
    }

    /** The same, where {@code read} has seen the rest. */
    void learnWhole(Recall recall, List<Candidate> equal, @Nullable WholeHash read) {
        if (hashes != null && whole != null && read != null) {
            BodyHashes made = hashes.withWhole(read.get());
            for (Candidate candidate : equal) {
                candidate.learn(recall, made);
            }
        }
    }
}
