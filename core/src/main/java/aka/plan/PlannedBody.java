package aka.plan;

import aka.file.FileFacts;
import aka.file.FileKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A body as it was when the plan was made. What a run finds in its place is compared with this before anything is done.
 *
 * @param key its identity
 * @param born when it was made, since file ids are used again; empty where the file system does not keep it
 * @param linkCount how many names it had
 * @param sizeBytes its length
 * @param allocatedBytes the storage it held; empty where unknown
 * @param modified when its bytes last changed
 * @param changed when bytes or metadata last changed; empty where there is no such time
 * @param names those of its names that are known, one or more
 */
public record PlannedBody(
        FileKey key,
        Optional<Instant> born,
        int linkCount,
        long sizeBytes,
        OptionalLong allocatedBytes,
        Instant modified,
        Optional<Instant> changed,
        List<PlannedName> names) {

    public PlannedBody {
        names = List.copyOf(names);
    }

    /** Returns whether all of its names are known, so that its bytes go when these do. */
    public boolean complete() {
        return names.size() == linkCount;
    }

    /** Returns the body that {@code facts} are of, which must have a key, with these names. */
    public static PlannedBody of(FileFacts facts, List<PlannedName> names) {
        return new PlannedBody(
                facts.key().orElseThrow(),
                facts.born(),
                facts.linkCount().orElse(names.size()),
                facts.sizeBytes(),
                facts.allocatedBytes(),
                facts.modified(),
                facts.changed(),
                names);
    }
}
