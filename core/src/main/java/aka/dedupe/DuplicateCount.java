package aka.dedupe;

import aka.dedupe.Duplicates.Unreadable;
import java.util.List;

/**
 * What a search for duplicates found, without the groups themselves: of many files they take much memory.
 *
 * @param groups how many groups there are
 * @param filesSeen how many regular files were found, each counted once however many names it has; a file whose identity is
 *     unknown counts by each name
 * @param namesSeen how many names of regular files were found
 * @param redundantBytes the sum over the groups: lengths
 * @param reclaimableBytes the sum over the groups: what would truly be freed
 * @param reclaimableEstimated whether {@code reclaimableBytes} is an estimate somewhere (see {@link Group#estimated})
 * @param unreadable what could not be read, or changed on the way, in the order of paths
 */
public record DuplicateCount(
        long groups,
        long filesSeen,
        long namesSeen,
        long redundantBytes,
        long reclaimableBytes,
        boolean reclaimableEstimated,
        List<Unreadable> unreadable) {

    public DuplicateCount {
        unreadable = List.copyOf(unreadable);
    }

    /** The sums over the groups. */
    static final class Sums {

        private long groups;
        private long redundantBytes;
        private long reclaimableBytes;
        private boolean estimated;

        void add(Group group) {
            groups++;
            redundantBytes += group.redundantBytes();
            reclaimableBytes += group.reclaimableBytes();
            estimated |= group.estimated();
        }

        DuplicateCount of(FileTable table, List<Unreadable> unreadable) {
            return new DuplicateCount(
                    groups, table.bodies(), table.names(), redundantBytes, reclaimableBytes, estimated, unreadable);
        }
    }
}
