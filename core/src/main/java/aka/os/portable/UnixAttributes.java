package aka.os.portable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/** One answer of the JDK's {@code unix} view: a {@code stat}, of which only what was asked for is passed on. */
record UnixAttributes(Map<String, Object> values) {

    /** Asks for {@code names}, joined by commas; {@code *} would look up owner and group by name, at four times the cost. */
    static UnixAttributes read(Path path, String names, LinkOption... options) throws IOException {
        return new UnixAttributes(Files.readAttributes(path, "unix:" + names, options));
    }

    long number(String name) {
        return ((Number) value(name)).longValue();
    }

    int small(String name) {
        return ((Number) value(name)).intValue();
    }

    FileTime time(String name) {
        return (FileTime) value(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
