package aka.dedupe;

import java.util.List;

/** Joins equal bodies of one ground by storage: all of them with the best one, whatever metadata and names they have. */
final class CloneJoiner {

    private final Joined joined;

    CloneJoiner(Joined joined) {
        this.joined = joined;
    }

    /** Joins {@code bodies}, which are in the order in which they are to be kept. */
    void join(List<SeenBody> bodies) {
        SeenBody kept = bodies.getFirst();
        for (SeenBody body : bodies.subList(1, bodies.size())) {
            if (body.storage() == kept.storage()) {
                joined.leaveOut(body.leftOut(LeftOutReason.ALREADY_SHARED, kept, "they hold the same blocks already"));
            } else if (!body.reference()) {
                joined.join(kept, body);
            }
        }
    }
}
