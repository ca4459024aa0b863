package aka.walk;

import aka.os.EntryFacts;

/** Facts of bodies by their file ids, in one array without an object a body. For several threads. */
final class BodyFacts {

    static final int LINK_COUNT = 2;
    static final int SIZE_BYTES = 3;
    static final int ALLOCATED_BYTES = 4;
    static final int MODIFIED = 5;
    static final int CHANGED = 6;

    /** Numbers of a body; a place without a link count is free. */
    static final int NUMBERS = 7;

    private static final int FILE_LOW = 0;
    private static final int VOLUME = 1;

    /** So many bodies, which take some 230 KB; further ones are not kept. */
    private static final int MOST_BODIES = 2048;

    private long[] numbers = new long[16 * NUMBERS];
    private int bodies;

    /** Keeps the facts that {@code looked} shows, in place of those there are. */
    synchronized void keep(EntryFacts looked, int volume) {
        if (bodies == MOST_BODIES) {
            return;
        }
        if (2 * (bodies + 1) * NUMBERS > numbers.length) {
            grow();
        }
        int at = place(numbers, looked.fileLow(), volume);
        bodies += numbers[at + LINK_COUNT] == 0 ? 1 : 0;
        numbers[at + FILE_LOW] = looked.fileLow();
        numbers[at + VOLUME] = volume;
        numbers[at + LINK_COUNT] = looked.linkCount();
        numbers[at + SIZE_BYTES] = looked.sizeBytes();
        numbers[at + ALLOCATED_BYTES] = looked.allocatedBytes();
        numbers[at + MODIFIED] = looked.modifiedNanos();
        numbers[at + CHANGED] = looked.changedNanos();
    }

    /** Fills {@code into} with the facts of a body, and returns whether they are known. */
    synchronized boolean recall(long fileLow, int volume, long[] into) {
        System.arraycopy(numbers, place(numbers, fileLow, volume), into, 0, NUMBERS);
        return into[LINK_COUNT] != 0;
    }

    private void grow() {
        long[] old = numbers;
        numbers = new long[2 * old.length];
        for (int at = 0; at < old.length; at += NUMBERS) {
            if (old[at + LINK_COUNT] != 0) {
                System.arraycopy(old, at, numbers, place(numbers, old[at + FILE_LOW], (int) old[at + VOLUME]), NUMBERS);
            }
        }
    }

    /** Returns where a body is, or would be. */
    private static int place(long[] numbers, long fileLow, int volume) {
        int places = numbers.length / NUMBERS;
        int place = (int) (fileLow * 0x9E3779B97F4A7C15L >>> 32) & places - 1;
        while (true) {
            int at = place * NUMBERS;
            if (numbers[at + LINK_COUNT] == 0 || numbers[at + FILE_LOW] == fileLow && numbers[at + VOLUME] == volume) {
                return at;
            }
            place = place + 1 & places - 1;
        }
    }
}
