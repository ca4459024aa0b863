package aka.run;

import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Moved;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import java.nio.file.Path;
import java.util.List;

/** Tells what becomes of the steps of a run: the journal first, then who listens. */
final class StepEnds {

    private final Scribe scribe;
    private final Lanes lanes;
    private final RunTally tally;
    private final Warnings warnings;

    StepEnds(Scribe scribe, Lanes lanes, RunTally tally, Warnings warnings) {
        this.scribe = scribe;
        this.lanes = lanes;
        this.tally = tally;
        this.warnings = warnings;
    }

    /** A step is done, as {@code record} tells. */
    void done(JournalRecord record, StepResult.Done result) {
        scribe.write(record);
        tally.done(result);
        progress();
    }

    /** The names lead to their new body, and the former one is in limbo. */
    void moved(Displacement displacement) {
        scribe.write(new Moved(
                displacement.number(),
                displacement.hash(),
                displacement.formerFacts().changed()));
    }

    /** A step was taken back, all but what is left at {@code rescued}. */
    void tookBack(Displacement displacement, NotPossible reason, List<Path> rescued) {
        for (Path path : rescued) {
            scribe.write(rescued(displacement, path, reason.why()));
        }
        String words = reason.why().sentence();
        scribe.write(
                displacement.isTouched()
                        ? new Back(displacement.number(), reason.reason(), words)
                        : new Skipped(displacement.number(), reason.reason(), words));
        if (reason.reason() != StepReason.CANCELLED || !rescued.isEmpty()) {
            tell(displacement.number(), displacement.step(), reason, rescued);
        }
    }

    /** A step was not taken. That a stop was asked for is told once, and not of each. */
    void skipped(int number, LinkStep step, NotPossible reason) {
        notReached(number, reason);
        if (reason.reason() != StepReason.CANCELLED) {
            tell(number, step, reason, List.of());
        }
    }

    /** A step was not come to in the end: the journal alone is told. */
    void notReached(int number, NotPossible reason) {
        scribe.write(new Skipped(number, reason.reason(), reason.why().sentence()));
    }

    /** A step failed and left something that only the user may remove. */
    void leftBehind(Deed deed, NotPossible reason, Path path) {
        scribe.write(rescued(deed, path, reason.why()));
        tell(deed.number(), deed.step(), reason, List.of(path));
    }

    /** A temporary name could not be removed, of a step that goes on all the same. */
    void left(Displacement displacement, Path path, FileCallException why) {
        scribe.write(rescued(displacement, path, why));
        warnings.add(why);
    }

    /** What the journal tells must be found from any working directory; a path may be as it was typed. */
    private static Rescued rescued(Prepared step, Path path, FileCallException why) {
        return new Rescued(step.number(), path.toAbsolutePath(), why.sentence());
    }

    private void tell(int number, LinkStep step, NotPossible reason, List<Path> rescued) {
        tally.notDone(new StepResult.NotDone(
                number, step, reason.reason(), reason.why(), rescued.stream().findFirst()));
        progress();
    }

    private void progress() {
        tally.progress(lanes.readBytes());
    }
}
