package aka.group;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a declared path leads to. With neither facts nor trouble it leads to nothing.
 *
 * @param path the path
 * @param facts what is there
 * @param trouble why that could not be seen
 * @param again the path that was declared before and is this same name, spelled otherwise
 */
public record Place(Path path, Optional<FileFacts> facts, Optional<FileCallException> trouble, Optional<Path> again) {

    Place again(Optional<Path> before) {
        return new Place(path, facts, trouble, before);
    }

    /** Returns whether there is nothing. */
    public boolean isMissing() {
        return facts.isEmpty() && trouble.isEmpty();
    }

    /** Returns whether it is a regular file whose identity is known. */
    public boolean isFile() {
        return isKind(Kind.FILE) && facts.flatMap(FileFacts::key).isPresent();
    }

    /** Returns whether something else than a regular file is there. */
    public boolean isReplaced() {
        return facts.isPresent() && !isKind(Kind.FILE);
    }

    private boolean isKind(Kind kind) {
        return facts.isPresent() && facts.get().kind() == kind;
    }
}
