package aka.os.fake;

import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call that was made of the fake.
 *
 * @param name the method's name ({@code link})
 * @param path what it was made on
 * @param otherPath the other end of a call that has two
 */
public record FakeCall(String name, Path path, @Nullable Path otherPath) {

    FakeCall(String name, Path path) {
        this(name, path, null);
    }

    FileCallException failed(FakeError error) {
        String reason = error.trouble().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new FileCallException(
                deed(), path, otherPath, error.trouble(), error.name(), error.number(), reason, "Change the test.");
    }

    private String deed() {
        return otherPath == null ? name + " " + path : name + " " + path + " and " + otherPath;
    }

    /** Returns the name and the paths, with blanks between: {@code link /a/b /a/c}. */
    @Override
    public String toString() {
        return otherPath == null ? name + " " + shown(path) : name + " " + shown(path) + " " + shown(otherPath);
    }

    private static String shown(Path path) {
        return Slashes.in(path.toString());
    }
}
