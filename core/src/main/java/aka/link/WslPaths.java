package aka.link;

import aka.link.Refusal.Code;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths that lead across the boundary between Windows and the Linux that runs inside it: {@code /mnt/c/…} seen from Linux,
 * {@code \\wsl$\…} seen from Windows. Both ends are file servers to each other, and a hard link stays on one side.
 */
final class WslPaths {

    /** Where Linux shows the drives of Windows (wsl.conf, {@code automount.root}). */
    private static final Pattern DRIVE_IN_LINUX = Pattern.compile("/mnt/[a-zA-Z](/.*)?", Pattern.DOTALL);

    /** Where Windows shows the files of Linux. */
    private static final Pattern LINUX_IN_WINDOWS =
            Pattern.compile("[\\\\/]{2}wsl(\\$|\\.localhost)([\\\\/].*)?", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** A Windows path, which Linux takes for one odd leaf. */
    private static final Pattern DRIVE = Pattern.compile("[a-zA-Z]:\\\\.*", Pattern.DOTALL);

    private WslPaths() {}

    /** Returns the refusal for a pair that straddles the boundary, or that is written the way of the other side. */
    static Optional<Refusal> boundary(Path existing, Path newName, List<Refusal> others) {
        Side from = Side.of(existing);
        Side to = Side.of(newName);
        boolean apart = others.stream()
                .anyMatch(other -> other.code() == Code.DIFFERENT_VOLUMES
                        || other.code() == Code.MISSING
                        || other.code() == Code.NO_PARENT
                        || other.code() == Code.LINKS_UNSUPPORTED);
        if (from == Side.HERE && to == Side.HERE || !apart) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                Code.WSL_BOUNDARY,
                from == to
                        ? existing + " and " + newName
                                + " are on the other side of the boundary between Windows and Linux"
                        : existing + " and " + newName + " are on two sides of the boundary between Windows and Linux",
                "A hard link stays on one side: run aka on the side that holds the files, with its own paths, or share the"
                        + " file by a symbolic link."));
    }

    private enum Side {
        HERE,
        THERE;

        static Side of(Path path) {
            String text = path.toString();
            boolean windows = FileSystems.getDefault().getSeparator().equals("\\");
            boolean there = windows
                    ? LINUX_IN_WINDOWS.matcher(text).matches()
                    : DRIVE_IN_LINUX.matcher(text).matches()
                            || LINUX_IN_WINDOWS.matcher(text).matches()
                            || text.startsWith("\\\\wsl")
                            || DRIVE.matcher(text).matches();
            return there ? THERE : HERE;
        }
    }
}
