package aka.dedupe;

import aka.dedupe.SizeClassReader.EqualBodies;
import aka.os.CancelToken;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares bodies byte for byte however many there are: each with the first of its kind, which is read once for as many others
 * as may be open beside it. For one thread.
 */
final class CrowdComparison {

    private static final int BLOCK_BYTES = BlockSorter.MOST_BYTES;
    private static final int MOST_BESIDE = SizeClassReader.MOST_OPEN - 1;

    private final ClassCount count;
    private final CancelToken cancel;
    private final Consumer<EqualBodies> found;
    private final ByteBuffer firstBlock = ReadBuffer.of(BLOCK_BYTES);
    private final ByteBuffer otherBlock = ReadBuffer.of(BLOCK_BYTES);

    CrowdComparison(ClassCount count, CancelToken cancel, Consumer<EqualBodies> found) {
        this.count = count;
        this.cancel = cancel;
        this.found = found;
    }

    /** Tells which of these bodies are equal, all of them {@code sizeBytes} long and none of them open. */
    void compare(long sizeBytes, List<Candidate> bodies) {
        List<Candidate> left = bodies;
        while (left.size() > 1) {
            left = tellKindOfFirst(sizeBytes, left);
        }
    }

    /** Returns those that are not of its kind; if it cannot be read, or changes, all others that can. */
    private List<Candidate> tellKindOfFirst(long sizeBytes, List<Candidate> bodies) {
        Candidate first = bodies.getFirst();
        List<Candidate> same = new ArrayList<>();
        List<Candidate> others = new ArrayList<>();
        for (int from = 1, to; from < bodies.size(); from = to) {
            to = Math.min(from + MOST_BESIDE, bodies.size());
            List<Candidate> beside = new ArrayList<>(bodies.subList(from, to));
            boolean held = keepEqual(sizeBytes, first, beside, others);
            same.addAll(beside);
            if (!held) {
                same.addAll(others);
                same.addAll(bodies.subList(to, bodies.size()));
                return same;
            }
        }
        if (!same.isEmpty()) {
            same.addFirst(first);
            found.accept(new EqualBodies(sizeBytes, Evidence.BYTES, same));
        }
        return others;
    }

    /**
     * Takes out of {@code beside} what differs from {@code first}, which goes to {@code others}, and what cannot be read.
     *
     * @return whether {@code first} stayed as it is until all were compared with it; else what is left is only readable
     */
    private boolean keepEqual(long sizeBytes, Candidate first, List<Candidate> beside, List<Candidate> others) {
        if (!first.open()) {
            return false;
        }
        List<Candidate> opened = List.copyOf(beside);
        try (first) {
            beside.removeIf(candidate -> !candidate.open());
            long at = 0;
            for (int bytes; at < sizeBytes && !beside.isEmpty(); at += bytes) {
                at = Math.min(first.dataFrom(at), Candidate.dataFrom(at, sizeBytes, beside));
                bytes = (int) Math.min(BLOCK_BYTES, sizeBytes - at);
                if (!read(first, firstBlock.clear().limit(bytes), at)) {
                    return false;
                }
                compareBlocks(at, beside, others);
            }
            beside.removeIf(candidate -> !candidate.with(body -> body.checkUnchanged()));
            return first.with(body -> body.checkUnchanged());
        } finally {
            opened.forEach(Candidate::close);
        }
    }

    private void compareBlocks(long at, List<Candidate> beside, List<Candidate> others) {
        for (Iterator<Candidate> each = beside.iterator(); each.hasNext(); ) {
            Candidate candidate = each.next();
            if (!read(candidate, otherBlock.clear().limit(firstBlock.limit()), at)) {
                each.remove();
            } else if (firstBlock.mismatch(otherBlock) >= 0) {
                each.remove();
                others.add(candidate);
                candidate.close();
            }
        }
    }

    /** Fills {@code block}, which is then read from its beginning. */
    private boolean read(Candidate candidate, ByteBuffer block, long at) {
        cancel.check();
        return candidate.with(body -> {
            body.readFully(block, at);
            block.flip();
            count.read(block.limit());
        });
    }
}
