package aka.run;

import aka.os.CancelToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        Taking taking = new Taking(bundles(displacements), goesOn, cancel);
        if (threads != null) {
            for (Lane lane : lanes.subList(1, lanes.size())) {
                taking.running.add(CompletableFuture.runAsync(() -> taking.takeOn(lane), threads));
            }
        }
        return taking;
    }

    /** Displacements that are being taken. */
    final class Taking {
        private final List<Bundle> bundles;
        private final BooleanSupplier goesOn;
        private final CancelToken cancel;
        private final Set<GuardedBody> bodies = Collections.newSetFromMap(new IdentityHashMap<>());
        private final AtomicInteger next = new AtomicInteger();
        private final List<CompletableFuture<Void>> running = new ArrayList<>();
        private volatile @Nullable Throwable fault;

        private Taking(List<Bundle> bundles, BooleanSupplier goesOn, CancelToken cancel) {
            this.bundles = bundles;
            for (Bundle bundle : bundles) {
                bundle.all.forEach(each -> bodies.addAll(each.bodies()));
            }
            this.goesOn = goesOn;
            this.cancel = cancel;
        }

        /** Returns whether one of them concerns a body of {@code other}. */
        boolean concernsBodyOf(Displacement other) {
            return other.bodies().stream().anyMatch(bodies::contains);
        }

        /** Takes some of them on this thread as well, and returns when no thread has one in hand any more. */
        Taken finish() {
            takeOn(own());
            running.forEach(CompletableFuture::join);
            return taken(bundles, fault);
        }

        private void takeOn(Lane lane) {
            try {
                for (int i = next.getAndIncrement(); i < bundles.size(); i = next.getAndIncrement()) {
                    bundles.get(i).take(lane, goesOn, cancel);
                }
                lane.keepNothingGuarded();
            } catch (Throwable thrown) {
                // Thrown once more on the thread of the run, when all threads have ended.
                fault = thrown;
            }
        }
    }

    private static Taken taken(List<Bundle> bundles, @Nullable Throwable other) {
        Map<Integer, Acted> acted = new TreeMap<>();
        Map<Integer, Displacement> left = new TreeMap<>();
        Throwable fault = other;
        for (Bundle bundle : bundles) {
            bundle.acted.forEach(each -> acted.put(each.displacement().number(), each));
            bundle.left().forEach(each -> left.put(each.number(), each));
            fault = fault == null ? bundle.fault : fault;
        }
        return new Taken(List.copyOf(acted.values()), List.copyOf(left.values()), fault);
    }

    /** Puts those together that concern a common body, be it by way of others. */
    private static List<Bundle> bundles(List<Displacement> displacements) {
        IdentityHashMap<GuardedBody, Bundle> of = new IdentityHashMap<>();
        Set<Bundle> bundles = new LinkedHashSet<>();
        for (Displacement displacement : displacements) {
            Bundle bundle = null;
            for (GuardedBody body : displacement.bodies()) {
                Bundle known = of.get(body);
                if (bundle == null) {
                    bundle = known;
                } else if (known != null && known != bundle) {
                    bundles.remove(known);
                    bundle.all.addAll(known.all);
                    for (Displacement moved : known.all) {
                        for (GuardedBody each : moved.bodies()) {
                            of.put(each, bundle);
                        }
                    }
                }
            }
            if (bundle == null) {
                bundle = new Bundle();
                bundles.add(bundle);
            }
            bundle.all.add(displacement);
            for (GuardedBody body : displacement.bodies()) {
                of.put(body, bundle);
            }
        }
        return List.copyOf(bundles);
    }

    /** Displacements that concern common bodies. */
    private static final class Bundle {
        private final List<Displacement> all = new ArrayList<>();
        private final List<Acted> acted = new ArrayList<>();
        private int begun;
        private @Nullable Throwable fault;

        /** Stops at the first that cannot be taken: what it leaves may concern the others. */
        void take(Lane lane, BooleanSupplier goesOn, CancelToken cancel) {
            try {
                while (begun < all.size() && goesOn.getAsBoolean()) {
                    Acted one = lane.act(all.get(begun++), cancel);
                    acted.add(one);
                    if (!one.isMoved()) {
                        return;
                    }
                }
            } catch (Throwable thrown) {
                // Thrown once more on the thread of the run.
                fault = thrown;
            }
        }

        Collection<Displacement> left() {
            return fault == null ? all.subList(begun, all.size()) : all.subList(acted.size(), all.size());
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
    }
}
