package aka.dedupe;

import aka.dedupe.BodyLook.Looked;
import aka.dedupe.SizeClassReader.EqualBodies;
import aka.plan.JoinGate;
import aka.plan.LinkStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides what is to be done about bodies that were found equal. Groups do not depend on one another. For several threads. */
final class GroupPlanner {

    private final FileTable table;
    private final SharedBlocks shared;
    private final BodyLook look;
    private final DedupeOptions options;
    private final int user;
    private final JoinGate gate;
    private final Comparator<SeenBody> order;

    /**
     * @param user in whose name equal files are joined
     */
    GroupPlanner(FileTable table, SharedBlocks shared, BodyLook look, DedupeOptions options, int user) {
        this.user = user;
        this.table = table;
        this.shared = shared;
        this.look = look;
        this.options = options;
        this.gate = new JoinGate(options.waived(), options.matchTimes());
        this.order = KeepOrder.of(options.keep(), options.cloning());
    }

    /** Returns the plan for these bodies, beside the path of the first of them. */
    ByPath<PlannedGroup> plan(EqualBodies equal) {
        List<FoundBody> found = found(equal);
        int[] rows = rows(found);
        int[] storages = shared.storages(rows);
        Joined joined = new Joined();
        List<SeenBody> seen = new ArrayList<>();
        for (int i = 0; i < storages.length; i++) {
            boolean alone = !shared.mayBeShared(found.get(i).row());
            switch (look.look(found.get(i), storages[i], alone)) {
                case Looked.Fit body -> seen.add(body.body());
                case Looked.Out out -> joined.leaveOut(out.why());
            }
        }
        seen.sort(order);
        join(seen, joined);
        boolean apart = Arrays.equals(rows, storages);
        return found.getFirst().path().with(priced(joined, apart ? Set.of() : staying(joined.joins(), storages)));
    }

    /** Returns the bodies in the order of their paths. */
    private List<FoundBody> found(EqualBodies equal) {
        List<FoundBody> found = new ArrayList<>(equal.bodies().size());
        for (Candidate candidate : equal.bodies()) {
            found.add(FoundBody.of(table, candidate));
        }
        found.sort(Comparator.comparing(FoundBody::path));
        return found;
    }

    private static int[] rows(List<FoundBody> found) {
        int[] rows = new int[found.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = found.get(i).row();
        }
        return rows;
    }

    private void join(List<SeenBody> seen, Joined joined) {
        Map<Ground, List<SeenBody>> byGround = new LinkedHashMap<>();
        seen.forEach(body -> byGround.computeIfAbsent(body.ground(), none -> new ArrayList<>())
                .add(body));
        for (List<SeenBody> bodies : byGround.values()) {
            if (!bodies.getFirst().ground().equals(seen.getFirst().ground())) {
                joined.leaveOut(apart(seen.getFirst(), bodies.getFirst()));
            }
            if (options.cloning()) {
                new CloneJoiner(joined).join(bodies);
            } else {
                new LinkJoiner(gate, options, joined, user).join(bodies);
            }
        }
    }

    private static LeftOut apart(SeenBody best, SeenBody body) {
        return best.ground().volume().equals(body.ground().volume())
                ? body.leftOut(LeftOutReason.OTHER_MOUNT, best, "they are reached through different mounts")
                : body.leftOut(LeftOutReason.OTHER_VOLUME, best, "they are on different volumes");
    }

    /**
     * Storage comes free with the last body that holds it, and counts once.
     *
     * @param staying those that do not come free
     */
    private PlannedGroup priced(Joined joined, Set<Integer> staying) {
        List<LinkStep> worthIt = new ArrayList<>();
        Map<Integer, Long> freed = new HashMap<>();
        boolean estimated = false;
        for (Join join : joined.joins()) {
            SeenBody other = join.other();
            boolean frees =
                    join.frees(options.cloning()) && !staying.contains(other.storage()) && other.storageBytes() > 0;
            if (frees) {
                freed.merge(other.storage(), other.storageBytes(), Math::max);
                estimated |= other.estimated();
            } else if (!options.anyway()) {
                joined.leaveOut(freesNothing(join));
                continue;
            }
            worthIt.add(join.step(options.cloning()));
        }
        long freedBytes = 0;
        for (long bytes : freed.values()) {
            freedBytes += bytes;
        }
        return new PlannedGroup(worthIt, joined.leftOut(), freedBytes, estimated);
    }

    /** Returns the storages that bodies hold which nobody joins. Where each body has one of its own, no joined one does. */
    private Set<Integer> staying(List<Join> joins, int[] storages) {
        Map<Integer, Integer> holders = new HashMap<>();
        for (int storage : storages) {
            holders.merge(storage, 1, Integer::sum);
        }
        for (Join join : joins) {
            if (join.frees(options.cloning())) {
                holders.merge(join.other().storage(), -1, Integer::sum);
            }
        }
        Set<Integer> staying = new HashSet<>();
        holders.forEach((storage, count) -> {
            if (count > 0) {
                staying.add(storage);
            }
        });
        return staying;
    }

    private static LeftOut freesNothing(Join join) {
        String words = join.other().storageBytes() == 0
                ? "it holds no storage"
                : "another body that stays holds the same blocks";
        return join.other().leftOut(LeftOutReason.FREES_NOTHING, join.kept(), words);
    }
}
