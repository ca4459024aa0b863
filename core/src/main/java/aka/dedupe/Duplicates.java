package aka.dedupe;

import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a search for duplicates found.
 *
 * @param groups the groups, largest bodies first, then by the raw path of their first name
 * @param filesSeen how many regular files were found, each counted once however many names it has; a file whose identity is
 *     unknown counts by each name
 * @param namesSeen how many names of regular files were found
 * @param redundantBytes the sum over the groups: lengths
 * @param reclaimableBytes the sum over the groups: what would truly be freed
 * @param reclaimableEstimated whether {@code reclaimableBytes} is an estimate somewhere (see {@link Group#estimated})
 * @param unreadable what could not be read, or changed on the way, in the order of paths
 */
public record Duplicates(
        List<Group> groups,
        long filesSeen,
        long namesSeen,
        long redundantBytes,
        long reclaimableBytes,
        boolean reclaimableEstimated,
        List<Unreadable> unreadable) {

    /** A path that is missing from the result, with all that is below it, and why. */
    public record Unreadable(Path path, FileCallException why) {}

    public Duplicates {
        groups = List.copyOf(groups);
        unreadable = List.copyOf(unreadable);
    }
}
