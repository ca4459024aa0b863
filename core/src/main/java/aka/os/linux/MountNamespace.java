package aka.os.linux;

import aka.file.RawPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The mounts that a process sees, and through which of its links they can be reached from here.
 *
 * @param root where the process's own root begins: {@code /proc/PID/root}
 */
record MountNamespace(Path root, List<Mount> mounts) {

    private static final Path PROC = Path.of("/proc");

    /**
     * Returns one for each namespace, and for each root within it, of which some process lives that this user may look into;
     * this process's own is the first.
     *
     * @throws IOException if not even that can be read
     */
    static List<MountNamespace> all() throws IOException {
        Set<String> seen = new HashSet<>();
        List<MountNamespace> namespaces = new ArrayList<>();
        Path self = PROC.resolve("self");
        seen.add(identity(self));
        namespaces.add(of(self));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                addIfNew(process, seen, namespaces);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return namespaces;
    }

    private static void addIfNew(Path process, Set<String> seen, List<MountNamespace> namespaces) {
        try {
            if (seen.add(identity(process))) {
                namespaces.add(of(process));
            }
        } catch (IOException goneOrAnothers) {
            // What this user may not see is missing: see Pins.
        }
    }

    private static String identity(Path process) throws IOException {
        return Files.readSymbolicLink(process.resolve("ns/mnt")) + " "
                + Files.readSymbolicLink(process.resolve("root"));
    }

    private static MountNamespace of(Path process) throws IOException {
        return new MountNamespace(process.resolve("root"), Mount.in(process.resolve("mountinfo")));
    }

    /** Returns the path by which what the process sees at {@code absolute} is reached from here. */
    Path reach(Path absolute) {
        byte[] raw = RawPath.bytes(absolute);
        return root.resolve(RawPath.path(Arrays.copyOfRange(raw, 1, raw.length)));
    }
}
