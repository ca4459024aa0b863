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
import org.jspecify.annotations.Nullable;

/**
 * Takes the displacements of a batch on some threads side by side. Those that concern a common body are taken one after
 * another on one thread; what they share with others are folders only, which see to that themselves.
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
        Taking taking = new Taking(new Bundles(displacements), goesOn, cancel);
        if (threads != null) {
            for (Lane lane : lanes.subList(1, lanes.size())) {
                taking.running.add(CompletableFuture.runAsync(() -> taking.takeOn(lane), threads));
            }
        }
        return taking;
    }

    /** Displacements that are being taken. */
    final class Taking {
        private final Bundles bundles;
        private final BooleanSupplier goesOn;
        private final CancelToken cancel;
        private final AtomicInteger next = new AtomicInteger();
        private final List<CompletableFuture<Void>> running = new ArrayList<>();
        private volatile @Nullable Throwable fault;

        private Taking(Bundles bundles, BooleanSupplier goesOn, CancelToken cancel) {
            this.bundles = bundles;
            this.goesOn = goesOn;
            this.cancel = cancel;
        }

        /** Returns whether one of them concerns a body of {@code other}. */
        boolean concernsBodyOf(Displacement other) {
            return bundles.concernBodyOf(other);
        }

        /** Takes some of them on this thread as well, and returns when no thread has one in hand any more. */
        Taken finish() {
            takeOn(own());
            running.forEach(CompletableFuture::join);
            return taken(bundles, fault);
        }

        private void takeOn(Lane lane) {
            try {
                List<Bundle> all = bundles.all();
                for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
                    all.get(i).take(lane, goesOn, cancel);
                }
                lane.keepNothingGuarded();
            } catch (Throwable thrown) {
                // Thrown once more on the thread of the run, when all threads have ended.
                fault = thrown;
            }
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
