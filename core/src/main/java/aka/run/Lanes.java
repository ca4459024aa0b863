package aka.run;

import aka.os.CancelToken;
import aka.run.Bundles.Bundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some threads side by side, the run's own among them. They take the displacements of a batch: those that concern a common body
 * one after another on one thread; what they share with others are folders only, which see to that themselves.
 */
final class Lanes implements AutoCloseable {

    /** More would wait for each other: all of them change the pool. */
    private static final int MOST = 4;

    private final List<Lane> lanes = new ArrayList<>();
    private final @Nullable ExecutorService threads;

    /**
     * @param beside whether there may be threads beside the one of the run
     */
    Lanes(boolean beside) {
        int count = beside ? Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST) : 1;
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane());
        }
        this.threads = count == 1 ? null : threads(count - 1);
    }

    /** Started while nothing is at stake: later on there might not be any to be had. */
    private static ExecutorService threads(int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("aka-lane-", 1).daemon().factory());
        threads.prestartAllCoreThreads();
        return threads;
    }

    /** Returns the lane of the run's own thread. */
    Lane own() {
        return lanes.getFirst();
    }

    boolean isOne() {
        return threads == null;
    }

    /** Returns how many bytes were read so far. */
    long readBytes() {
        return lanes.stream().mapToLong(lane -> lane.comparison().readBytes()).sum();
    }

    /**
     * What was taken of a batch.
     *
     * @param acted what came of each displacement that was tried, in their order
     * @param left those that were not: they concern a body of one that could not be taken, or a stop was asked for
     * @param fault what should never have happened; null if nothing did
     */
    record Taken(
            List<Acted> acted,
            List<Displacement> left,
            @Nullable Throwable fault) {}

    /**
     * Begins to take as many of these as go through without any trouble, on the threads beside the one of the run.
     *
     * @param goesOn asked before each
     */
    Taking begin(List<Displacement> displacements, BooleanSupplier goesOn, CancelToken cancel) {
        Bundles bundles = new Bundles(displacements);
        List<Consumer<Lane>> deeds = new ArrayList<>();
        for (Bundle bundle : bundles.all()) {
            deeds.add(lane -> bundle.take(lane, goesOn, cancel));
        }
        return new Taking(bundles, begin(deeds));
    }

    /**
     * Does {@code deed} to each of these on all threads, in any order, and returns when it is done to the last.
     *
     * @throws IllegalStateException if a deed threw anything beside others: it may not have been done to all then
     */
    <T> void forEach(List<T> all, Consumer<T> deed) {
        if (isOne()) {
            all.forEach(deed);
            return;
        }
        List<Consumer<Lane>> deeds = new ArrayList<>();
        for (T each : all) {
            deeds.add(lane -> deed.accept(each));
        }
        Throwable fault = begin(deeds).finish();
        if (fault != null) {
            throw new IllegalStateException("a step could not be prepared", fault);
        }
    }

    private Work begin(List<Consumer<Lane>> deeds) {
        Work work = new Work(deeds, own());
        try {
            if (threads != null) {
                for (Lane lane : lanes.subList(1, lanes.size())) {
                    work.running.add(CompletableFuture.runAsync(() -> work.doOn(lane), threads));
                }
            }
        } catch (RuntimeException | Error fault) {
            // Others may have begun, and are to be waited for.
            work.endWith(fault);
        }
        return work;
    }

    /** Deeds that are being done, each by the first thread that has none in hand. */
    private static final class Work {
        private final List<Consumer<Lane>> deeds;
        private final Lane own;
        private final AtomicInteger next = new AtomicInteger();
        private final List<CompletableFuture<Void>> running = new ArrayList<>();
        private volatile @Nullable Throwable fault;

        Work(List<Consumer<Lane>> deeds, Lane own) {
            this.deeds = deeds;
            this.own = own;
        }

        /**
         * Does some of them on this thread as well, and returns when no thread has one in hand any more.
         *
         * @return what was thrown, after which no thread begins another; null if nothing was
         */
        @Nullable
        Throwable finish() {
            doOn(own);
            running.forEach(CompletableFuture::join);
            return fault;
        }

        private void doOn(Lane lane) {
            try {
                for (int i = next.getAndIncrement(); i < deeds.size(); i = next.getAndIncrement()) {
                    deeds.get(i).accept(lane);
                }
                lane.keepNothingGuarded();
            } catch (Throwable thrown) {
                endWith(thrown);
            }
        }

        /** Begins no further deed, on any thread. It is thrown once more on the thread of the run, when all have ended. */
        private void endWith(Throwable thrown) {
            fault = thrown;
            next.set(deeds.size());
        }
    }

    /** Displacements that are being taken. */
    static final class Taking {
        private final Bundles bundles;
        private final Work work;

        private Taking(Bundles bundles, Work work) {
            this.bundles = bundles;
            this.work = work;
        }

        /** Returns whether one of them concerns a body of {@code other}. */
        boolean concernsBodyOf(Displacement other) {
            return bundles.concernBodyOf(other);
        }

        /** Takes some of them on this thread as well, and returns when no thread has one in hand any more. */
        Taken finish() {
            return taken(bundles, work.finish());
        }
    }

    private static Taken taken(Bundles bundles, @Nullable Throwable other) {
        List<Acted> acted = new ArrayList<>();
        List<Displacement> left = new ArrayList<>();
        Throwable fault = other;
        for (Bundle bundle : bundles.all()) {
            acted.addAll(bundle.acted());
            left.addAll(bundle.left());
            fault = fault == null ? bundle.fault() : fault;
        }
        acted.sort(Comparator.comparingInt(each -> each.displacement().number()));
        left.sort(Comparator.comparingInt(Displacement::number));
        return new Taken(acted, left, fault);
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
    }
}
