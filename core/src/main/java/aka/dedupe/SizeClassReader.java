package aka.dedupe;

import aka.content.ContentHash;
import aka.content.ContentHasher;
import aka.os.CancelToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the bodies of one length and finds those that are equal, in memory of a fixed size that is used again. For one
 * thread, which holds no more than {@value #MOST_OPEN} bodies open.
 */
final class SizeClassReader {

    private static final int BLOCK_BYTES = BlockSorter.MOST_BYTES;
    /** So many bodies are open at a time. */
    static final int MOST_OPEN = BlockSorter.MOST_LONG_BLOCKS;

    private final FileTable table;
    private final FinderEvents events;
    private final CancelToken cancel;
    private final Consumer<EqualBodies> found;
    private final BlockSorter blocks = new BlockSorter();
    private final ContentHasher hasher = new ContentHasher();

    SizeClassReader(FileTable table, FinderEvents events, CancelToken cancel, Consumer<EqualBodies> found) {
        this.table = table;
        this.events = events;
        this.cancel = cancel;
        this.found = found;
    }

    /** Two or more bodies that were found equal, unchanged since they were listed. */
    record EqualBodies(long sizeBytes, Evidence evidence, List<Candidate> bodies) {}

    /** Candidates that are equal up to {@code offset}. */
    private record EqualSoFar(long offset, List<Candidate> bodies) {}

    /** Finds the equal ones among the bodies in these rows, all of them {@code sizeBytes} long. */
    void read(long sizeBytes, int[] rows) {
        List<Candidate> candidates = new ArrayList<>(rows.length);
        for (int row : rows) {
            candidates.add(new Candidate(table, events, row));
        }
        if (sizeBytes <= BLOCK_BYTES) {
            readWhole(sizeBytes, candidates);
        } else if (candidates.size() <= MOST_OPEN) {
            readInLockstep(sizeBytes, 0, Evidence.BYTES, candidates);
        } else {
            readCrowd(sizeBytes, candidates);
        }
    }

    private void readWhole(long sizeBytes, List<Candidate> candidates) {
        for (EqualBlocks whole : sortByFirstBlock((int) sizeBytes, candidates)) {
            tellEqual(sizeBytes, whole.evidence(), whole.members());
        }
    }

    private void readCrowd(long sizeBytes, List<Candidate> candidates) {
        for (EqualBlocks first : sortByFirstBlock(BLOCK_BYTES, candidates)) {
            if (first.members().size() > MOST_OPEN) {
                hashTheRest(sizeBytes, first.members());
            } else if (first.members().size() > 1) {
                readInLockstep(sizeBytes, BLOCK_BYTES, first.evidence(), first.members());
            }
        }
    }

    /** Opens one body after the other for its first block. */
    private List<EqualBlocks> sortByFirstBlock(int bytes, List<Candidate> candidates) {
        blocks.begin(bytes, candidates.size());
        for (Candidate candidate : candidates) {
            cancel.check();
            try (candidate) {
                if (candidate.open() && readBlock(candidate, 0) && candidate.with(body -> body.checkUnchanged())) {
                    blocks.add(candidate);
                }
            }
        }
        return blocks.sorted();
    }

    /** Reads all of them block by block, so that a body is read no further than it has an equal. */
    private void readInLockstep(long sizeBytes, long from, Evidence evidence, List<Candidate> candidates) {
        try {
            Deque<EqualSoFar> open = new ArrayDeque<>();
            List<Candidate> opened = new ArrayList<>(candidates);
            opened.removeIf(candidate -> !candidate.open());
            open.push(new EqualSoFar(from, opened));
            while (!open.isEmpty()) {
                EqualSoFar equal = open.pop();
                if (equal.bodies().size() < 2) {
                    equal.bodies().forEach(this::finishAlone);
                } else if (equal.offset() < sizeBytes) {
                    sortByBlock(sizeBytes, equal, open);
                } else {
                    tellEqual(sizeBytes, evidence, stillUnchanged(equal.bodies()));
                }
            }
        } finally {
            candidates.forEach(Candidate::close);
        }
    }

    private void sortByBlock(long sizeBytes, EqualSoFar equal, Deque<EqualSoFar> open) {
        int bytes = (int) Math.min(BLOCK_BYTES, sizeBytes - equal.offset());
        blocks.begin(bytes, equal.bodies().size());
        for (Candidate candidate : equal.bodies()) {
            cancel.check();
            if (readBlock(candidate, equal.offset())) {
                blocks.add(candidate);
            }
        }
        for (EqualBlocks same : blocks.sorted()) {
            open.push(new EqualSoFar(equal.offset() + bytes, same.members()));
        }
    }

    /** Too many to hold open: each is read to its end by itself. */
    private void hashTheRest(long sizeBytes, List<Candidate> candidates) {
        Map<ContentHash, List<Candidate>> byHash = new HashMap<>();
        for (Candidate candidate : candidates) {
            try (candidate) {
                if (candidate.open()) {
                    candidate.with(body -> {
                        ContentHash hash = hasher.hash(body, BLOCK_BYTES, cancel);
                        body.checkUnchanged();
                        byHash.computeIfAbsent(hash, none -> new ArrayList<>()).add(candidate);
                        events.read(sizeBytes - BLOCK_BYTES);
                    });
                }
            }
        }
        byHash.values().forEach(same -> tellEqual(sizeBytes, Evidence.HASH, same));
    }

    private boolean readBlock(Candidate candidate, long offset) {
        return candidate.with(body -> {
            int bytes = blocks.free().remaining();
            body.readFully(blocks.free(), offset);
            events.read(bytes);
        });
    }

    private void finishAlone(Candidate candidate) {
        candidate.with(body -> body.checkUnchanged());
        candidate.close();
    }

    private List<Candidate> stillUnchanged(List<Candidate> candidates) {
        List<Candidate> unchanged = new ArrayList<>(candidates);
        unchanged.removeIf(candidate -> !candidate.with(body -> body.checkUnchanged()));
        candidates.forEach(Candidate::close);
        return unchanged;
    }

    private void tellEqual(long sizeBytes, Evidence evidence, List<Candidate> bodies) {
        if (bodies.size() > 1) {
            found.accept(new EqualBodies(sizeBytes, evidence, bodies));
        }
    }
}
