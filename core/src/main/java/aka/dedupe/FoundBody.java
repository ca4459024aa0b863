package aka.dedupe;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * A body that was found equal to others, by the rows of its names.
 *
 * @param row the row by which it was read
 * @param names the rows of its names, in the order of their raw paths
 * @param path the raw path of the first of them, as it follows from what was typed
 */
record FoundBody(int row, List<Integer> names, PathBytes path) {

    static FoundBody of(FileTable table, int row) {
        if (table.nextName(row) == FileTable.NONE) {
            return new FoundBody(row, List.of(row), PathBytes.of(table, row));
        }
        TreeMap<PathBytes, Integer> names = new TreeMap<>();
        for (int name = row; name != FileTable.NONE; name = table.nextName(name)) {
            names.put(PathBytes.of(table, name), name);
        }
        return new FoundBody(row, List.copyOf(names.values()), names.firstKey());
    }

    /** Returns the first name's path. */
    Path shown() {
        return path.path();
    }
}
