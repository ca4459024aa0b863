package aka.cli;

import aka.file.FileKey;
import aka.file.Leftover;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What runs of aka that were cut off left behind: the next command that works in the same folder tells of it. */
final class Leftovers {

    private final FileCalls calls;
    private final Invocation invocation;
    private final Set<FileKey> seen = new HashSet<>();

    Leftovers(FileCalls calls, Invocation invocation) {
        this.calls = calls;
        this.invocation = invocation;
    }

    /**
     * Tells of what lies beside these paths, save what is among them: that is being dealt with. A folder that cannot be read
     * is passed over, for the deed itself says so.
     */
    void tellBeside(List<Path> paths) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path path : paths) {
            Path parent = path.getParent();
            folders.add(parent == null ? Path.of("") : parent);
        }
        Set<Path> given = Set.copyOf(paths);
        for (Path folder : folders) {
            invocation.cancel().check();
            try {
                tellIn(folder, given);
            } catch (FileCallException unreadable) {
                // Said by the deed.
            }
        }
    }

    /**
     * Tells of what lies in this folder, one level deep.
     *
     * @return whether there is any
     */
    boolean tellIn(Path path) throws FileCallException {
        return tellIn(path, Set.of());
    }

    private boolean tellIn(Path path, Set<Path> given) throws FileCallException {
        boolean found = false;
        try (Folder folder = calls.openFolder(path)) {
            Optional<FileKey> key = folder.facts().key();
            if (key.isPresent() && !seen.add(key.get())) {
                return false;
            }
            try (Listing listing = folder.list()) {
                while (listing.next()) {
                    byte[] leaf = listing.leaf().bytes();
                    Path left = listing.leaf().in(path);
                    if (Leftover.is(leaf, leaf.length) && !given.contains(left)) {
                        found = true;
                        invocation.problem(WalkTeller.leftover(left));
                    }
                }
            }
        }
        return found;
    }
}
