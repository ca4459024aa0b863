package aka.dedupe;

import aka.content.ContentHash;
import aka.content.ContentHasher;
import aka.os.CancelToken;
import aka.os.Stamp;
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

    /** So much of a long file's beginning is read first: most differ in that. */
    private static final int HEAD_BYTES = 16 * 1024;

    /** So much of its end is looked at next: what was added to, or has an index there, differs in that. */
    private static final int END_BYTES = 16 * 1024;
    /** So many bodies are open at a time. */
    static final int MOST_OPEN = BlockSorter.MOST_LONG_BLOCKS;

    /** So much is told while one class is still being read. */
    private static final long NOTICEABLE_BYTES = 4 << 20;

    private final FileTable table;
    private final FinderEvents events;
    private final CancelToken cancel;
    private final Consumer<EqualBodies> found;
    private final BlockSorter blocks = new BlockSorter();
    private final Stamp stamp = new Stamp();
    private final ContentHasher hasher = new ContentHasher();
    /** What was read and not told yet: telling waits for other threads. */
    private long readBytes;

    SizeClassReader(FileTable table, FinderEvents events, CancelToken cancel, Consumer<EqualBodies> found) {
        this.table = table;
        this.events = events;
        this.cancel = cancel;
        this.found = found;
    }

    /** Two or more bodies that were found equal, unchanged since they were listed. */
    record EqualBodies(long sizeBytes, Evidence evidence, List<Candidate> bodies) {}

    /** Candidates that are equal up to {@code offset} and, where {@code endBytes} is not 0, in so many bytes at their ends. */
    private record EqualSoFar(long offset, int endBytes, List<Candidate> bodies) {}

    /** Finds the equal ones among the bodies in these rows, all of them {@code sizeBytes} long. */
    void read(long sizeBytes, int[] rows) {
        List<Candidate> candidates = new ArrayList<>(rows.length);
        for (int row : rows) {
            candidates.add(new Candidate(table, events, row));
        }
        readBytes = 0;
        if (sizeBytes <= BLOCK_BYTES) {
            readWhole(sizeBytes, candidates);
        } else if (candidates.size() <= MOST_OPEN) {
            readInLockstep(sizeBytes, new EqualSoFar(0, 0, candidates), Evidence.BYTES);
        } else {
            readCrowd(sizeBytes, candidates);
        }
        tellRead();
    }

    private void tellRead() {
        events.read(readBytes);
        readBytes = 0;
    }

    private void readWhole(long sizeBytes, List<Candidate> candidates) {
        for (EqualBlocks whole : sortByBlock(0, (int) sizeBytes, candidates)) {
            tellEqual(sizeBytes, whole.evidence(), whole.members());
        }
    }

    private void readCrowd(long sizeBytes, List<Candidate> candidates) {
        int endBytes = endBytes(sizeBytes);
        for (EqualBlocks first : sortByBlock(0, HEAD_BYTES, candidates)) {
            for (EqualBlocks both : sortByEnd(sizeBytes, endBytes, first)) {
                if (both.members().size() > MOST_OPEN) {
                    hashTheRest(sizeBytes, both.members());
                } else if (both.members().size() > 1) {
                    Evidence evidence = first.evidence() == Evidence.BYTES ? both.evidence() : first.evidence();
                    readInLockstep(sizeBytes, new EqualSoFar(HEAD_BYTES, endBytes, both.members()), evidence);
                }
            }
        }
    }

    private List<EqualBlocks> sortByEnd(long sizeBytes, int endBytes, EqualBlocks first) {
        return first.members().size() < 2 ? List.of() : sortByBlock(sizeBytes - endBytes, endBytes, first.members());
    }

    /** Returns how much of the end of a file is looked at before what is between: nothing that its head holds. */
    private static int endBytes(long sizeBytes) {
        return (int) Math.min(END_BYTES, sizeBytes - HEAD_BYTES);
    }

    /** Opens one body after the other for its block at {@code offset}. */
    private List<EqualBlocks> sortByBlock(long offset, int bytes, List<Candidate> candidates) {
        blocks.begin(bytes, candidates.size());
        for (Candidate candidate : candidates) {
            cancel.check();
            if (offset == 0 && candidate.readAsListed(blocks.free(), stamp)) {
                readBytes += bytes;
                blocks.add(candidate);
            } else {
                addOpened(candidate, offset);
            }
        }
        return blocks.sorted();
    }

    private void addOpened(Candidate candidate, long offset) {
        try (candidate) {
            if (candidate.open() && readBlock(candidate, offset) && candidate.with(body -> body.checkUnchanged())) {
                blocks.add(candidate);
            }
        }
    }

    /**
     * Reads all of them block by block, their heads, their ends, and then what is between, so that a body is read no
     * further than it has an equal.
     */
    private void readInLockstep(long sizeBytes, EqualSoFar known, Evidence evidence) {
        List<Candidate> candidates = known.bodies();
        try {
            Deque<EqualSoFar> open = new ArrayDeque<>();
            List<Candidate> opened = new ArrayList<>(candidates);
            opened.removeIf(candidate -> !candidate.open());
            open.push(new EqualSoFar(known.offset(), known.endBytes(), opened));
            while (!open.isEmpty()) {
                EqualSoFar equal = open.pop();
                if (equal.bodies().size() < 2) {
                    equal.bodies().forEach(this::finishAlone);
                } else if (equal.offset() == HEAD_BYTES && equal.endBytes() == 0) {
                    int bytes = endBytes(sizeBytes);
                    for (EqualBlocks same : sortOpen(equal.bodies(), sizeBytes - bytes, bytes)) {
                        open.push(new EqualSoFar(equal.offset(), bytes, same.members()));
                    }
                } else if (equal.offset() < sizeBytes - equal.endBytes()) {
                    int most = equal.offset() == 0 ? HEAD_BYTES : BLOCK_BYTES;
                    int bytes = (int) Math.min(most, sizeBytes - equal.endBytes() - equal.offset());
                    for (EqualBlocks same : sortOpen(equal.bodies(), equal.offset(), bytes)) {
                        open.push(new EqualSoFar(equal.offset() + bytes, equal.endBytes(), same.members()));
                    }
                } else {
                    tellEqual(sizeBytes, evidence, stillUnchanged(equal.bodies()));
                }
            }
        } finally {
            candidates.forEach(Candidate::close);
        }
    }

    /** Sorts bodies that are open by their blocks at {@code offset}. */
    private List<EqualBlocks> sortOpen(List<Candidate> candidates, long offset, int bytes) {
        blocks.begin(bytes, candidates.size());
        for (Candidate candidate : candidates) {
            cancel.check();
            if (readBlock(candidate, offset)) {
                blocks.add(candidate);
            }
        }
        return blocks.sorted();
    }

    /** Too many to hold open: each is read to its end by itself. */
    private void hashTheRest(long sizeBytes, List<Candidate> candidates) {
        Map<ContentHash, List<Candidate>> byHash = new HashMap<>();
        for (Candidate candidate : candidates) {
            try (candidate) {
                if (candidate.open()) {
                    candidate.with(body -> {
                        ContentHash hash = hasher.hash(body, HEAD_BYTES, cancel);
                        body.checkUnchanged();
                        byHash.computeIfAbsent(hash, none -> new ArrayList<>()).add(candidate);
                        events.read(sizeBytes - HEAD_BYTES);
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
            readBytes += bytes;
            if (readBytes >= NOTICEABLE_BYTES) {
                tellRead();
            }
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
