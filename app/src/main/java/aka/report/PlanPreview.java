package aka.report;

import aka.file.FileKey;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Share;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan, for people: what is kept with what becomes a name of it, those that free most first; then all other steps. Only so
 * much that it can be read, unless all is wanted.
 */
public record PlanPreview(Plan plan) implements ForPeople {

    private static final int GROUPS = 20;
    private static final int NAMES = 10;

    @Override
    public void text(Page page) {
        if (page.quiet()) {
            return;
        }
        Map<FileKey, Group> groups = new LinkedHashMap<>();
        List<Step> others = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            switch (plan.steps().get(i)) {
                case Replace replace -> group(groups, replace.kept()).add(replace.replaced());
                case Share share -> group(groups, share.kept()).share(share.sharing());
                case LinkStep.Split step -> others.add(planned(i, step));
                case LinkStep.Repoint step -> others.add(planned(i, step));
                case LinkStep.Create step -> others.add(planned(i, step));
                case LinkStep.Unlink step -> others.add(planned(i, step));
                case LinkStep.CreateFolder step -> others.add(planned(i, step));
                case LinkStep.RemoveFolder step -> others.add(planned(i, step));
            }
        }
        groups(page, groups.values());
        steps(page, others);
    }

    private static Group group(Map<FileKey, Group> groups, PlannedBody kept) {
        return groups.computeIfAbsent(kept.key(), first -> new Group(kept));
    }

    private Step planned(int index, LinkStep step) {
        return PlannedSteps.planned(plan, Optional.empty(), index + 1, step);
    }

    private void groups(Page page, Collection<Group> groups) {
        List<Group> sorted = new ArrayList<>(groups);
        sorted.sort(Comparator.comparingLong((Group group) -> group.freedBytes).reversed());
        int shown = page.verbose() ? sorted.size() : Math.min(GROUPS, sorted.size());
        for (Group group : sorted.subList(0, shown)) {
            group(page, group);
        }
        more(page, sorted.size() - shown, "group", "");
    }

    private void group(Page page, Group group) {
        Ink out = page.out();
        out.text("keep ", Ink.Style.BOLD)
                .path(plan.shown(group.kept.names().getFirst()))
                .text(" (" + Figures.size(group.kept.sizeBytes()) + ")")
                .end();
        int shown = page.verbose() ? group.lines.size() : Math.min(NAMES, group.lines.size());
        for (Line line : group.lines.subList(0, shown)) {
            out.text(line.before).path(path(line)).end();
        }
        more(page, group.lines.size() - shown, "name", "  ");
    }

    private Path path(Line line) {
        return plan.shown(line.name);
    }

    private static void steps(Page page, List<Step> steps) {
        int shown = page.verbose() ? steps.size() : Math.min(GROUPS, steps.size());
        for (Step step : steps.subList(0, shown)) {
            step.order(page.out());
        }
        more(page, steps.size() - shown, "step", "");
    }

    private static void more(Page page, int hidden, String noun, String before) {
        if (hidden > 0) {
            page.out()
                    .text(
                            before + "and " + Figures.count(hidden, "further " + noun) + " (-v shows all)",
                            Ink.Style.FAINT)
                    .end();
        }
    }

    /** What becomes of one name. */
    private record Line(String before, PlannedName name) {}

    /** One kept body with what is to be joined to it. */
    private static final class Group {

        private final PlannedBody kept;
        private final List<Line> lines = new ArrayList<>();
        private long freedBytes;

        Group(PlannedBody kept) {
            this.kept = kept;
        }

        void add(PlannedBody replaced) {
            freedBytes += replaced.complete() ? replaced.allocatedBytes().orElse(replaced.sizeBytes()) : 0;
            lines("  replace ", replaced);
        }

        void share(PlannedBody sharing) {
            freedBytes += sharing.allocatedBytes().orElse(sharing.sizeBytes());
            lines("  share with ", sharing);
        }

        /** The further names of a body stand below its first, marked as the same file. */
        private void lines(String before, PlannedBody body) {
            String words = before;
            for (PlannedName name : body.names()) {
                lines.add(new Line(words, name));
                words = " ".repeat(before.length() - 2) + "= ";
            }
        }
    }
}
