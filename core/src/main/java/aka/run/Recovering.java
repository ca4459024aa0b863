package aka.run;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.Journal;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Ended;
import aka.journal.Movement;
import aka.journal.Reading;
import aka.journal.RunOutcome;
import aka.journal.StateFolder;
import aka.journal.StepStory;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Support;
import aka.plan.LinkStep.Split;
import aka.plan.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings one run that was cut off to its end, or only looks what that would take. */
final class Recovering {

    private final StateFolder state;
    private final FileCalls calls;
    private final RunSettings settings;
    private final boolean acts;
    private final CancelToken cancel;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> troubles = new LinkedHashSet<>();
    private final Map<Integer, FileCallException> failedRoots = new HashMap<>();
    private long done;
    private long undecided;
    private long freedBefore;
    private long freedNow;
    private long usedBytes;

    /**
     * @param acts whether it is done, or only looked at
     */
    Recovering(StateFolder state, FileCalls calls, RunSettings settings, boolean acts, CancelToken cancel) {
        this.state = state;
        this.calls = calls;
        this.settings = settings;
        this.acts = acts;
        this.cancel = cancel;
    }

    /**
     * Recovers a run that nobody is at.
     *
     * @throws FileCallException if its journal cannot be read or written
     * @throws java.util.concurrent.CancellationException if a stop was asked for; what is done by then is done, and a later
     *     recovery goes on
     */
    RunRecovery recover(RunId run) throws FileCallException {
        Reading reading = state.read(run);
        Began began = reading.began().orElse(null);
        if (began == null) {
            return withoutBeginning(reading);
        }
        if (!began.host().machine().equals(calls.host().machine())) {
            troubles.add("it ran on another machine: recover it there");
            return result(run, began.steps());
        }
        try (RecoverySite site = new RecoverySite(calls, began, settings, RunListener.NONE, cancel)) {
            if (!acts) {
                recover(site, reading, began, null);
            } else {
                try (Journal journal = state.reopen(run)) {
                    recover(site, reading, began, journal);
                }
            }
        }
        return result(run, undecided);
    }

    /** A run that was cut off before its first record was on the disk has done nothing. */
    private RunRecovery withoutBeginning(Reading reading) throws FileCallException {
        if (!reading.records().isEmpty() || !reading.flaws().isEmpty()) {
            troubles.add("the first line of its journal cannot be read, so it is unknown where it worked");
        } else if (acts) {
            state.remove(reading.run());
        }
        return result(reading.run(), 0);
    }

    private RunRecovery result(RunId run, long open) {
        return new RunRecovery(run, findings, List.copyOf(troubles), done, open, freedNow);
    }

    private void recover(RecoverySite site, Reading reading, Began began, @Nullable Journal journal)
            throws FileCallException {
        if (acts) {
            forceVolumes(site, began);
        }
        Set<Leaf> explained = new HashSet<>();
        for (StepStory story : reading.steps().values()) {
            cancel.check();
            explained.addAll(temporaries(story));
            step(site, story, journal);
        }
        pools(site, reading, began, explained);
        if (journal != null && undecided == 0 && troubles.isEmpty()) {
            end(began, journal);
        }
    }

    /**
     * All that the run did is forced to the disk before anything is removed on the strength of it: its exchanges, and what the
     * kept bodies hold.
     */
    private void forceVolumes(RecoverySite site, Began began) {
        for (int root = 0; root < began.roots().size(); root++) {
            try {
                site.force(root);
            } catch (FileCallException failed) {
                failedRoots.put(root, failed);
            }
        }
    }

    private static Set<Leaf> temporaries(StepStory story) {
        Set<Leaf> leaves = new HashSet<>();
        for (Movement movement : story.intent().movements()) {
            Leaf leaf = Leaf.of(movement.temporary().below());
            leaves.add(leaf);
            if (Leftover.hasWord(leaf)) {
                leaves.add(Leftover.withWord(leaf, RenameMove.WORD));
                leaves.add(Leftover.withWord(leaf, Splitting.WORD));
            }
        }
        return leaves;
    }

    private void step(RecoverySite site, StepStory story, @Nullable Journal journal) throws FileCallException {
        StepEnd end;
        try {
            requireVolumes(story);
            end = new StepRecovery(site, story, acts).recover();
        } catch (FileCallException failed) {
            end = StepEnd.undecided(List.of(), failed.getMessage());
        }
        findings.addAll(end.findings());
        end.trouble().ifPresent(troubles::add);
        undecided += end.trouble().isPresent() ? 1 : 0;
        done += end.done() ? 1 : 0;
        freedBefore += story.done().map(Done::freedBytes).orElse(0L);
        freedNow += end.freedBytes();
        usedBytes += end.done() ? used(site, story) : 0;
        for (JournalRecord record : end.records()) {
            if (journal != null) {
                journal.write(record);
            }
        }
    }

    private void requireVolumes(StepStory story) throws FileCallException {
        for (Movement movement : story.intent().movements()) {
            FileCallException failed = failedRoots.get(movement.name().root());
            if (failed != null) {
                throw failed;
            }
        }
    }

    /** Returns the storage that a step's new body uses, where it surely shares none. */
    private static long used(RecoverySite site, StepStory story) throws FileCallException {
        return story.intent().deed() instanceof Split split
                        && site.root(split.names().getFirst().root()).volume().clones() == Support.NO
                ? split.shared().allocatedBytes().orElse(0)
                : 0;
    }

    private void pools(RecoverySite site, Reading reading, Began began, Set<Leaf> explained) {
        Leaf leaf = Leftover.folder(reading.run().hex());
        for (int root = 0; root < began.roots().size(); root++) {
            try {
                HeldFolder above = HeldFolder.ofRoot(site.root(root));
                LeftPool pool = new LeftPool(
                        calls, above.folder(), leaf, reading.flaws().isEmpty(), acts && undecided == 0, cancel);
                above.change(() -> findings.addAll(pool.clear(explained)));
                above.restoreTime();
            } catch (FileCallException failed) {
                troubles.add(failed.getMessage());
            }
        }
    }

    private void end(Began began, Journal journal) throws FileCallException {
        RunOutcome outcome = done == began.steps() ? RunOutcome.COMPLETE : RunOutcome.PARTIAL;
        journal.write(new Ended(outcome, done, began.steps() - done, freedBefore + freedNow, usedBytes));
        journal.force();
    }
}
