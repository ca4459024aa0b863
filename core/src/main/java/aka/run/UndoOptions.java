package aka.run;

import aka.file.RawPath;
import aka.walk.Glob;
import java.nio.file.Path;
import java.util.List;

/**
 * How a run is taken back.
 *
 * @param splitChanged whether names are split off also when their bytes have changed since, with today's bytes
 * @param paths which names; each pattern is matched against the absolute path and against the path below the run's root. None
 *     stands for all names
 */
public record UndoOptions(boolean splitChanged, List<Glob> paths) {

    public UndoOptions {
        paths = List.copyOf(paths);
    }

    /** Returns what takes all of a run back, except where bytes have changed since. */
    public static UndoOptions all() {
        return new UndoOptions(false, List.of());
    }

    /** Returns whether the name with this absolute path, {@code below} its root, is to be taken back. */
    boolean chooses(Path path, Path below) {
        if (paths.isEmpty()) {
            return true;
        }
        byte[] absolute = RawPath.bytes(path);
        byte[] relative = RawPath.bytes(below);
        return paths.stream().anyMatch(glob -> glob.matches(relative) || glob.matches(absolute));
    }
}
