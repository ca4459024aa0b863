package aka.file;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that NTFS takes and Windows' own programs do not: they read them as a device, or without what is at the end. A file of
 * such a name can be neither opened nor removed by most of them. (MS: Naming Files, Paths, and Namespaces.)
 */
public final class DosNames {

    /** With whatever is behind the first dot, and blanks before it. */
    private static final Pattern DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)[1-9\u00b9\u00b2\u00b3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private DosNames() {}

    /** Returns why other programs would not find what is at {@code path}; empty if they do, as everywhere but on Windows. */
    public static Optional<String> trapAt(Path path) {
        Path leaf = path.getFileName();
        boolean windows = path.getFileSystem().getSeparator().equals("\\");
        return windows && leaf != null ? trap(leaf.toString()) : Optional.empty();
    }

    /** The same for a further name of a file that is at {@code existing}: one that it has already is no new trap. */
    public static Optional<String> trapAt(Path newName, Path existing) {
        return Objects.equals(newName.getFileName(), existing.getFileName()) ? Optional.empty() : trapAt(newName);
    }

    static Optional<String> trap(String leaf) {
        if (leaf.equals(".") || leaf.equals("..")) {
            return Optional.empty();
        }
        Matcher device = DEVICE.matcher(leaf);
        if (device.matches()) {
            return Optional.of("other programs take " + leaf + " for the device " + device.group(1));
        }
        return leaf.endsWith(".") || leaf.endsWith(" ")
                ? Optional.of("other programs leave out the dot or the blank at the end of '" + leaf + "'")
                : Optional.empty();
    }
}
