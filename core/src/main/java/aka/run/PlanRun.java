package aka.run;

import aka.journal.Journal;
import aka.journal.JournalRecord.Ended;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.run.Lanes.Taken;
import aka.run.Lanes.Taking;
import aka.run.Scribe.Forcing;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan, batch by batch:
 *
 * <ol>
 *   <li>prepare: open the folders and bodies of some steps, and look at all that they rest on. Nothing is changed;
 *   <li>write what is intended to the journal, and force that to the disk;
 *   <li>force the volumes to the disk: what the kept bodies hold is safe then, and so is what was moved before;
 *   <li>let go of the former bodies of batches before, whose time in limbo is over;
 *   <li>take the steps one by one. What they displace goes to limbo.
 * </ol>
 *
 * <p>While a batch is looked at, the one before is forced to the disk ({@link Scribe}), and the steps of the one before that are
 * taken, on several threads ({@link Lanes}); then the bodies that splits want are made, on these threads as well.
 *
 * <p>At the end the volumes are forced once more, and limbo is emptied. A stop that is asked for is heard between steps, and
 * goes the same way; so does a failure of the journal. Each step is done, or all is as it was.
 */
public final class PlanRun {

    private final Plan plan;
    private final Journal journal;
    private final CarefulListener listener;
    private final Warnings warnings;
    private final CancelToken cancel;
    private final Site site;
    private final Limbo limbo;
    private final Set<OpenRoot> used = new LinkedHashSet<>();
    private final Set<OpenRoot> touched = new LinkedHashSet<>();
    private final FullBodies full = new FullBodies();
    private final BatchSize size;
    private final StepQueue steps;
    private final RunTally tally;
    private final StepEnds ends;
    private final Preparation preparation;

    /** A fault of our own: what is begun is brought to an end, and nothing else is begun. Read by other threads. */
    private volatile boolean abandoned;

    private int batches;
    /** What is prepared, and being forced to the disk. */
    private @Nullable Batch begun;
    /** What is being taken on other threads. */
    private @Nullable Taking taking;
    /** What kind of steps the batch in hand has. */
    private @Nullable Class<?> kind;

    private PlanRun(
            Plan plan,
            Journal journal,
            CarefulListener listener,
            Warnings warnings,
            CancelToken cancel,
            Site site,
            Limbo limbo,
            BatchSize size) {
        this.warnings = warnings;
        this.plan = plan;
        this.journal = journal;
        this.listener = listener;
        this.cancel = cancel;
        this.site = site;
        this.limbo = limbo;
        this.size = size;
        this.steps = new StepQueue(plan.steps());
        this.tally = new RunTally(plan.steps().size(), listener);
        this.ends = new StepEnds(site.scribe(), site.lanes(), tally, warnings);
        this.preparation = new Preparation(site, steps, full, size, ends, this::goesOn, cancel);
    }

    /**
     * Runs {@code plan}. Returns when every step is done, or is as it was before.
     *
     * @param journal the journal that was begun for this run; it gets every record but the first, and is not closed
     * @throws FileCallException {@link Trouble#UNSUPPORTED} if the system lacks a call that every run needs: nothing was done
     */
    public static RunResult run(
            Plan plan, FileCalls calls, Journal journal, RunSettings settings, RunListener listener, CancelToken cancel)
            throws FileCallException {
        CarefulListener careful = new CarefulListener(listener);
        Warnings warnings = new Warnings(careful);
        try (Site site = new Site(calls, plan, journal, settings, warnings)) {
            Limbo limbo = new Limbo(settings.grace());
            BatchSize size = new BatchSize(settings.batchSteps(), plan.roots().size(), calls.maxOpenFiles());
            return new PlanRun(plan, journal, careful, warnings, cancel, site, limbo, size).run();
        }
    }

    private RunResult run() {
        try {
            takeAll();
        } catch (RuntimeException | Error fault) {
            abandon(fault);
            throw fault;
        }
        emptyLimbo();
        // Some file systems keep a name for what has none but is open: what was let go must be closed.
        site.scribe().await();
        site.removePools();
        for (int number : steps.comingAgain()) {
            // Its intent may have been written, and it was not come to once more.
            ends.notReached(number, stopped(steps.step(number)));
        }
        // A power cut must not bring back what was removed: nobody looks for temporary names of a run that has ended.
        site.scribe().forceVolumesNow(touched);
        RunResult result = tally.result(journal.run(), cancel.isCancelled());
        Ended ended =
                new Ended(result.outcome(), result.done(), result.notDone(), result.freedBytes(), result.usedBytes());
        site.scribe().write(ended);
        site.scribe().forceJournalNow();
        site.scribe().requireNoFault();
        site.scribe().failure().ifPresent(warnings::add);
        if (listener.fault().isPresent()) {
            throw listener.fault().get();
        }
        return result;
    }

    /** Brings to an end what was begun when a fault of our own came: what is in limbo would otherwise be left there. */
    private void abandon(Throwable fault) {
        abandoned = true;
        try {
            abandonBatches();
        } catch (RuntimeException | Error further) {
            fault.addSuppressed(further);
        }
        try {
            emptyLimbo();
        } catch (RuntimeException | Error further) {
            fault.addSuppressed(further);
        }
    }

    private void takeAll() {
        while (steps.hasMore() && goesOn()) {
            while (steps.hasMore() && goesOn()) {
                nextBatch();
            }
            // It may leave steps that are to be prepared once more.
            finishBatches();
        }
        finishBatches();
    }

    private boolean goesOn() {
        return !abandoned
                && !cancel.isCancelled()
                && site.scribe().failure().isEmpty()
                && listener.fault().isEmpty();
    }

    /** Some steps that were prepared together, and the force that they wait for. */
    private record Batch(List<Prepared> steps, Forcing forcing) {}

    /**
     * Looks at the next batch, while the one before is forced to the disk and the steps of the one before that are taken, makes
     * the bodies that it wants, and has each move up by one. To its steps this is as if all three were one batch, which had been
     * written down piece by piece.
     */
    private void nextBatch() {
        if (steps.upcomingStep().getClass() != kind || size.isTooLarge() || size.isForOneAlone()) {
            // A step of another kind may concern what is in limbo, where each body still has names that count.
            closeAll();
        }
        kind = steps.upcomingStep().getClass();
        List<Prepared> prepared = new ArrayList<>();
        List<Splitting> splits = new ArrayList<>();
        boolean moved = false;
        try {
            preparation.look(kind, prepared, splits);
            finishTaking();
            preparation.make(splits, prepared);
            for (Prepared each : prepared) {
                used.addAll(each.roots());
                touched.addAll(each.touched());
            }
            beginTaking();
            batches++;
            for (Prepared each : prepared) {
                site.scribe().write(each.intent(batches));
            }
            begun = new Batch(prepared, beginForce());
            moved = true;
        } finally {
            splits.forEach(Splitting::close);
            if (!moved) {
                prepared.forEach(Prepared::close);
            }
        }
    }

    private void closeAll() {
        finishBatches();
        emptyLimbo();
        site.scribe().await();
        if (size.isTooLarge()) {
            // Of a step that comes again the next intent alone counts: nothing that the first one explains may come
            // back.
            site.scribe().forceVolumesNow(touched);
        }
        size.allIsClosed();
    }

    /** Takes all that is prepared. */
    private void finishBatches() {
        finishTaking();
        beginTaking();
        finishTaking();
    }

    /** Takes the steps of the batch that is being forced to the disk when it is there: on other threads, if that can be. */
    private void beginTaking() {
        Batch batch = begun;
        if (batch == null) {
            return;
        }
        begun = null;
        await(batch.forcing());
        Optional<List<Displacement>> together = together(batch.steps());
        if (together.isPresent()) {
            taking = site.lanes().begin(together.get(), this::goesOn, cancel);
            letGoIfForced();
        } else {
            letGoIfForced();
            takeInTurn(batch.steps());
        }
    }

    /** Returns the steps if they can be taken side by side. */
    private Optional<List<Displacement>> together(List<Prepared> batch) {
        if (site.lanes().isOne()) {
            return Optional.empty();
        }
        List<Displacement> displacements = new ArrayList<>();
        for (Prepared prepared : batch) {
            if (!(prepared instanceof Displacement displacement) || full.concerns(prepared.step())) {
                return Optional.empty();
            }
            displacements.add(displacement);
        }
        return Optional.of(displacements);
    }

    /** Brings to an end what is being taken on other threads. */
    private void finishTaking() {
        if (taking != null) {
            takeInTurn(settled(taking));
        }
    }

    /** Returns what the threads left when they have ended. */
    private List<Displacement> settled(Taking begunTaking) {
        taking = null;
        Taken taken = begunTaking.finish();
        Throwable fault = taken.fault();
        for (Acted acted : taken.acted()) {
            try {
                settle(acted);
            } catch (RuntimeException | Error thrown) {
                fault = fault == null ? thrown : fault;
            }
        }
        if (fault != null) {
            taken.left().forEach(Prepared::close);
            throw new IllegalStateException("a step could not be taken", fault);
        }
        return taken.left();
    }

    private void takeInTurn(List<? extends Prepared> batch) {
        Deque<Prepared> rest = new ArrayDeque<>(batch);
        try {
            while (!rest.isEmpty()) {
                takeInTurn(rest.removeFirst());
            }
        } finally {
            site.lanes().own().keepNothingGuarded();
            // Some are left after a fault of our own only.
            rest.forEach(Prepared::close);
        }
        letGoIfForced();
        makeRoomInLimbo();
    }

    private void makeRoomInLimbo() {
        while (limbo.size() > size.stepsInLimbo()) {
            await(beginForce());
            if (site.scribe().failure().isPresent()) {
                return;
            }
            limbo.await();
            letGoRipe();
        }
    }

    /** Leaves the steps of the batches that a fault of our own came before. */
    private void abandonBatches() {
        try {
            if (taking != null) {
                settled(taking).forEach(Prepared::close);
            }
        } finally {
            Batch batch = begun;
            if (batch != null) {
                begun = null;
                await(batch.forcing());
                batch.steps().forEach(Prepared::close);
            }
        }
    }

    // ---- take

    private void takeInTurn(Prepared prepared) {
        // What deeds come after may rest on one that is to come again.
        boolean overtakes = prepared instanceof Deed && size.isTooLarge();
        if (overtakes || full.concerns(prepared.step())) {
            prepared.close();
            steps.comeAgainTo(prepared.number());
        } else if (goesOn()) {
            take(prepared);
        } else {
            skip(prepared, stopped(prepared.step()));
        }
    }

    private void take(Prepared prepared) {
        switch (prepared) {
            case Displacement displacement -> displace(displacement);
            case Deed deed -> take(deed);
        }
    }

    private void take(Deed deed) {
        try (deed) {
            act(deed);
        }
    }

    private void act(Deed deed) {
        try {
            StepResult.Done result = deed.act(cancel);
            ends.done(deed.record(result), result);
        } catch (NotPossible reason) {
            Optional<Path> left = deed.leftBehind();
            if (left.isPresent()) {
                ends.leftBehind(deed, reason, left.get());
            } else if (!comesAgain(deed, reason)) {
                ends.skipped(deed.number(), deed.step(), reason);
            }
        } catch (CancellationException stopped) {
            ends.notReached(deed.number(), stopped(deed.step()));
        }
    }

    private void displace(Displacement displacement) {
        boolean settled = false;
        try {
            Acted acted = site.lanes().own().act(displacement, cancel);
            settled = true;
            settle(acted);
        } finally {
            if (!settled) {
                displacement.close();
            }
        }
    }

    private void settle(Acted acted) {
        Displacement displacement = acted.displacement();
        if (acted.isMoved()) {
            limbo.add(displacement);
            ends.moved(displacement);
        } else {
            NotPossible reason = acted.refused().orElseGet(() -> stopped(displacement.step()));
            if (acted.rescued().isEmpty() && comesAgain(displacement, reason)) {
                displacement.close();
            } else {
                tookBack(displacement, reason, acted.rescued());
            }
        }
        limbo.called(acted.begin(), acted.end());
    }

    /** Nothing is written of that: to the journal, it is as if the step had only been intended so far. */
    private boolean comesAgain(Prepared prepared, NotPossible reason) {
        boolean again = size.shrinkFor(prepared.number(), reason.why());
        if (again) {
            steps.comeAgainTo(prepared.number());
        }
        return again;
    }

    private void takeBack(Displacement displacement, NotPossible reason) {
        tookBack(displacement, reason, displacement.takeBack());
    }

    private void tookBack(Displacement displacement, NotPossible reason, List<Path> rescued) {
        try (displacement) {
            if (rescued.isEmpty()) {
                full.refused(displacement.step(), reason.reason());
            }
            ends.tookBack(displacement, reason, rescued);
        }
    }

    private void skip(Prepared prepared, NotPossible reason) {
        try (prepared) {
            ends.skipped(prepared.number(), prepared.step(), reason);
        }
    }

    private NotPossible stopped(LinkStep step) {
        Path path =
                plan.roots().isEmpty() ? Path.of("") : plan.roots().getFirst().typed();
        Optional<FileCallException> untold = site.scribe().failure();
        if (untold.isPresent()) {
            return new NotPossible(StepReason.FAILED, untold.get());
        }
        return NotPossible.because(
                StepReason.CANCELLED,
                "go on with the " + step.getClass().getSimpleName(),
                path,
                null,
                "it was stopped",
                "Run it again.");
    }

    // ---- let go

    /** Where the journal failed the volumes were not forced, and {@link #emptyLimbo} gives all names back. */
    private void letGoIfForced() {
        if (site.scribe().failure().isEmpty()) {
            letGoRipe();
        }
    }

    private void letGoRipe() {
        while (limbo.isRipe() && (taking == null || !taking.concernsBodyOf(limbo.first()))) {
            letGo(limbo.next());
        }
    }

    private void letGo(Displacement displacement) {
        Optional<FileCallException> failure = displacement.volumeFailure();
        if (failure.isPresent()) {
            // What the new body holds may not be on the disk: the former one is not to be given up.
            takeBack(displacement, new NotPossible(StepReason.VOLUME_FAILED, failure.get()));
            return;
        }
        long begin = System.nanoTime();
        try {
            StepResult.Done result = displacement.letGo((path, why) -> ends.left(displacement, path, why));
            ends.done(displacement.done(result), result);
            displacement.close();
        } catch (NotPossible reason) {
            takeBack(displacement, reason);
        } finally {
            limbo.called(begin);
        }
    }

    private void emptyLimbo() {
        if (limbo.size() > 0) {
            await(beginForce());
        }
        Optional<FileCallException> failure = site.scribe().failure();
        if (failure.isPresent()) {
            // What a body in limbo was may not be on the journal's disk: without that, nothing could be taken back
            // later.
            NotPossible untold = new NotPossible(StepReason.FAILED, failure.get());
            limbo.all().forEach(displacement -> takeBack(displacement, untold));
        }
        while (limbo.size() > 0) {
            limbo.await();
            letGoRipe();
        }
    }

    /** Has all forced to the disk that was written and moved so far: what the journal tells first. */
    private Forcing beginForce() {
        limbo.forceBegins();
        return site.scribe().force(used, batches);
    }

    private void await(Forcing forcing) {
        limbo.forceEnded(forcing.await());
    }
}
