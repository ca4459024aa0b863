package aka.dedupe;

import aka.plan.JoinGate;
import aka.plan.JoinGate.Barred;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins equal bodies of one ground by names: one after the other, best first, each body goes to the first kept one that it
 * may become and that has room for its names; where there is none it is kept itself.
 */
final class LinkJoiner {

    private final JoinGate gate;
    private final DedupeOptions options;
    private final Joined joined;
    private final int user;

    /** A body that stays, and how many names it comes to have. */
    private static final class Kept {
        private final SeenBody body;
        private final long room;
        private long names;

        Kept(SeenBody body, long room) {
            this.body = body;
            this.room = room;
            this.names = body.planned().linkCount();
        }

        boolean hasRoomFor(SeenBody other) {
            return names + other.planned().names().size() <= room;
        }

        boolean isFull() {
            return names >= room;
        }
    }

    /**
     * @param user in whose name they are joined
     */
    LinkJoiner(JoinGate gate, DedupeOptions options, Joined joined, int user) {
        this.user = user;
        this.gate = gate;
        this.options = options;
        this.joined = joined;
    }

    /** Joins {@code bodies}, which are in the order in which they are to be kept. */
    void join(List<SeenBody> bodies) {
        Map<Likeness, List<Kept>> alike = new HashMap<>();
        for (SeenBody body : bodies) {
            boolean best = alike.isEmpty();
            List<Kept> open = alike.computeIfAbsent(Likeness.of(body, gate), none -> new ArrayList<>());
            Kept kept = body.reference() || fitsNone(body) ? null : place(body, open);
            if (kept != null) {
                add(body, kept, open);
                continue;
            }
            if (!best) {
                tellApart(bodies.getFirst(), body);
            }
            Kept itself = new Kept(body, LinkRoom.names(body.volume(), options.linkLimit()));
            if (!itself.isFull() && !fitsNone(body)) {
                open.add(itself);
            }
        }
    }

    /** Returns whether the gate would refuse it whatever the other body is. */
    private static boolean fitsNone(SeenBody body) {
        return JoinGate.othersMayWrite(body.metadata()) && !body.reach().known();
    }

    private @Nullable Kept place(SeenBody body, List<Kept> open) {
        for (Kept kept : open) {
            if (kept.hasRoomFor(body) && barred(kept.body, body).isEmpty()) {
                return kept;
            }
        }
        return null;
    }

    private void add(SeenBody body, Kept kept, List<Kept> open) {
        if (!options.anyway() && !body.planned().complete()) {
            int outside = body.planned().linkCount() - body.planned().names().size();
            joined.leaveOut(body.leftOut(
                    LeftOutReason.NAMES_OUTSIDE,
                    kept.body,
                    "it has " + outside + " of its " + body.planned().linkCount() + " names elsewhere"));
            return;
        }
        joined.join(kept.body, body);
        kept.names += body.planned().names().size();
        if (kept.isFull()) {
            open.remove(kept);
        }
    }

    private Optional<Barred> barred(SeenBody kept, SeenBody replaced) {
        Optional<Barred> barred = gate.check(kept.metadata(), replaced.metadata());
        if (barred.isEmpty() && JoinGate.needsReach(kept.metadata(), replaced.metadata())) {
            barred = JoinGate.checkReach(kept.reach(), replaced.reach());
        }
        if (barred.isEmpty() && JoinGate.needsOwnersReach(kept.metadata(), user)) {
            barred = JoinGate.checkOwnersReach(kept.metadata(), kept.reach(), replaced.reach());
        }
        return barred;
    }

    /** A second body that is kept for its metadata is told; one that is kept for want of room, or as a reference, is not. */
    private void tellApart(SeenBody best, SeenBody body) {
        barred(best, body).ifPresent(barred -> joined.leaveOut(body.leftOut(reason(barred), best, barred.words())));
    }

    private static LeftOutReason reason(Barred barred) {
        return switch (barred.bar()) {
            case PRIVILEGED -> LeftOutReason.PRIVILEGED;
            case METADATA -> LeftOutReason.METADATA;
            case TIMES -> LeftOutReason.TIMES;
            case ACCESS -> LeftOutReason.WIDENS_ACCESS;
        };
    }
}
