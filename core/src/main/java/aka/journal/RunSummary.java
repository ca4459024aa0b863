package aka.journal;

import aka.plan.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run, as a history shows it.
 *
 * @param command the command as it was typed; empty if that cannot be read
 * @param origin which kind of command; empty if that cannot be read
 * @param at when it began; where that cannot be read, when its journal was last written
 * @param done how many steps were done
 * @param notDone how many were not; of a run that was cut off those alone that have their reason in the journal
 * @param rescued how many things were left where only the user may remove them
 * @param freedBytes the storage that came free
 * @param undoes the run that it took back
 * @param undoneBy the runs that took it back, or part of it, the oldest first
 * @param hindrance why it cannot be taken back, for people; empty if it can, as far as the ends of its journal tell
 * @param foreign whether it ran on another machine
 */
public record RunSummary(
        RunId run,
        String command,
        String origin,
        Instant at,
        RunState state,
        long done,
        long notDone,
        long rescued,
        long freedBytes,
        Optional<RunId> undoes,
        List<RunId> undoneBy,
        Optional<String> hindrance,
        boolean foreign) {

    public RunSummary {
        undoneBy = List.copyOf(undoneBy);
    }

    /** Returns whether it can be taken back, as far as the ends of its journal tell. */
    public boolean undoable() {
        return hindrance.isEmpty();
    }
}
