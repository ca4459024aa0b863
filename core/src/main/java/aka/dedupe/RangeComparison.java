package aka.dedupe;

import aka.os.CancelToken;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compares open bodies over a long range, which several threads do piece by piece, and finds how far they are surely equal.
 * Trouble is a difference here: whoever reads on meets it again.
 */
final class RangeComparison {

    /** A thread takes so much at a time. */
    static final long PIECE_BYTES = 1 << 20;

    private static final int BLOCK_BYTES = BlockSorter.MOST_BYTES;
    private static final ThreadLocal<ByteBuffer[]> BLOCKS =
            ThreadLocal.withInitial(() -> new ByteBuffer[] {ReadBuffer.of(BLOCK_BYTES), ReadBuffer.of(BLOCK_BYTES)});

    private final List<Candidate> bodies;
    private final long to;
    private final CancelToken cancel;
    private final AtomicLong next;
    private final AtomicLong equalTo;

    private RangeComparison(List<Candidate> bodies, long from, long to, CancelToken cancel) {
        this.bodies = bodies;
        this.to = to;
        this.cancel = cancel;
        this.next = new AtomicLong(from);
        this.equalTo = new AtomicLong(to);
    }

    /**
     * Returns up to where these bodies hold equal bytes from {@code from} on: {@code to}, or where the block begins that differs.
     *
     * @param errands readers that may help {@code own}
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    static <R> long equalTo(List<Candidate> bodies, long from, long to, Errands<R> errands, R own, CancelToken cancel) {
        RangeComparison comparison = new RangeComparison(bodies, from, to, cancel);
        SharedWork.share(errands, own, reader -> comparison.comparePieces());
        cancel.check();
        return comparison.equalTo.get();
    }

    /** Pieces are taken in their order, so all that is before a difference is compared by somebody. */
    private void comparePieces() {
        ByteBuffer[] blocks = BLOCKS.get();
        long from = next.getAndAdd(PIECE_BYTES);
        while (from < equalTo.get() && !cancel.isCancelled()) {
            long end = Math.min(from + PIECE_BYTES, to);
            for (long at = from; at < end; at += BLOCK_BYTES) {
                int bytes = (int) Math.min(BLOCK_BYTES, end - at);
                if (!isEqual(at, bytes, blocks[0], blocks[1])) {
                    equalTo.accumulateAndGet(at, Math::min);
                    return;
                }
            }
            from = next.getAndAdd(PIECE_BYTES);
        }
    }

    private boolean isEqual(long at, int bytes, ByteBuffer one, ByteBuffer other) {
        if (!bodies.getFirst().reads(one.clear().limit(bytes), at)) {
            return false;
        }
        one.flip();
        for (Candidate candidate : bodies.subList(1, bodies.size())) {
            if (!candidate.reads(other.clear().limit(bytes), at) || one.mismatch(other.flip()) >= 0) {
                return false;
            }
        }
        return true;
    }
}
