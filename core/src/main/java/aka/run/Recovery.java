package aka.run;

import aka.journal.History;
import aka.journal.JournalRecord.Began;
import aka.journal.RunState;
import aka.journal.RunSummary;
import aka.journal.StateFolder;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.Root;
import aka.plan.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings runs that were cut off to their end: each of their steps is finished or taken back, their temporary names and private
 * folders go, and nothing else is touched. It goes by what is there; the journal only explains it. It may itself be cut off
 * anywhere, and be called again.
 *
 * <ol>
 *   <li>find the runs without an end that nobody is at, and those that ended but left a private folder: after a power cut, what
 *       was removed last may be there again;
 *   <li>force their volumes to the disk;
 *   <li>step by step, look where its names lead ({@link DisplacedStep}, {@link RemovedStep}), and finish it or take it back;
 *   <li>clear the private folders ({@link LeftPool});
 *   <li>write to the journal what became of each step, and the end, unless a step cannot be decided now;
 *   <li>clear the private folders of runs whose journals are gone ({@link StrayPools}).
 * </ol>
 */
public final class Recovery {

    private final StateFolder state;
    private final FileCalls calls;
    private final RunSettings settings;
    private final boolean acts;
    private final CancelToken cancel;

    private Recovery(StateFolder state, FileCalls calls, RunSettings settings, boolean acts, CancelToken cancel) {
        this.state = state;
        this.calls = calls;
        this.settings = settings;
        this.acts = acts;
        this.cancel = cancel;
    }

    /**
     * Looks what is to be recovered, and changes nothing.
     *
     * @param places further folders in which private folders of runs are looked for, beside those where runs have worked
     * @throws FileCallException if the state folder cannot be read
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static RecoveryPlan plan(
            StateFolder state, FileCalls calls, RunSettings settings, List<Path> places, CancelToken cancel)
            throws FileCallException {
        return new Recovery(state, calls, settings, false, cancel).all(places);
    }

    /**
     * Recovers what there is to recover. Everything is looked at afresh. The caller holds the state folder's lock ({@link
     * StateFolder#lock}), so that nobody starts a run meanwhile.
     *
     * @return what was done
     * @throws FileCallException if the state folder cannot be read or written
     * @throws java.util.concurrent.CancellationException if a stop was asked for; a later call goes on
     */
    public static RecoveryPlan run(
            StateFolder state, FileCalls calls, RunSettings settings, List<Path> places, CancelToken cancel)
            throws FileCallException {
        return new Recovery(state, calls, settings, true, cancel).all(places);
    }

    private RecoveryPlan all(List<Path> places) throws FileCallException {
        List<Began> begun = state.begun();
        Set<Path> folders = new LinkedHashSet<>(places);
        for (Began began : begun) {
            for (Root root : began.roots()) {
                folders.add(root.path());
            }
        }
        StrayPools pools = StrayPools.in(calls, folders, cancel);
        List<RunRecovery> runs = new ArrayList<>();
        for (RunSummary summary : History.of(state)) {
            recover(summary, pools, runs);
        }
        return new RecoveryPlan(runs, pools.clear(new HashSet<>(state.runs()), acts));
    }

    private void recover(RunSummary summary, StrayPools pools, List<RunRecovery> runs) throws FileCallException {
        RunId run = summary.run();
        if (summary.state() == RunState.UNFINISHED) {
            runs.add(recovering(acts).recover(run));
        } else if (hasEnded(summary.state()) && pools.has(run)) {
            RunRecovery looked = recovering(false).recover(run);
            boolean moves = looked.findings().stream().anyMatch(finding -> !finding.stays());
            runs.add(
                    acts && (moves || looked.findings().isEmpty())
                            ? recovering(true).recover(run)
                            : looked);
        }
    }

    private static boolean hasEnded(RunState state) {
        return switch (state) {
            case COMPLETE, PARTIAL, CANCELLED -> true;
            case UNFINISHED, RUNNING, UNREADABLE -> false;
        };
    }

    private Recovering recovering(boolean acting) {
        return new Recovering(state, calls, settings, acting, cancel);
    }
}
