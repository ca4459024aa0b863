package aka.os.linux;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What was reached by raw leaves below a folder. */
final class BelowFolder implements Shown {

    private final LinuxFolder folder;
    private final byte[] below;

    /** Null until somebody asks. */
    private @Nullable Path path;

    BelowFolder(LinuxFolder folder, byte[] below) {
        this.folder = folder;
        this.below = below;
    }

    @Override
    public Path path() {
        Path known = path;
        if (known == null) {
            known = folder.shown(below);
            path = known;
        }
        return known;
    }
}
