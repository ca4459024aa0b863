package aka.run;

import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Intent;
import aka.os.CancelToken;
import aka.plan.LinkStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A step that one call takes, which either does all of it or nothing. */
sealed interface Deed extends Prepared permits CreateDeed, UnlinkDeed, FolderDeed, ShareDeed {

    /**
     * Takes the step.
     *
     * @throws NotPossible if it was not taken
     */
    StepResult.Done act(CancelToken cancel) throws NotPossible;

    /** Returns where something is after {@link #act} failed that only the user may remove; empty nearly always. */
    default Optional<Path> leftBehind() {
        return Optional.empty();
    }

    /** Returns what the journal is told then. */
    default Done record(StepResult.Done done) {
        return new Done(number(), done.freedBytes(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the intent of a deed that moves nothing aside. */
    static Intent intent(int number, int batch, LinkStep step) {
        return new Intent(number, batch, step, List.of(), Optional.empty(), Optional.empty());
    }
}
