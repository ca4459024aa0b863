package aka.dedupe;

import aka.file.RawPath;
import java.nio.file.Path;
import java.util.Arrays;

/** A path as its raw bytes, which have an order. */
final class PathBytes implements Comparable<PathBytes> {

    /** The path without parts. */
    static final PathBytes EMPTY = new PathBytes(new byte[0]);

    private final byte[] raw;

    private PathBytes(byte[] raw) {
        this.raw = raw;
    }

    static PathBytes of(Path path) {
        return new PathBytes(RawPath.bytes(path));
    }

    /** Returns the path of a name in the table, as it follows from what was typed. */
    static PathBytes of(FileTable table, int row) {
        return new PathBytes(table.folder(row).rawPath(table.leaf(row)));
    }

    Path path() {
        return RawPath.path(raw);
    }

    /** Returns {@code value} beside this path. */
    <T> ByPath<T> with(T value) {
        return new ByPath<>(raw, value);
    }

    /** Orders by unsigned bytes. */
    @Override
    public int compareTo(PathBytes other) {
        return Arrays.compareUnsigned(raw, other.raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathBytes path && Arrays.equals(raw, path.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }
}
