package aka.run;

import aka.journal.JournalRecord.Intent;
import aka.plan.LinkStep;
import java.util.Set;

/** A step that has been looked at, and of which nothing was done yet. */
sealed interface Prepared extends AutoCloseable permits Displacement, Deed {

    /** Returns its number in the plan, from 1. */
    int number();

    /** Returns the step. */
    LinkStep step();

    /** Returns the roots whose volumes are to be forced to the disk before it is taken. */
    Set<OpenRoot> roots();

    /** Returns the roots below which it has temporary names while it is taken. */
    default Set<OpenRoot> touched() {
        return roots();
    }

    /** Returns what the journal is told before it is taken. */
    Intent intent(int batch);

    /** Lets go of bodies and folders. */
    @Override
    void close();
}
