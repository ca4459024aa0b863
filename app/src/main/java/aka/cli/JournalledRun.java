package aka.cli;

import aka.journal.Journal;
import aka.journal.JournalRecord.Began;
import aka.journal.StateFolder;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Plan;
import aka.plan.RunId;
import aka.report.Problem;
import aka.report.Problem.Severity;
import aka.run.PlanRun;
import aka.run.RunListener;
import aka.run.RunResult;
import aka.run.RunSettings;
import java.time.Instant;

/** Runs a plan with a journal in the state folder, and gives the summary the run's id. */
final class JournalledRun {

    private final Invocation invocation;
    private final StateFolder state;

    JournalledRun(Invocation invocation, StateFolder state) {
        this.invocation = invocation;
        this.state = state;
    }

    /**
     * Runs {@code plan}.
     *
     * @throws FileCallException if the journal cannot be begun, or the system lacks what a run needs; nothing was changed then
     */
    RunResult run(Plan plan, RunListener listener) throws FileCallException {
        FileCalls calls = invocation.volumes().calls();
        RunId run = RunId.random();
        Journal journal = state.begin(began(plan, run, calls));
        try {
            invocation.ran(run);
            return PlanRun.run(plan, calls, journal, RunSettings.standard(), listener, invocation.cancel());
        } finally {
            close(journal);
        }
    }

    /** All that matters was forced before: what fails now is no failure of the run. */
    private void close(Journal journal) {
        try {
            journal.close();
        } catch (FileCallException notClosed) {
            invocation.problem(Problem.of(notClosed, Severity.WARNING));
        }
    }

    private Began began(Plan plan, RunId run, FileCalls calls) {
        return new Began(
                run,
                invocation.typed(),
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
}
