package aka.run;

import aka.journal.RunOutcome;
import aka.plan.RunId;

/**
 * What became of a run.
 *
 * @param done how many steps were done
 * @param notDone how many were not, those that were not reached before a stop included
 * @param freedBytes the storage that came free
 * @param usedBytes the storage that was used
 */
public record RunResult(RunId run, RunOutcome outcome, long done, long notDone, long freedBytes, long usedBytes) {}
