package aka.dedupe;

import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a search for duplicates found.
 *
 * @param groups the groups, largest bodies first, then by the raw path of their first name
 * @param count how many there are, and of how many files
 */
public record Duplicates(List<Group> groups, DuplicateCount count) {

    /** A path that is missing from the result, with all that is below it, and why. */
    public record Unreadable(Path path, FileCallException why) {}

    public Duplicates {
        groups = List.copyOf(groups);
    }
}
