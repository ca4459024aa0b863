package aka.dedupe;

import aka.content.BodyHashes;
import aka.content.BodyHashes.Level;
import aka.dedupe.SizeClassReader.EqualBodies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells bodies of one length apart by what is remembered of them, level by level, and opens none of which enough is. Where
 * something is remembered of some, the others are hashed as far as needed and held against it; where it is of none, they are
 * left to be compared. For one thread.
 */
final class MemorySorter {

    private final BodyHasher hasher;
    private final Consumer<EqualBodies> found;
    private final BiConsumer<Long, List<Candidate>> unknown;

    /**
     * @param found is given what is equal
     * @param unknown is given what is left to be compared, with its length
     */
    MemorySorter(BodyHasher hasher, Consumer<EqualBodies> found, BiConsumer<Long, List<Candidate>> unknown) {
        this.hasher = hasher;
        this.found = found;
        this.unknown = unknown;
    }

    /** Sorts bodies that are {@code sizeBytes} long. */
    void sort(long sizeBytes, List<Candidate> candidates) {
        sort(sizeBytes, candidates, Level.HEAD);
    }

    private void sort(long sizeBytes, List<Candidate> candidates, Level level) {
        if (candidates.size() < 2) {
            return;
        }
        if (candidates.stream().noneMatch(candidate -> candidate.knows(level))) {
            unknown.accept(sizeBytes, candidates);
            return;
        }
        Map<Object, List<Candidate>> kinds = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            if (candidate.knows(level) || hasher.hash(candidate, sizeBytes, level)) {
                kinds.computeIfAbsent(at(level, candidate.hashes()), none -> new ArrayList<>(2))
                        .add(candidate);
            }
        }
        for (List<Candidate> kind : kinds.values()) {
            switch (level) {
                case HEAD -> sort(sizeBytes, kind, sizeBytes <= BodyHashes.SHORT_BYTES ? Level.WHOLE : Level.ENDS);
                case ENDS -> sort(sizeBytes, kind, Level.WHOLE);
                case WHOLE -> tellEqual(sizeBytes, kind);
            }
        }
    }

    private static Object at(Level level, BodyHashes hashes) {
        return switch (level) {
            case HEAD -> hashes.head();
            case ENDS -> hashes.end();
            case WHOLE -> hashes.whole();
        };
    }

    private void tellEqual(long sizeBytes, List<Candidate> bodies) {
        if (bodies.size() > 1) {
            found.accept(new EqualBodies(sizeBytes, Evidence.REMEMBERED, bodies));
        }
    }
}
