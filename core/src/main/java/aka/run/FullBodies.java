package aka.run;

import aka.file.FileKey;
import aka.journal.StepReason;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Replace;
import aka.plan.PlannedBody;
import java.util.HashMap;
import java.util.Map;

/**
 * Bodies that can take no further name, and for each a second one of equal bytes: the first that could not be joined to it.
 * What else was to be joined to the full one is joined to that.
 */
final class FullBodies {

    private final Map<FileKey, PlannedBody> second = new HashMap<>();

    /** Notes that a step was refused, all of it being as before. */
    void refused(LinkStep step, StepReason reason) {
        // A plan from a file may go in circles.
        if (reason == StepReason.LINK_LIMIT
                && step instanceof Replace replace
                && !notFull(replace.replaced()).key().equals(replace.kept().key())) {
            second.putIfAbsent(replace.kept().key(), replace.replaced());
        }
    }

    /** Returns the step, with a body to join to that is not known to be full. */
    LinkStep redirected(LinkStep step) {
        return step instanceof Replace replace && concerns(replace)
                ? new Replace(notFull(replace.kept()), replace.replaced())
                : step;
    }

    private PlannedBody notFull(PlannedBody kept) {
        PlannedBody body = kept;
        while (second.containsKey(body.key())) {
            body = second.get(body.key());
        }
        return body;
    }

    /** Returns whether a step that was prepared would join to a body that has turned out to be full since. */
    boolean concerns(LinkStep step) {
        return step instanceof Replace replace
                && second.containsKey(replace.kept().key());
    }
}
