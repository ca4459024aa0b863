package aka.dedupe;

import java.util.Arrays;
import java.util.Comparator;

/** Something beside the raw path by which it is ordered. */
final class ByPath<T> {

    /** The order of unsigned bytes. */
    static final Comparator<ByPath<?>> ORDER = (one, other) -> Arrays.compareUnsigned(one.path, other.path);

    private final byte[] path;
    private final T value;

    ByPath(byte[] path, T value) {
        this.path = path;
        this.value = value;
    }

    byte[] path() {
        return path;
    }

    T value() {
        return value;
    }
}
