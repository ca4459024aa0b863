package aka.plan;

import aka.os.MetadataPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done, in order.
 *
 * @param origin the command that made it: {@code dedupe}
 * @param roots where its names are opened from
 * @param waived what two bodies may differ in and still be joined
 * @param matchTimes whether bodies of different modification times stay apart
 * @param undoes the run that it takes back; empty for all others
 * @param steps what is to be done; no body is replaced twice, and none is replaced that an earlier step keeps
 */
public record Plan(
        String origin,
        List<Root> roots,
        Set<MetadataPart> waived,
        boolean matchTimes,
        Optional<RunId> undoes,
        List<LinkStep> steps) {

    public Plan {
        roots = List.copyOf(roots);
        waived = Set.copyOf(waived);
        steps = List.copyOf(steps);
    }

    /** Returns the absolute path of a name. */
    public Path path(PlannedName name) {
        return roots.get(name.root()).path().resolve(name.below());
    }

    /** Returns the path of a name as it follows from what was typed. */
    public Path shown(PlannedName name) {
        return roots.get(name.root()).typed().resolve(name.below());
    }

    /** Returns what it would cost and bring. */
    public Price price() {
        return Price.of(this);
    }
}
