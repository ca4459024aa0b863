package aka.dedupe;

import aka.os.Metadata.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A body that was found equal to others, by the rows of its names.
 *
 * @param row the row by which it was read
 * @param names the rows of its names, in the order of their raw paths
 * @param path the raw path of the first of them, as it follows from what was typed
 * @param seen what it had beside its bytes when these had been read; empty if that was not looked at
 */
record FoundBody(int row, List<Integer> names, PathBytes path, Optional<Seen> seen) {

    static FoundBody of(FileTable table, Candidate candidate) {
        int row = candidate.row();
        if (table.nextName(row) == FileTable.NONE) {
            return new FoundBody(row, List.of(row), PathBytes.of(table, row), candidate.seen());
        }
        TreeMap<PathBytes, Integer> names = new TreeMap<>();
        for (int name = row; name != FileTable.NONE; name = table.nextName(name)) {
            names.put(PathBytes.of(table, name), name);
        }
        return new FoundBody(row, List.copyOf(names.values()), names.firstKey(), candidate.seen());
    }

    /** Returns the first name's path. */
    Path shown() {
        return path.path();
    }
}
