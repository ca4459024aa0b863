package aka.link;

import aka.os.Draft.Copied;
import java.nio.file.Path;
import java.util.List;

/** What became of a name that was to have a body of its own. */
public sealed interface SplitResult {

    /**
     * The name has a body of its own now.
     *
     * @param how how the body came by its bytes
     * @param sizeBytes the length of the body
     * @param usedBytes the storage that the new body takes: 0 for a clone
     * @param namesLeft how many names the former body has left
     * @param warnings what could not be kept, in words
     */
    record Done(Copied how, long sizeBytes, long usedBytes, int namesLeft, List<String> warnings)
            implements SplitResult {}

    /** It was the only name of its body: there was nothing to split. */
    record Single(Path path) implements SplitResult {}
}
