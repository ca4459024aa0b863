package aka.group;

import aka.file.FileFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A body that declared paths lead to.
 *
 * @param facts what a look at its first name showed
 * @param names those of the declared paths that are its names, each once; no more than its count of names
 * @param differsAt where its first byte is that the first body of the group does not have; empty where both hold equal bytes
 */
public record DeclaredBody(FileFacts facts, List<Path> names, OptionalLong differsAt) {

    public DeclaredBody {
        names = List.copyOf(names);
    }

    /** Returns how many names it has that nobody declared; empty where its count of names is unknown. */
    public OptionalInt otherNames() {
        return facts.linkCount().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(facts.linkCount().getAsInt() - names.size());
    }

    boolean hasOtherNames() {
        return otherNames().orElse(0) > 0;
    }
}
