package aka.link;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts names in the order of the unsigned bytes of their whole paths. Whole paths are compared of folders only, and of a folder's
 * names the leaves; a folder within another stands between two of that one's names.
 */
final class PathOrder {

    private final FoundNames names;

    /** The names, those of a folder side by side. */
    private final int[] rows;

    private final int[] ordered;
    private int size;

    /** The folder at hand, and before it those that it lies in: their names are in {@link #ordered} up to it. */
    private final ArrayDeque<Opened> around = new ArrayDeque<>();

    /** A folder with its names in order, some of which were taken already. */
    private static final class Opened {
        final byte[] prefix;
        final int[] rows;
        int taken;

        Opened(byte[] prefix, int[] rows) {
            this.prefix = prefix;
            this.rows = rows;
        }
    }

    private PathOrder(FoundNames names, int[] rows) {
        this.names = names;
        this.rows = rows;
        this.ordered = new int[rows.length];
    }

    /** Returns the rows of those names that are {@code chosen}, in order. */
    static int[] of(FoundNames names, IntPredicate chosen) {
        int[] rows = new int[names.size()];
        int size = 0;
        for (int name = 0; name < rows.length; name++) {
            if (chosen.test(name)) {
                rows[size++] = name;
            }
        }
        PathOrder order = new PathOrder(names, Arrays.copyOf(rows, size));
        order.takeAll();
        return order.ordered;
    }

    private void takeAll() {
        int[] starts = foldersInOrder();
        int at = 0;
        while (at < starts.length) {
            byte[] prefix = prefix(starts[at]);
            int[] here = namesFrom(starts[at++]);
            // The same folder from two roots, or as the walk came to it twice.
            while (at < starts.length && Arrays.equals(prefix, prefix(starts[at]))) {
                here = joined(here, namesFrom(starts[at++]));
            }
            enter(new Opened(prefix, RowSort.sorted(here, names::compareLeaves)));
        }
        while (!around.isEmpty()) {
            takeRest(around.pop());
        }
    }

    /** Returns where in {@link #rows} each folder's names begin, in the order of the folders' paths. */
    private int[] foldersInOrder() {
        int[] starts = new int[rows.length];
        int folders = 0;
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || names.folder(rows[i]) != names.folder(rows[i - 1])) {
                starts[folders++] = i;
            }
        }
        return RowSort.sorted(
                Arrays.copyOf(starts, folders), (one, other) -> Arrays.compareUnsigned(prefix(one), prefix(other)));
    }

    private byte[] prefix(int start) {
        return names.folder(rows[start]).rawPrefix();
    }

    private int[] namesFrom(int start) {
        int end = start + 1;
        while (end < rows.length && names.folder(rows[end]) == names.folder(rows[start])) {
            end++;
        }
        return Arrays.copyOfRange(rows, start, end);
    }

    private static int[] joined(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Takes what comes before the folder, which is all of those that it does not lie in. */
    private void enter(Opened folder) {
        @Nullable Opened outer = around.peek();
        while (outer != null && !beginsWith(folder.prefix, outer.prefix)) {
            takeRest(around.pop());
            outer = around.peek();
        }
        if (outer != null) {
            takeUpTo(outer, folder.prefix);
        }
        around.push(folder);
    }

    private static boolean beginsWith(byte[] path, byte[] prefix) {
        return path.length >= prefix.length && Arrays.equals(path, 0, prefix.length, prefix, 0, prefix.length);
    }

    private void takeUpTo(Opened outer, byte[] path) {
        while (outer.taken < outer.rows.length
                && names.compareLeaf(outer.rows[outer.taken], path, outer.prefix.length) < 0) {
            ordered[size++] = outer.rows[outer.taken++];
        }
    }

    private void takeRest(Opened folder) {
        int rest = folder.rows.length - folder.taken;
        System.arraycopy(folder.rows, folder.taken, ordered, size, rest);
        size += rest;
    }
}
