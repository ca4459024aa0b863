package aka.dedupe;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that a plan leaves as it is.
 *
 * @param bodies how many bodies it is: 1, but for a whole volume
 * @param path the first name of the body, as it follows from what was typed; of a whole volume where it begins
 * @param other the first name of the body that it could have become one with; empty where that is not the point
 * @param words the reason for people, beside the path: {@code mode 644 and 600}
 */
public record LeftOut(LeftOutReason reason, long bodies, Path path, Optional<Path> other, String words) {}
