package aka.walk;

import aka.file.FileKey;
import aka.file.Kind;
import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** One result of a walk as a value of its own: something found, or trouble in its place. */
public sealed interface WalkItem {

    /** Returns where it is. */
    Path path();

    /**
     * An entry.
     *
     * @param key its identity; empty for what is no regular file, and where the system has none to give
     * @param linkCount how many names it has; empty likewise
     * @param sizeBytes its length in bytes; {@link aka.os.Listing#UNKNOWN} for what is no regular file
     */
    record Found(Path path, Kind kind, Optional<FileKey> key, OptionalInt linkCount, long sizeBytes)
            implements WalkItem {}

    /** An entry, or a folder with all that is below it, that could not be read. */
    record Unreadable(Path path, FileCallException why) implements WalkItem {}

    /** An entry that a rule kept the walk away from. */
    record Left(Path path, LeftAlone why) implements WalkItem {}
}
