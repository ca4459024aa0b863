package aka.walk;

import aka.file.Kind;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** A path without symbolic links, {@code .} and {@code ..}. */
public final class RealPath {

    private static final int MOST_LINKS = 40;

    private RealPath() {}

    /**
     * Returns the absolute path to which {@code typed} leads, through the calls that all else goes through.
     *
     * @throws FileCallException as {@link FileCalls#facts}
     */
    public static Path of(FileCalls calls, Path typed) throws FileCallException {
        Path absolute = typed.toAbsolutePath();
        Path at = root(absolute);
        Deque<Path> rest = new ArrayDeque<>();
        pushParts(rest, absolute);
        int links = 0;
        while (!rest.isEmpty()) {
            Path part = rest.pop();
            if (part.toString().equals("..")) {
                at = Objects.requireNonNullElse(at.getParent(), at);
                continue;
            }
            if (part.toString().isEmpty() || part.toString().equals(".")) {
                continue;
            }
            Path next = at.resolve(part);
            Kind kind = calls.facts(next).kind();
            if (kind != Kind.SYMLINK && kind != Kind.JUNCTION) {
                at = next;
                continue;
            }
            links++;
            if (links > MOST_LINKS) {
                throw tooManyLinks(typed);
            }
            Path target = calls.linkTarget(next);
            if (target.isAbsolute()) {
                at = root(target);
            }
            pushParts(rest, target);
        }
        return at;
    }

    private static Path root(Path absolute) {
        return Objects.requireNonNull(absolute.getRoot(), "absolute");
    }

    private static void pushParts(Deque<Path> rest, Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            rest.push(path.getName(i));
        }
    }

    private static FileCallException tooManyLinks(Path typed) {
        return new FileCallException(
                "see where " + typed + " leads",
                typed,
                null,
                Trouble.TOO_MANY_LINKS,
                "",
                0,
                "its symbolic links lead in a circle, or too far",
                "");
    }
}
