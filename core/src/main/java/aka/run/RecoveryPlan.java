package aka.run;

import java.util.List;

/**
 * What a recovery would do, or has done.
 *
 * @param runs the runs that were cut off
 * @param strays what lies in private folders of runs whose journals are gone
 */
public record RecoveryPlan(List<RunRecovery> runs, List<Finding> strays) {

    public RecoveryPlan {
        runs = List.copyOf(runs);
        strays = List.copyOf(strays);
    }

    /** Returns whether there is nothing to recover. */
    public boolean isEmpty() {
        return runs.isEmpty() && strays.isEmpty();
    }

    /** Returns whether nothing is left in the end, neither undecided nor to be looked after by the user. */
    public boolean isClean() {
        return runs.stream()
                        .allMatch(run -> run.ends() && run.findings().stream().noneMatch(Finding::stays))
                && strays.stream().noneMatch(Finding::stays);
    }
}
