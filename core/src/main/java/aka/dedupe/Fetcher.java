package aka.dedupe;

import aka.os.FileCalls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Has the blocks that will be read first brought into memory some time before, where the disk is waited for: very many of them
 * together and in the order of file ids, which is nearly that of the disk, so that it can read neighbours at once, while the
 * readers would ask for one after the other. A thread of its own does the asking. The memory that this takes is bounded by what
 * the system has to spare.
 */
final class Fetcher implements AutoCloseable {

    /** A batch takes this part of the memory that the system has to spare. Two of them are on their way. */
    private static final int PART = 8;

    /** Where the system does not tell how much that is. */
    private static final long MODEST_BYTES = 128 << 20;

    /** So many of a batch are asked for at first, from all over it, */
    private static final int SAMPLES = 256;

    /** and if the disk is read for less than this part of them, the readers are as quick without the rest. */
    private static final int FEW = 16;

    private static final long LEAST_BYTES = 16 << 20;
    private static final long MOST_BYTES = 1 << 30;

    private static final Comparator<Wanted> BY_ID = (one, other) -> Long.compare(one.fileLow, other.fileLow);

    private final FileCalls calls;
    private final LinkedBlockingQueue<List<Wanted>> queue = new LinkedBlockingQueue<>();
    private boolean walkWaited;
    private volatile boolean stopped;
    private @Nullable Thread thread;
    private @Nullable Reading reading;

    /** What is to be read, in the order in which the readers do, and who tells of a row that it is not, being remembered. */
    private record Reading(FileTable table, SizeClasses classes, IntPredicate isKnown) {}

    /** So much is asked for together. */
    private long batchBytes;

    /** All classes below this were asked for. */
    private int askedTo;

    /** The class at which the readers are when more is to be asked for. */
    private volatile int askAt = Integer.MAX_VALUE;

    /** The file in {@code row}, of which {@code bytes} are wanted. */
    private record Wanted(int row, long fileLow, long bytes) {}

    Fetcher(FileCalls calls) {
        this.calls = calls;
    }

    /** The walk had to wait for the disk, so the readers will have to. */
    void walkWaits() {
        walkWaited = true;
    }

    /** The readers are about to begin. */
    synchronized void readersBegin(FileTable table, SizeClasses classes, IntPredicate isKnown) {
        reading = new Reading(table, classes, isKnown);
        if (walkWaited) {
            begin(0);
        }
    }

    /** The readers wait for the disk, and have come to the class {@code rank}. */
    synchronized void readersWait(int rank) {
        begin(rank + 1);
    }

    private void begin(int from) {
        if (thread == null && !stopped && reading != null) {
            FileTable table = reading.table();
            batchBytes = Math.clamp(calls.memoryForFiles().orElse(MODEST_BYTES * PART) / PART, LEAST_BYTES, MOST_BYTES);
            askedTo = from;
            ask();
            ask();
            thread = Thread.ofPlatform().name("aka-fetch").daemon().start(() -> fetch(table));
        }
    }

    /** A reader begins with the class {@code rank}. */
    void reached(int rank) {
        if (rank >= askAt) {
            askAgain(rank);
        }
    }

    private synchronized void askAgain(int rank) {
        if (rank >= askAt) {
            askedTo = Math.max(askedTo, rank + 1);
            ask();
        }
    }

    /** Asks for a batch, and for the next one once the readers have come to this. */
    private void ask() {
        Reading all = reading;
        if (all == null) {
            return;
        }
        List<Wanted> batch = new ArrayList<>();
        int to = askedTo;
        for (long bytes = 0; to < all.classes().count() && bytes < batchBytes; to++) {
            long first = SizeClassReader.firstBytes(all.classes().sizeBytes(to));
            for (int row : all.classes().bodies(to)) {
                if (!all.isKnown().test(row)) {
                    batch.add(new Wanted(row, all.table().fileLow(row), first));
                    bytes += first;
                }
            }
        }
        askAt = to < all.classes().count() ? askedTo : Integer.MAX_VALUE;
        askedTo = to;
        queue.add(batch);
    }

    private void fetch(FileTable table) {
        boolean can = true;
        while (can && !stopped) {
            List<Wanted> batch;
            try {
                batch = queue.take();
            } catch (InterruptedException over) {
                return;
            }
            if (isInMemory(table, batch)) {
                continue;
            }
            batch.sort(BY_ID);
            for (int i = 0; i < batch.size() && can && !stopped; i++) {
                can = fetch(table, batch.get(i));
            }
        }
    }

    private static boolean fetch(FileTable table, Wanted wanted) {
        return table.folder(wanted.row()).fetch(table.leaf(wanted.row()), wanted.bytes());
    }

    /** Returns whether nearly all of the batch is in memory already, as when a few of many files were not looked at for long. */
    private boolean isInMemory(FileTable table, List<Wanted> batch) {
        int step = Math.ceilDiv(batch.size(), SAMPLES);
        int asked = 0;
        int read = 0;
        OptionalLong before = calls.blocksRead();
        for (int i = 0; i < batch.size() && before.isPresent() && !stopped; i += step) {
            if (read == SAMPLES / FEW || !fetch(table, batch.get(i))) {
                return false;
            }
            asked++;
            OptionalLong after = calls.blocksRead();
            read += after.orElse(0) > before.getAsLong() ? 1 : 0;
            before = after;
        }
        return before.isPresent() && read < asked / FEW;
    }

    /** Ends the thread, and waits for that. */
    @Override
    public void close() {
        Thread ended;
        synchronized (this) {
            stopped = true;
            ended = thread;
        }
        if (ended != null) {
            ended.interrupt();
            Readers.awaitEnd(ended, 0, () -> {});
        }
    }
}
