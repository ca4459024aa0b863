package aka.journal;

import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Intent;
import aka.journal.JournalRecord.Moved;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import java.util.List;
import java.util.Optional;

/**
 * All that a journal tells of one step. Where it tells the same thing twice, as after a run that was taken up again, the later
 * record counts.
 *
 * @param forced whether the step's batch was forced to the disk after the intent, so that its names may have been touched
 */
public record StepStory(
        Intent intent,
        boolean forced,
        Optional<Moved> moved,
        Optional<Back> back,
        Optional<Skipped> skipped,
        List<Rescued> rescued,
        Optional<Done> done) {

    public StepStory {
        rescued = List.copyOf(rescued);
    }

    /** Returns whether the journal says how the step ended. */
    public boolean ended() {
        return back.isPresent() || skipped.isPresent() || done.isPresent() || !rescued.isEmpty();
    }
}
