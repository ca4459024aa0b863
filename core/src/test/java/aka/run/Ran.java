package aka.run;

import aka.journal.Journal;
import aka.journal.JournalRecord.Began;
import aka.journal.StateFolder;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Plan;
import aka.plan.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plan that was run, and what was heard of it. */
public final class Ran implements RunListener {

    static final RunSettings QUICK = new RunSettings(Duration.ofMillis(1), 3, Duration.ZERO, false);

    final List<StepResult> results = new ArrayList<>();
    final List<FileCallException> warnings = new ArrayList<>();
    final MemoryMedium medium;

    @SuppressWarnings("NullAway.Init") // there once the plan was run
    RunResult result;

    @SuppressWarnings("NullAway.Init")
    private Ran(MemoryMedium medium) {
        this.medium = medium;
    }

    /** Returns how many steps were done. */
    public long doneSteps() {
        return result.done();
    }

    public static Ran of(Plan plan, FileCalls calls) throws FileCallException {
        return of(plan, calls, QUICK, new MemoryMedium(), new CancelToken());
    }

    static Ran of(Plan plan, FileCalls calls, RunSettings settings, MemoryMedium medium, CancelToken cancel)
            throws FileCallException {
        Ran ran = new Ran(medium);
        Journal journal = Journal.over(medium, began(plan, calls));
        ran.result = PlanRun.run(plan, calls, journal, settings, ran, cancel);
        return ran;
    }

    /** Runs a plan with a journal in a folder, so that it can be read afterwards. */
    static Ran of(Plan plan, FileCalls calls, RunSettings settings, StateFolder state) throws FileCallException {
        Ran ran = new Ran(new MemoryMedium());
        try (Journal journal = state.begin(began(plan, calls))) {
            ran.result = PlanRun.run(plan, calls, journal, settings, ran, new CancelToken());
        }
        return ran;
    }

    static Began began(Plan plan, FileCalls calls) {
        return new Began(
                RunId.random(),
                "aka test",
                plan.origin(),
                Instant.now(),
                calls.host(),
                calls.userId(),
                plan.roots(),
                plan.waived(),
                plan.matchTimes(),
                plan.undoes(),
                plan.steps().size());
    }

    /** Returns why the steps that were not done were not, in the order in which they ended. */
    List<StepReason> reasons() {
        List<StepReason> reasons = new ArrayList<>();
        for (StepResult each : results) {
            if (each instanceof StepResult.NotDone not) {
                reasons.add(not.reason());
            }
        }
        return reasons;
    }

    @Override
    public void ended(StepResult ended) {
        results.add(ended);
    }

    @Override
    public void warning(FileCallException what) {
        warnings.add(what);
    }
}
