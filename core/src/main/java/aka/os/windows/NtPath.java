package aka.os.windows;

import java.nio.file.Path;

/** Paths as the native calls take them. */
final class NtPath {

    private static final String DOS_DEVICES = "\\??\\";

    private NtPath() {}

    /**
     * Returns the native name of what a person typed: absolute, without {@code .} and {@code ..}, which no native call
     * understands. Leaves are as they were typed: {@code NUL} is a name in its folder, and no device.
     */
    static String of(Path path) {
        String text = path.toAbsolutePath().normalize().toString();
        if (text.startsWith("\\\\?\\") || text.startsWith("\\\\.\\")) {
            return DOS_DEVICES + text.substring(4);
        }
        return text.startsWith("\\\\") ? DOS_DEVICES + "UNC" + text.substring(1) : DOS_DEVICES + text;
    }
}
