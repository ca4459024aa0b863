package aka.file;

import java.util.List;
import java.util.OptionalInt;

/**
 * A body with those of its names that were found.
 *
 * @param key the body
 * @param linkCount how many names the body has in all, 1 or more; empty where the system does not say
 * @param sizeBytes the length of the body
 * @param names the names that were found, in the order of their paths
 */
public record LinkSet(FileKey key, OptionalInt linkCount, long sizeBytes, List<Name> names) {

    public LinkSet {
        names = List.copyOf(names);
    }

    /** Returns whether every name was found; an unknown link count is never complete. */
    public boolean complete() {
        return linkCount.isPresent() && linkCount.getAsInt() == names.size();
    }
}
