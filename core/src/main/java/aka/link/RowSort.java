package aka.link;

import java.util.Arrays;

/** Sorts row numbers by what stands in the rows, stably and without an object for each. */
final class RowSort {

    private static final int SHORT = 8;

    /** Tells which of two rows comes first, as {@link java.util.Comparator} does. */
    @FunctionalInterface
    interface Order {
        int compare(int one, int other);
    }

    private RowSort() {}

    /** Returns the rows in order; {@code rows} itself is left in any order. */
    static int[] sorted(int[] rows, Order order) {
        int[] from = rows;
        int[] into = Arrays.copyOf(rows, rows.length);
        for (int start = 0; start < rows.length; start += SHORT) {
            insertionSort(from, start, Math.min(start + SHORT, rows.length), order);
        }
        for (int width = SHORT; width < rows.length; width *= 2) {
            for (int start = 0; start < rows.length; start += 2 * width) {
                int middle = Math.min(start + width, rows.length);
                merge(from, start, middle, Math.min(middle + width, rows.length), into, order);
            }
            int[] merged = into;
            into = from;
            from = merged;
        }
        return from;
    }

    private static void insertionSort(int[] rows, int start, int end, Order order) {
        for (int i = start + 1; i < end; i++) {
            int row = rows[i];
            int at = i;
            while (at > start && order.compare(rows[at - 1], row) > 0) {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }

    private static void merge(int[] from, int start, int middle, int end, int[] into, Order order) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || left < middle && order.compare(from[left], from[right]) <= 0;
            into[at] = takeLeft ? from[left++] : from[right++];
        }
    }
}
