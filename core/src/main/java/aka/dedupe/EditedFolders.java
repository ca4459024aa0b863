package aka.dedupe;

import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Folders in which programs and people are known to edit files in place, though they were installed or built. */
final class EditedFolders {

    private static final Set<String> FOLDERS = Set.of(
            "node_modules",
            "bower_components",
            "site-packages",
            "dist-packages",
            ".venv",
            "venv",
            "vendor",
            "target",
            "build",
            "third_party");

    private static final long MANY = 1_000;
    private static final long SHARE = 3;

    private EditedFolders() {}

    /** Returns a warning if many of the names that a plan moves are in such folders. */
    static Optional<String> warning(Plan plan) {
        Map<String, Long> counts = new TreeMap<>();
        long names = 0;
        long edited = 0;
        for (LinkStep step : plan.steps()) {
            if (step instanceof LinkStep.Replace replace) {
                for (PlannedName name : replace.replaced().names()) {
                    names++;
                    Optional<String> folder = folder(plan.shown(name));
                    edited += folder.isPresent() ? 1 : 0;
                    folder.ifPresent(one -> counts.merge(one, 1L, Long::sum));
                }
            }
        }
        if (edited < MANY && edited * SHARE <= names) {
            return Optional.empty();
        }
        String most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse("");
        return Optional.of(edited + " of " + names + " names are in folders such as " + most
                + ": who edits such a file in place edits it everywhere. With --clone the files stay separate.");
    }

    private static Optional<String> folder(Path path) {
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            String part = path.getName(i).toString();
            if (FOLDERS.contains(part)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }
}
