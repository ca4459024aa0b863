package aka.run;

import aka.file.Leaf;
import aka.os.FileCallException;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The folders that unfinished steps work in, each opened once however many of them do. */
final class HeldFolders {

    private final Warnings warnings;
    private final Map<Place, Shared> open = new HashMap<>();

    HeldFolders(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Where a folder is. */
    private record Place(int root, @Nullable Path below) {}

    private static final class Shared {
        private final HeldFolder folder;
        private int users;

        Shared(HeldFolder folder) {
            this.folder = folder;
        }
    }

    /** Returns the entry of a name. Its folder stays open until {@link #release}. */
    HeldName hold(OpenRoot root, PlannedName name) throws FileCallException {
        Path below = name.below().getParent();
        Place place = new Place(root.number(), below);
        Shared shared = open.get(place);
        if (shared == null) {
            shared = new Shared(below == null ? HeldFolder.ofRoot(root) : HeldFolder.below(root, below));
            open.put(place, shared);
        }
        shared.users++;
        return new HeldName(shared.folder, Leaf.of(name.below()));
    }

    /** Lets go of an entry. With the last one of a folder the folder gets its time back and is closed. */
    void release(HeldName name) {
        Place place = new Place(name.folder().root(), name.folder().below());
        Shared shared = Objects.requireNonNull(open.get(place));
        shared.users--;
        if (shared.users == 0) {
            open.remove(place);
            try {
                shared.folder.restoreTime();
            } catch (FileCallException notRestored) {
                warnings.add(notRestored);
            } finally {
                shared.folder.close();
            }
        }
    }
}
