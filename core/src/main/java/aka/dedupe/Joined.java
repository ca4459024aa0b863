package aka.dedupe;

import java.util.ArrayList;
import java.util.List;

/** What was decided about equal bodies: which are to be joined, and which are left as they are. Filled by one thread. */
final class Joined {

    private final List<Join> joins = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    void join(SeenBody kept, SeenBody other) {
        joins.add(new Join(kept, other));
    }

    void leaveOut(LeftOut why) {
        leftOut.add(why);
    }

    List<Join> joins() {
        return joins;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }
}
