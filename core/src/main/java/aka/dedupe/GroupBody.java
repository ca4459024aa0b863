package aka.dedupe;

import aka.file.FileKey;
import aka.file.Name;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One of several bodies that hold equal bytes.
 *
 * @param key its identity; empty where the system has none to give
 * @param linkCount how many names it has, 1 or more; empty where unknown
 * @param allocatedBytes the bytes of storage it holds; empty where unknown
 * @param modified when its bytes last changed; clamped to the years 1678 to 2262
 * @param complete whether all of its names are among {@code names}; never where the link count is unknown
 * @param names its names that were found, one or more, in the order of their raw paths
 */
public record GroupBody(
        Optional<FileKey> key,
        OptionalInt linkCount,
        OptionalLong allocatedBytes,
        Instant modified,
        boolean complete,
        List<Name> names) {

    public GroupBody {
        names = List.copyOf(names);
    }
}
