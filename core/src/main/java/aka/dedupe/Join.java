package aka.dedupe;

import aka.plan.LinkStep;

/** Two bodies that are to be joined, by one name or by one storage. */
record Join(SeenBody kept, SeenBody other) {

    /** Returns the step that does it. */
    LinkStep step(boolean cloning) {
        return cloning
                ? new LinkStep.Share(kept.planned(), other.planned())
                : new LinkStep.Replace(kept.planned(), other.planned());
    }

    /** Returns whether the other body's storage is given up by it. */
    boolean frees(boolean cloning) {
        return cloning || other.planned().complete();
    }
}
