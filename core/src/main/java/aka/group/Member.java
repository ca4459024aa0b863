package aka.group;

import java.nio.file.Path;
import java.util.List;

/** One line of a group: which paths belong to it. */
public sealed interface Member {

    /** This very path, whether there is something or not. */
    record Single(Path path) implements Member {}

    /**
     * The regular files that fit a pattern now.
     *
     * @param top the folder up to which the pattern is plain
     * @param glob the rest, below that: see {@link aka.walk.Glob}
     */
    record Matching(Path top, String glob) implements Member {}

    /**
     * Folders that hold the same files: those with one path below them are one file each.
     *
     * @param tops two or more
     */
    record Trees(List<Path> tops) implements Member {
        public Trees {
            tops = List.copyOf(tops);
        }
    }
}
