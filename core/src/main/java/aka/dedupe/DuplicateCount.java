package aka.dedupe;

import aka.dedupe.Duplicates.Unreadable;
import java.util.List;

/**
 * What a search for duplicates found, without the groups themselves: of many files they take much memory.
 *
 * @param groups how many groups there are
 * @param filesSeen as {@link Duplicates#filesSeen}
 * @param namesSeen as {@link Duplicates#namesSeen}
 * @param redundantBytes as {@link Duplicates#redundantBytes}
 * @param reclaimableBytes as {@link Duplicates#reclaimableBytes}
 * @param reclaimableEstimated as {@link Duplicates#reclaimableEstimated}
 * @param unreadable as {@link Duplicates#unreadable}
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
