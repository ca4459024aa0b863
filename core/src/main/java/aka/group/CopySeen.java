package aka.group;

import aka.file.FileFacts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that is declared to be a copy, beside the body that it is one of.
 *
 * @param path the file
 * @param facts what is there; empty if nothing is
 * @param differsAt where its first byte is that the body does not have; empty where both hold equal bytes
 * @param joined whether it is that body itself, so that it is no copy
 */
public record CopySeen(Path path, Optional<FileFacts> facts, OptionalLong differsAt, boolean joined) {

    /** Returns whether it is there, a file of its own, and holds the same bytes. */
    public boolean isRight() {
        return facts.isPresent() && differsAt.isEmpty() && !joined;
    }
}
