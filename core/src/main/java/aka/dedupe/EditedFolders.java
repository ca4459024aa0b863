package aka.dedupe;

import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.PlannedName;
import aka.plan.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
        Known known = new Known(plan);
        Map<String, Long> counts = new TreeMap<>();
        long names = 0;
        long edited = 0;
        for (LinkStep step : plan.steps()) {
            if (step instanceof LinkStep.Replace replace) {
                for (PlannedName name : replace.replaced().names()) {
                    names++;
                    Optional<String> folder = known.of(name);
                    if (folder.isPresent()) {
                        edited++;
                        counts.merge(folder.get(), 1L, Long::sum);
                    }
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

    /** Which of such folders names are in, found out once for each folder. */
    private static final class Known {

        private final List<Optional<String>> roots = new ArrayList<>();
        private final List<Map<Path, Optional<String>>> folders = new ArrayList<>();

        Known(Plan plan) {
            for (Root root : plan.roots()) {
                roots.add(among(root.typed()));
                folders.add(new HashMap<>());
            }
        }

        Optional<String> of(PlannedName name) {
            Optional<String> above = roots.get(name.root());
            Path folder = name.below().getParent();
            return above.isPresent() || folder == null
                    ? above
                    : folders.get(name.root()).computeIfAbsent(folder, Known::among);
        }

        private static Optional<String> among(Path folder) {
            for (Path part : folder) {
                if (FOLDERS.contains(part.toString())) {
                    return Optional.of(part.toString());
                }
            }
            return Optional.empty();
        }
    }
}
