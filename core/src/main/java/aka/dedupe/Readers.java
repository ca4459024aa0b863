package aka.dedupe;

import aka.os.CancelToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads that read candidates: each takes the next length, from the longest, until there is none. */
final class Readers {

    private static final Comparator<ByPath<Group>> RESULT_ORDER = Comparator.<ByPath<Group>>comparingLong(
                    group -> -group.value().sizeBytes())
            .thenComparing(ByPath.ORDER);

    private final FileTable table;
    private final SizeClasses classes;
    private final SharedBlocks shared;
    private final FinderEvents events;
    private final CancelToken cancel;
    private final AtomicInteger nextClass = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<ByPath<Group>> groups = new ArrayList<>();

    Readers(FileTable table, SizeClasses classes, SharedBlocks shared, FinderEvents events, CancelToken cancel) {
        this.table = table;
        this.shared = shared;
        this.classes = classes;
        this.events = events;
        this.cancel = cancel;
    }

    /**
     * Reads all there is with {@code count} threads, and returns when every one of them has ended.
     *
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    List<Group> run(int count) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(count, classes.count()); i++) {
            threads.add(Thread.ofPlatform().name("aka-reader-" + i).start(this::readClasses));
        }
        threads.forEach(Readers::awaitEnd);
        rethrow(failure.get());
        groups.sort(RESULT_ORDER);
        return groups.stream().map(ByPath::value).toList();
    }

    private void readClasses() {
        try {
            List<ByPath<Group>> mine = new ArrayList<>();
            GroupMaker maker = new GroupMaker(table, shared);
            SizeClassReader reader = new SizeClassReader(table, events, cancel, equal -> mine.add(maker.group(equal)));
            for (int rank = nextClass.getAndIncrement();
                    rank < classes.count() && failure.get() == null;
                    rank = nextClass.getAndIncrement()) {
                cancel.check();
                int[] bodies = classes.bodies(rank);
                reader.read(classes.sizeBytes(rank), bodies);
                events.done(bodies.length);
            }
            synchronized (groups) {
                groups.addAll(mine);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** An interrupt does not end the wait, since the threads go on; it is there again afterwards. */
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
