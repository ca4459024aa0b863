package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.ContentHash;
import aka.content.ContentHasher;
import aka.content.WholeHash;
import aka.os.CancelToken;
import aka.os.ReadBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of one length and finds those that are equal, in memory of a fixed size that is used again. For one
 * thread, which holds no more than {@value #MOST_OPEN} bodies open; others may help it with what takes long.
 */
final class SizeClassReader {

    private static final int BLOCK_BYTES = BodyHashes.SHORT_BYTES;
    private static final int HEAD_BYTES = BodyHashes.HEAD_BYTES;
    private static final int PIECE_BYTES = 64 * 1024;

    /** So many bodies are open at a time. */
    static final int MOST_OPEN = BlockSorter.MOST_LONG_BLOCKS;

    private final FileTable table;
    private final Recall recall;
    private final FinderEvents events;
    private final CancelToken cancel;
    private final ClassCount count;
    /** Where what is found goes: to another reader, while this one helps that. */
    private Consumer<EqualBodies> found;

    private final Errands<SizeClassReader> errands;
    private final boolean verify;
    private @Nullable CrowdComparison comparison;
    private final BlockSorter blocks = new BlockSorter();
    private final ByteBuffer piece = ReadBuffer.of(PIECE_BYTES);
    /** To be copied. */
    private final WholeHash noBytes = WholeHash.begin();

    private final ShortBodies shortBodies;
    private final MemorySorter memory;

    SizeClassReader(
            FileTable table,
            Recall recall,
            Searching searching,
            Errands<SizeClassReader> errands,
            Consumer<EqualBodies> found) {
        this.errands = errands;
        this.verify = searching.options().verify();
        this.table = table;
        this.recall = recall;
        this.events = searching.events();
        this.cancel = searching.cancel();
        this.count = new ClassCount(events);
        this.found = found;
        this.shortBodies =
                new ShortBodies(blocks, recall, count, cancel, searching.metadata(), noBytes, this::tellEqual);
        this.memory = new MemorySorter(new BodyHasher(recall, count, cancel), this::tellEqual, this::compare);
    }

    /** Two or more bodies that were found equal, unchanged since they were listed. */
    record EqualBodies(long sizeBytes, Evidence evidence, List<Candidate> bodies) {}

    /**
     * Candidates that are equal up to {@code offset} and, where {@code endBytes} is not 0, in so many bytes at their ends.
     *
     * @param hashes of what they are equal in
     */
    private record EqualSoFar(long offset, int endBytes, List<Candidate> bodies, HashesSoFar hashes) {}

    /** Returns how much is read first of a body of this length. */
    static long firstBytes(long sizeBytes) {
        return sizeBytes <= BLOCK_BYTES ? sizeBytes : HEAD_BYTES;
    }

    /** Finds the equal ones among the bodies in these rows, all of them {@code sizeBytes} long. */
    void read(long sizeBytes, int[] rows) {
        count.begin(SizeClasses.saturated(sizeBytes, rows.length));
        List<Candidate> candidates = new ArrayList<>(rows.length);
        for (int row : rows) {
            candidates.add(new Candidate(table, events, row));
        }
        // What has holes is not hashed as a whole, and so is not remembered.
        if (recall.isWorthwhile() && candidates.stream().noneMatch(Candidate::mayHaveHoles)) {
            candidates.forEach(candidate -> candidate.recall(recall));
            memory.sort(sizeBytes, candidates);
        } else {
            compare(sizeBytes, candidates);
        }
        count.end(rows.length);
    }

    /** Tells how far it has come, once there is no further class. */
    void finish() {
        count.tell();
    }

    private void compare(long sizeBytes, List<Candidate> candidates) {
        if (sizeBytes <= BLOCK_BYTES) {
            shortBodies.read((int) sizeBytes, candidates);
        } else if (candidates.size() <= MOST_OPEN) {
            readInLockstep(sizeBytes, new EqualSoFar(0, 0, candidates, HashesSoFar.none()), Evidence.BYTES);
        } else {
            readCrowd(sizeBytes, candidates);
        }
    }

    private void readCrowd(long sizeBytes, List<Candidate> candidates) {
        int endBytes = BodyHashes.endBytes(sizeBytes);
        List<EqualBlocks> heads = sortByBlock(0, HEAD_BYTES, candidates);
        // Before the memory of their blocks is used for the ends.
        List<HashesSoFar> hashesOfHeads =
                heads.stream().map(this::hashesOfFirst).toList();
        for (int i = 0; i < heads.size(); i++) {
            EqualBlocks first = heads.get(i);
            HashesSoFar head = hashesOfHeads.get(i);
            if (first.members().size() < 2) {
                head.learn(recall, first.members());
                continue;
            }
            Evidence evidence = first.evidence();
            List<EqualBlocks> ends = sortByBlock(sizeBytes - endBytes, endBytes, first.members());
            List<HashesSoFar> hashes = ends.stream().map(head::withEnd).toList();
            List<Kind> kinds = new ArrayList<>();
            for (int j = 0; j < ends.size(); j++) {
                EqualBlocks both = ends.get(j);
                kinds.add(new Kind(
                        new EqualSoFar(HEAD_BYTES, endBytes, both.members(), hashes.get(j)),
                        evidence == Evidence.BYTES ? both.evidence() : evidence));
            }
            readBetween(sizeBytes, kinds);
        }
    }

    /** Candidates with the same head and end, and how that is known. */
    private record Kind(EqualSoFar equal, Evidence evidence) {}

    /** Reads on of many kinds with all readers that have nothing else to do, kind by kind. */
    private void readBetween(long sizeBytes, List<Kind> kinds) {
        AtomicInteger next = new AtomicInteger();
        List<EqualBodies> all = Collections.synchronizedList(new ArrayList<>());
        SharedWork.share(errands, this, reader -> {
            Consumer<EqualBodies> own = reader.found;
            reader.found = all::add;
            try {
                for (int i = next.getAndIncrement(); i < kinds.size(); i = next.getAndIncrement()) {
                    reader.readBetween(
                            sizeBytes, kinds.get(i).equal(), kinds.get(i).evidence());
                }
            } finally {
                reader.found = own;
            }
        });
        all.forEach(found);
    }

    private void readBetween(long sizeBytes, EqualSoFar equal, Evidence evidence) {
        if (equal.bodies().size() < 2) {
            equal.hashes().learn(recall, equal.bodies());
        } else if (equal.bodies().size() <= MOST_OPEN) {
            readInLockstep(sizeBytes, equal, evidence);
        } else if (equal.bodies().stream().anyMatch(Candidate::mayHaveHoles)) {
            hashData(sizeBytes, equal.bodies());
        } else {
            hashTheRest(sizeBytes, equal);
        }
    }

    private HashesSoFar hashesOfFirst(EqualBlocks kind) {
        return recall.isWorthwhile() ? HashesSoFar.ofFirst(kind, noBytes) : HashesSoFar.none();
    }

    /** Opens one body after the other for its block at {@code offset}. */
    private List<EqualBlocks> sortByBlock(long offset, int bytes, List<Candidate> candidates) {
        blocks.begin(bytes, candidates.size());
        for (Candidate candidate : candidates) {
            cancel.check();
            try (candidate) {
                if (candidate.open() && readBlock(candidate, offset) && candidate.with(body -> body.checkUnchanged())) {
                    blocks.add(candidate);
                }
            }
        }
        return blocks.sorted();
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
            open.push(new EqualSoFar(known.offset(), known.endBytes(), opened, known.hashes()));
            while (!open.isEmpty()) {
                EqualSoFar equal = open.pop();
                if (equal.bodies().size() < 2) {
                    equal.bodies().forEach(alone -> finishAlone(alone, equal.hashes()));
                } else if (equal.offset() == HEAD_BYTES && equal.endBytes() == 0) {
                    int bytes = BodyHashes.endBytes(sizeBytes);
                    for (EqualBlocks same : sortOpen(equal.bodies(), sizeBytes - bytes, bytes)) {
                        open.push(new EqualSoFar(
                                equal.offset(),
                                bytes,
                                same.members(),
                                equal.hashes().withEnd(same)));
                    }
                } else if (equal.offset() < sizeBytes - equal.endBytes()) {
                    sortNext(sizeBytes, passEqual(sizeBytes, equal)).forEach(open::push);
                } else {
                    List<Candidate> unchanged = stillUnchanged(equal.bodies());
                    equal.hashes().learnWhole(recall, unchanged);
                    tellEqual(sizeBytes, evidence, unchanged);
                }
            }
        } finally {
            candidates.forEach(Candidate::close);
        }
    }

    /**
     * Passes what several threads together find equal, where there is much left and some thread has nothing to do. What is to be
     * hashed as well is read by one alone, as is what has holes.
     */
    private EqualSoFar passEqual(long sizeBytes, EqualSoFar equal) {
        long end = sizeBytes - equal.endBytes();
        if (equal.offset() == 0
                || end - equal.offset() < 2 * RangeComparison.PIECE_BYTES
                || recall.isWorthwhile()
                || errands.idle() <= 0
                || equal.bodies().stream().anyMatch(Candidate::mayHaveHoles)) {
            return equal;
        }
        long to = RangeComparison.equalTo(equal.bodies(), equal.offset(), end, errands, this, cancel);
        count.read((to - equal.offset()) * equal.bodies().size());
        return new EqualSoFar(to, equal.endBytes(), equal.bodies(), equal.hashes());
    }

    /** Sorts by the next block that is no hole in all of them. */
    private List<EqualSoFar> sortNext(long sizeBytes, EqualSoFar equal) {
        long end = sizeBytes - equal.endBytes();
        long offset = equal.offset() == 0 ? 0 : Candidate.dataFrom(equal.offset(), end, equal.bodies());
        long hole = offset - equal.offset();
        count.skip(hole * equal.bodies().size());
        HashesSoFar before = hole == 0 ? equal.hashes() : equal.hashes().beforeAHole();
        if (offset == end) {
            return List.of(new EqualSoFar(end, equal.endBytes(), equal.bodies(), before));
        }
        int bytes = (int) Math.min(equal.offset() == 0 ? HEAD_BYTES : BLOCK_BYTES, end - offset);
        return sortOpen(equal.bodies(), offset, bytes).stream()
                .map(same -> new EqualSoFar(
                        offset + bytes,
                        equal.endBytes(),
                        same.members(),
                        offset == 0 ? hashesOfFirst(same) : before.with(same)))
                .toList();
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
    private void hashTheRest(long sizeBytes, EqualSoFar equal) {
        Map<ContentHash, List<Candidate>> byHash = new HashMap<>();
        for (Candidate candidate : equal.bodies()) {
            try (candidate) {
                if (candidate.open()) {
                    candidate.with(body -> {
                        WholeHash hash = equal.hashes().rest(noBytes);
                        for (long at = equal.offset(); at < sizeBytes - equal.endBytes(); at += PIECE_BYTES) {
                            cancel.check();
                            int bytes = (int) Math.min(PIECE_BYTES, sizeBytes - equal.endBytes() - at);
                            body.readFully(piece.clear().limit(bytes), at);
                            hash.put(piece.flip());
                        }
                        body.checkUnchanged();
                        byHash.computeIfAbsent(hash.get(), none -> new ArrayList<>())
                                .add(candidate);
                        equal.hashes().learnWhole(recall, List.of(candidate), hash);
                        count.read(sizeBytes - equal.endBytes() - equal.offset());
                    });
                }
            }
        }
        byHash.values().forEach(same -> tellEqual(sizeBytes, Evidence.HASH, same));
    }

    /** The same where there are holes, which are not read; and so nothing is learnt that could be remembered. */
    private void hashData(long sizeBytes, List<Candidate> candidates) {
        ContentHasher hasher = new ContentHasher();
        Map<ContentHash, List<Candidate>> byHash = new HashMap<>();
        for (Candidate candidate : candidates) {
            try (candidate) {
                if (candidate.open()) {
                    candidate.with(body -> {
                        ContentHash hash = hasher.hashOfData(body, HEAD_BYTES, cancel);
                        body.checkUnchanged();
                        byHash.computeIfAbsent(hash, none -> new ArrayList<>()).add(candidate);
                        count.read(sizeBytes - HEAD_BYTES);
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
            count.read(bytes);
        });
    }

    private void finishAlone(Candidate candidate, HashesSoFar hashes) {
        if (candidate.with(body -> body.checkUnchanged())) {
            hashes.learn(recall, List.of(candidate));
        }
        candidate.close();
    }

    private List<Candidate> stillUnchanged(List<Candidate> candidates) {
        List<Candidate> unchanged = new ArrayList<>(candidates);
        unchanged.removeIf(candidate -> !candidate.with(body -> body.checkUnchanged()));
        candidates.forEach(Candidate::close);
        return unchanged;
    }

    /** Made once it is needed. */
    private CrowdComparison comparison() {
        if (comparison == null) {
            comparison = new CrowdComparison(count, cancel, equal -> found.accept(equal));
        }
        return comparison;
    }

    private void tellEqual(long sizeBytes, Evidence evidence, List<Candidate> bodies) {
        if (bodies.size() > 1) {
            tellEqual(new EqualBodies(sizeBytes, evidence, bodies));
        }
    }

    private void tellEqual(EqualBodies equal) {
        if (verify && equal.evidence() != Evidence.BYTES) {
            comparison().compare(equal.sizeBytes(), equal.bodies());
        } else {
            found.accept(equal);
        }
    }
}
