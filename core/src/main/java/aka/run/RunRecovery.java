package aka.run;

import aka.plan.RunId;
import java.util.List;

/**
 * What becomes of one run that was cut off.
 *
 * @param findings what it left, and what becomes of that
 * @param troubles what stands in the way, one sentence each
 * @param done how many of its steps are done in the end
 * @param undecided how many of its steps cannot be decided now
 * @param freedBytes the storage that comes free by the recovery
 */
public record RunRecovery(
        RunId run, List<Finding> findings, List<String> troubles, long done, long undecided, long freedBytes) {

    public RunRecovery {
        findings = List.copyOf(findings);
        troubles = List.copyOf(troubles);
    }

    /** Returns whether the run comes to its end by this, and can be taken back from then on. */
    public boolean ends() {
        return undecided == 0 && troubles.isEmpty();
    }
}
