package aka.dedupe;

import java.util.ArrayList;
import java.util.List;

/**
 * Two or more bodies that hold equal bytes.
 *
 * @param sizeBytes the length of each, 1 or more
 * @param evidence what their equality rests on
 * @param bodies the bodies, in the order of their first names
 * @param redundantBytes the lengths of all but one
 * @param reclaimableBytes the storage that would be freed if, on each volume, they became one body
 * @param estimated whether storage that is not known was counted as the length rounded up to whole blocks, or is on a volume
 *     where files outside the group may hold the same blocks
 */
public record Group(
        long sizeBytes,
        Evidence evidence,
        List<GroupBody> bodies,
        long redundantBytes,
        long reclaimableBytes,
        boolean estimated) {

    public Group {
        bodies = List.copyOf(bodies);
    }

    /** Returns the group of these bodies, with its figures. */
    static Group of(long sizeBytes, Evidence evidence, List<StoredBody> stored) {
        Reclaimable reclaimable = Reclaimable.of(sizeBytes, stored);
        List<GroupBody> bodies = new ArrayList<>(stored.size());
        for (StoredBody one : stored) {
            bodies.add(one.body());
        }
        long redundantBytes = (bodies.size() - 1) * sizeBytes;
        return new Group(sizeBytes, evidence, bodies, redundantBytes, reclaimable.bytes(), reclaimable.estimated());
    }
}
