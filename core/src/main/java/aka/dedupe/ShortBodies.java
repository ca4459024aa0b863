package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.WholeHash;
import aka.dedupe.SizeClassReader.EqualBodies;
import aka.os.CancelToken;
import aka.os.Metadata;
import aka.os.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the equal ones among short bodies of one length: by their heads, and then, of those that have another's head, by the
 * rest at once. As many as may be open stay so in between; of a larger crowd each is opened for its head and again for its rest.
 * For one thread.
 *
 * <p>Each is read in a glimpse, without being looked at before. If it turns out not to be what was listed, all of that length
 * are read once more, each opened and watched as a long body is, which tells what is wrong.
 */
final class ShortBodies {

    private static final int HEAD_BYTES = BodyHashes.HEAD_BYTES;

    /** So many classes more may be read in vain than not: there are file systems of which a glimpse is never enough. */
    private static final int PATIENCE = 16;

    private final BlockSorter blocks;
    private final Recall recall;
    private final ClassCount count;
    private final CancelToken cancel;
    private final @Nullable Metadata metadata;
    private final Consumer<EqualBodies> found;
    private final WholeHash noBytes;
    private final Stamp stamp = new Stamp();

    private int confidence = PATIENCE;
    private boolean glimpsing;
    private boolean holding;
    private boolean doubtful;

    /**
     * @param metadata reads that of what is equal, where it is wanted
     * @param noBytes a hash that has seen nothing
     * @param found is given what is equal
     */
    ShortBodies(
            BlockSorter blocks,
            Recall recall,
            ClassCount count,
            CancelToken cancel,
            Optional<Metadata> metadata,
            WholeHash noBytes,
            Consumer<EqualBodies> found) {
        this.blocks = blocks;
        this.recall = recall;
        this.count = count;
        this.cancel = cancel;
        this.metadata = metadata.orElse(null);
        this.noBytes = noBytes;
        this.found = found;
    }

    /** Tells which of these bodies are equal; they are {@code sizeBytes} long, at most {@link BodyHashes#SHORT_BYTES}. */
    void read(int sizeBytes, List<Candidate> candidates) {
        boolean certain = false;
        if (confidence > 0) {
            certain = tell(sizeBytes, candidates, true);
            confidence = certain ? PATIENCE : confidence - 1;
        }
        if (!certain) {
            List<Candidate> left = new ArrayList<>(candidates);
            left.removeIf(Candidate::isLost);
            left.forEach(Candidate::beginAnew);
            tell(sizeBytes, left, false);
        }
    }

    /** Returns false if it cannot be told this way, and nothing was told. */
    private boolean tell(int sizeBytes, List<Candidate> candidates, boolean byGlimpses) {
        glimpsing = byGlimpses;
        // Whose metadata is wanted shows when all are read.
        holding = (sizeBytes > HEAD_BYTES || metadata != null) && candidates.size() <= SizeClassReader.MOST_OPEN;
        doubtful = false;
        List<EqualBodies> equal = new ArrayList<>();
        try {
            sort(sizeBytes, candidates, equal);
        } finally {
            candidates.forEach(Candidate::close);
        }
        if (!doubtful) {
            equal.forEach(found);
        }
        return !doubtful;
    }

    private void sort(int sizeBytes, List<Candidate> candidates, List<EqualBodies> equal) {
        // To open one takes longer than to read it: a crowd that is opened for each read is read at once.
        int headBytes = holding || glimpsing ? Math.min(sizeBytes, HEAD_BYTES) : sizeBytes;
        List<EqualBlocks> heads = sortByBlock(0, headBytes, candidates);
        // Before the memory of their blocks is used for the rest.
        List<HashesSoFar> hashes = hashesOfFirst(heads);
        for (int i = 0; i < heads.size() && !doubtful; i++) {
            EqualBlocks head = heads.get(i);
            if (head.members().size() < 2) {
                hashes.get(i).learn(recall, unchanged(head.members(), false));
            } else if (headBytes == sizeBytes) {
                add(sizeBytes, head.evidence(), head.members(), hashes.get(i), equal);
            } else {
                for (EqualBlocks all : sortByBlock(headBytes, sizeBytes - headBytes, head.members())) {
                    Evidence evidence = head.evidence() == Evidence.BYTES ? all.evidence() : head.evidence();
                    add(sizeBytes, evidence, all.members(), hashes.get(i).withLast(all), equal);
                }
            }
        }
    }

    private void add(
            int sizeBytes, Evidence evidence, List<Candidate> same, HashesSoFar hashes, List<EqualBodies> equal) {
        List<Candidate> unchanged = unchanged(same, same.size() > 1);
        if (!doubtful) {
            hashes.learnWhole(recall, unchanged);
            if (unchanged.size() > 1) {
                equal.add(new EqualBodies(sizeBytes, evidence, unchanged));
            }
        }
    }

    private List<HashesSoFar> hashesOfFirst(List<EqualBlocks> kinds) {
        if (!recall.isWorthwhile()) {
            return Collections.nCopies(kinds.size(), HashesSoFar.none());
        }
        return kinds.stream().map(kind -> HashesSoFar.ofFirst(kind, noBytes)).toList();
    }

    private List<EqualBlocks> sortByBlock(int offset, int bytes, List<Candidate> candidates) {
        blocks.begin(bytes, candidates.size());
        for (Candidate candidate : candidates) {
            cancel.check();
            if (read(candidate, offset) && (holding || isUnchanged(candidate, false))) {
                count.read(bytes);
                blocks.add(candidate);
            }
        }
        return blocks.sorted();
    }

    private boolean read(Candidate candidate, int offset) {
        if (glimpsing && candidate.glimpse(blocks.free(), offset)) {
            return true;
        }
        if (glimpsing && holding && offset > 0 && !candidate.isOpen()) {
            // Of its head nobody knows yet whether it was of the state that was listed.
            doubtful = true;
            return false;
        }
        return (candidate.isOpen() || candidate.open())
                && candidate.with(body -> body.readFully(blocks.free(), offset));
    }

    private List<Candidate> unchanged(List<Candidate> candidates, boolean equal) {
        if (holding) {
            candidates.removeIf(candidate -> !isUnchanged(candidate, equal));
        }
        return candidates;
    }

    /** Looks at it after it was read, and closes it. */
    private boolean isUnchanged(Candidate candidate, boolean equal) {
        try (candidate) {
            if (candidate.isOpen()) {
                return candidate.with(body -> body.checkUnchanged());
            }
            boolean asListed = candidate.endGlimpse(stamp, equal ? metadata : null);
            doubtful |= glimpsing && !asListed;
            return asListed;
        }
    }
}
