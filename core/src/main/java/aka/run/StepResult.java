package aka.run;

import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import java.nio.file.Path;
import java.util.Optional;

/** What became of one step. */
public sealed interface StepResult {

    /** Returns its number in the plan, from 1. */
    int number();

    /** Returns the step. */
    LinkStep step();

    /**
     * It is done.
     *
     * @param freedBytes the storage that came free; 0 while other names keep the body
     * @param usedBytes the storage that was used
     */
    record Done(int number, LinkStep step, long freedBytes, long usedBytes) implements StepResult {}

    /**
     * All is as it was.
     *
     * @param why the sentence for people, with deed, paths and way out
     * @param rescued where something is left that only the user may remove; empty nearly always
     */
    record NotDone(int number, LinkStep step, StepReason reason, FileCallException why, Optional<Path> rescued)
            implements StepResult {}
}
