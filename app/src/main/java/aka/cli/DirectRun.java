package aka.cli;

import aka.journal.RunOutcome;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Plan;
import aka.run.DirectPlan;
import aka.run.RunListener;
import aka.run.RunResult;

/**
 * Runs what a command does to names that were typed: nobody is asked, and no other run is kept off, but it is written down, so
 * that it can be taken back.
 */
final class DirectRun {

    private DirectRun() {}

    /** Returns whether this system has the calls that a run needs; where it has not, names are made without a journal. */
    static boolean isPossible(FileCalls calls) {
        return calls.metadata().isPresent() && calls.durability().isPresent();
    }

    /** Returns a plan without steps yet. */
    static DirectPlan plan(Invocation invocation, String origin) {
        return new DirectPlan(invocation.volumes().calls(), origin, Invocation.here());
    }

    /**
     * Runs {@code plan}; one without steps leaves no trace.
     *
     * @throws FileCallException if there is no place for the journal; nothing was changed then
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    static void run(Invocation invocation, Plan plan, RunListener listener) throws FileCallException {
        if (plan.steps().isEmpty()) {
            return;
        }
        RunResult result = new JournalledRun(invocation, StateAccess.open(invocation)).run(plan, listener);
        if (result.outcome() != RunOutcome.COMPLETE) {
            invocation.cancel().check();
        }
        if (result.done() > 0 && invocation.options().verbose()) {
            invocation.note(RunDeed.wayBack(result.run()));
        }
    }
}
