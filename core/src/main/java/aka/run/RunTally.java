package aka.run;

import aka.journal.RunOutcome;
import aka.plan.RunId;

/** Counts what became of the steps of a run, and tells its listener of each. */
final class RunTally {

    private final long steps;
    private final RunListener listener;
    private long done;
    private long notDone;
    private long freedBytes;
    private long usedBytes;

    /**
     * @param steps how many steps the plan has
     */
    RunTally(long steps, RunListener listener) {
        this.steps = steps;
        this.listener = listener;
    }

    void done(StepResult.Done result) {
        done++;
        freedBytes += result.freedBytes();
        usedBytes += result.usedBytes();
        listener.ended(result);
    }

    void notDone(StepResult.NotDone result) {
        notDone++;
        listener.ended(result);
    }

    void progress(long readBytes) {
        listener.progress(done + notDone, steps, readBytes);
    }

    /** Returns what came of the run; steps that were not come to are not done. */
    RunResult result(RunId run, boolean stopped) {
        return new RunResult(run, outcome(stopped), done, steps - done, freedBytes, usedBytes);
    }

    private RunOutcome outcome(boolean stopped) {
        if (done == steps) {
            return RunOutcome.COMPLETE;
        }
        return stopped && done + notDone < steps ? RunOutcome.CANCELLED : RunOutcome.PARTIAL;
    }
}
