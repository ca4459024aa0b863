package aka.dedupe;

import aka.dedupe.SizeClassReader.EqualBodies;
import aka.os.FileCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read candidates: each takes the next length, from the longest, until there is none. There are more of them as
 * long as those that there are wait for the disk, which then has more than one thing to do.
 *
 * @param <T> what is made of equal bodies, in the thread that found them
 */
final class Readers<T> {

    /** So many reads keep a disk busy; more would only take memory. */
    private static final int MOST_THREADS = 16;

    /** Files that are open for other reasons: folders, the archives of Java, what was inherited. */
    private static final int OPEN_OTHERWISE = 128;

    /** Of the files that may be open, the walk holds this part. */
    private static final int HELD_BY_THE_WALK = 4;

    /** With so much to read, threads without a class of their own find something to do. */
    private static final long WORTH_HELPING_BYTES = 32 << 20;

    /** To be woken for each class would cost more than most classes. */
    private static final long MILLIS_BETWEEN_RESULTS = 20;

    private final FileTable table;
    private final FileCalls calls;
    private final SizeClasses classes;
    private final Recall recall;
    private final Function<EqualBodies, ByPath<T>> maker;
    /** Asked for a stop when one of them fails, too. */
    private final Searching searching;

    private final int most;
    private final Fetcher fetcher;
    private final Errands<SizeClassReader> errands = new Errands<>();
    private final AtomicInteger nextClass = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ClassResults<T> results;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param maker makes something of equal bodies, beside the path of the first of them; called by several threads
     */
    Readers(
            Searching searching,
            FileTable table,
            SizeClasses classes,
            Recall recall,
            Function<EqualBodies, ByPath<T>> maker) {
        this.table = table;
        this.calls = searching.calls();
        this.most = most(calls.maxOpenFiles());
        this.classes = classes;
        this.recall = recall;
        this.fetcher = searching.fetcher();
        this.maker = maker;
        this.results = new ClassResults<>(classes.count());
        this.searching = searching.part();
    }

    /**
     * Reads all there is, with {@code count} threads at first (at least one), and returns when every one of them has ended.
     *
     * @param inOrder is given what was made, in this thread: that of the longest bodies first, then by path, as soon as none can
     *     come before it any more
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    void run(int count, Consumer<T> inOrder) {
        boolean canHelp = classes.count() > 0 && classes.totalBytes() >= WORTH_HELPING_BYTES;
        for (int i = 0; i < (canHelp ? count : Math.min(count, classes.count())); i++) {
            startThread();
        }
        // A thread that starts another has not ended yet.
        for (int i = 0; i < started(); i++) {
            awaitEnd(thread(i), MILLIS_BETWEEN_RESULTS, () -> handOver(inOrder));
        }
        rethrow(failure.get());
        results.take(inOrder);
    }

    /** Returns how many threads there may be where a process may have {@code maxOpenFiles} open, each of them its share. */
    static int most(OptionalLong maxOpenFiles) {
        long allowed = maxOpenFiles.orElse(Long.MAX_VALUE);
        long left = allowed - allowed / HELD_BY_THE_WALK - OPEN_OTHERWISE;
        return Math.clamp(left / SizeClassReader.MOST_OPEN, 1, MOST_THREADS);
    }

    private void startThread() {
        synchronized (threads) {
            if (threads.size() < most) {
                String name = "aka-reader-" + threads.size();
                Thread thread = Thread.ofPlatform().name(name).unstarted(this::readClasses);
                errands.begin();
                try {
                    thread.start();
                } catch (Error notStarted) {
                    errands.end();
                    throw notStarted;
                }
                threads.add(thread);
            }
        }
    }

    private int started() {
        synchronized (threads) {
            return threads.size();
        }
    }

    private Thread thread(int number) {
        synchronized (threads) {
            return threads.get(number);
        }
    }

    private void readClasses() {
        List<ByPath<T>> mine = new ArrayList<>();
        SizeClassReader reader;
        try {
            reader = new SizeClassReader(table, recall, searching, errands, equal -> mine.add(maker.apply(equal)));
        } catch (RuntimeException | Error noMemory) {
            fail(noMemory);
            // Nobody is to wait for what it would have had to do.
            errands.end();
            return;
        }
        noteFailure(() -> readClasses(reader, mine));
        noteFailure(() -> errands.doOthers(reader));
        noteFailure(reader::finish);
    }

    private void readClasses(SizeClassReader reader, List<ByPath<T>> mine) {
        DiskWaits waits = new DiskWaits(calls);
        for (int rank = nextClass.getAndIncrement();
                rank < classes.count() && failure.get() == null;
                rank = nextClass.getAndIncrement()) {
            searching.cancel().check();
            fetcher.reached(rank);
            int[] bodies = classes.bodies(rank);
            reader.read(classes.sizeBytes(rank), bodies);
            results.put(rank, mine);
            if (waits.afterReading(bodies.length)) {
                fetcher.readersWait(rank);
                startThread();
            }
        }
    }

    private void noteFailure(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable why) {
        failure.compareAndSet(null, why);
        searching.cancel().cancel();
    }

    /**
     * Waits for a thread, and does something else every so many milliseconds (0: only once it has ended), unless it has ended
     * already. An interrupt does not end the wait, since the threads go on; it is there again afterwards.
     */
    static void awaitEnd(Thread thread, long millis, Runnable meanwhile) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            meanwhile.run();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What goes wrong with the results ends the readers as well. */
    private void handOver(Consumer<T> inOrder) {
        if (failure.get() != null) {
            return;
        }
        noteFailure(() -> results.take(inOrder));
    }

    private static void rethrow(@Nullable Throwable failure) {
        // No switch over types: to make one at run time takes ten milliseconds of each start.
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
