package aka.dedupe;

import java.util.Arrays;

/** The candidates whose length occurs more than once, class by class from the longest. */
final class SizeClasses {

    private final long[] sizes;
    /** Where each class begins in {@link #bodies}, and at the end the length of that. */
    private final int[] starts;

    private final int[] bodies;

    private SizeClasses(long[] sizes, int[] starts, int[] bodies) {
        this.sizes = sizes;
        this.starts = starts;
        this.bodies = bodies;
    }

    static SizeClasses of(FileTable table) {
        long[] sorted = sortedSizes(table);
        long[] sizes = new long[sorted.length / 2];
        int[] starts = new int[sizes.length + 1];
        int classes = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = endOfRun(sorted, from);
            if (to - from > 1) {
                sizes[classes] = sorted[from];
                starts[classes + 1] = starts[classes] + to - from;
                classes++;
            }
        }
        sizes = Arrays.copyOf(sizes, classes);
        starts = Arrays.copyOf(starts, classes + 1);
        return new SizeClasses(sizes, starts, distributed(table, sizes, starts));
    }

    private static long[] sortedSizes(FileTable table) {
        long[] sizes = new long[table.names()];
        int count = 0;
        for (int row = 0; row < table.names(); row++) {
            if (table.isCandidate(row)) {
                sizes[count++] = table.sizeBytes(row);
            }
        }
        sizes = Arrays.copyOf(sizes, count);
        Arrays.sort(sizes);
        return sizes;
    }

    private static int endOfRun(long[] sorted, int from) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
            to++;
        }
        return to;
    }

    private static int[] distributed(FileTable table, long[] sizes, int[] starts) {
        int[] bodies = new int[starts[sizes.length]];
        int[] next = starts.clone();
        for (int row = 0; row < table.names(); row++) {
            if (table.isCandidate(row)) {
                int at = Arrays.binarySearch(sizes, table.sizeBytes(row));
                if (at >= 0) {
                    bodies[next[at]++] = row;
                }
            }
        }
        return bodies;
    }

    /** Returns how many classes there are. */
    int count() {
        return sizes.length;
    }

    /** Returns how many bodies are in them. */
    int candidates() {
        return bodies.length;
    }

    /** Returns how many bodies are in a class. */
    int bodyCount(int rank) {
        int at = sizes.length - 1 - rank;
        return starts[at + 1] - starts[at];
    }

    /** Returns all bodies: their rows, class by class. */
    int[] allBodies() {
        return bodies.clone();
    }

    /** Returns how many bytes they have together; the most that a long holds if that is more. */
    long totalBytes() {
        long total = 0;
        for (int at = 0; at < sizes.length; at++) {
            long bytes = saturated(sizes[at], starts[at + 1] - starts[at]);
            total = total > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : total + bytes;
        }
        return total;
    }

    /** Returns {@code count} times {@code sizeBytes}, or the most that a long holds: sparse files may be as long as that. */
    static long saturated(long sizeBytes, int count) {
        return sizeBytes > Long.MAX_VALUE / count ? Long.MAX_VALUE : count * sizeBytes;
    }

    /** Returns the bodies of the classes {@code from} to {@code to}, without the latter: their rows. */
    int[] bodies(int from, int to) {
        return Arrays.copyOfRange(bodies, starts[sizes.length - to], starts[sizes.length - from]);
    }

    /** Returns the length that the bodies of a class have; class 0 is the longest. */
    long sizeBytes(int rank) {
        return sizes[sizes.length - 1 - rank];
    }

    /** Returns the bodies of a class: their rows, two or more. */
    int[] bodies(int rank) {
        int at = sizes.length - 1 - rank;
        return Arrays.copyOfRange(bodies, starts[at], starts[at + 1]);
    }
}
