package aka.journal;

import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Ended;
import aka.plan.RunId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A journal as it was read.
 *
 * @param run whose journal it is
 * @param records what it tells, in the order of writing; what could not be read is not among it
 * @param torn whether its last line is incomplete: its writer was cut off there, and nothing was done on the strength of it
 * @param flaws the places that cannot be read, from first to last; empty nearly always
 */
public record Reading(RunId run, List<JournalRecord> records, boolean torn, List<Flaw> flaws) {

    public Reading {
        records = List.copyOf(records);
        flaws = List.copyOf(flaws);
    }

    /** Returns the first record; empty if the run was cut off before it was written, or if it cannot be read. */
    public Optional<Began> began() {
        return !records.isEmpty() && records.getFirst() instanceof Began began ? Optional.of(began) : Optional.empty();
    }

    /** Returns the last record, if it tells of the end; empty for a run that was cut off or still runs. */
    public Optional<Ended> ended() {
        return !records.isEmpty() && records.getLast() instanceof Ended ended ? Optional.of(ended) : Optional.empty();
    }

    /** Returns the story of each step whose intent was read, by its number; put together anew at each call. */
    public SortedMap<Integer, StepStory> steps() {
        return new StepStories(records).byStep();
    }
}
