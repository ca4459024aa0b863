package aka.dedupe;

import java.util.ArrayList;
import java.util.List;

/** Candidates that have the same block at the same place. */
final class EqualBlocks {

    private final Evidence evidence;
    private final List<Candidate> members = new ArrayList<>(2);

    EqualBlocks(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Returns how it is known. */
    Evidence evidence() {
        return evidence;
    }

    /** Returns them in the order in which they came. */
    List<Candidate> members() {
        return members;
    }
}
