package aka.os;

import aka.file.Kind;
import aka.file.Leaf;
import aka.os.windows.WindowsFileCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder of its own on a disk of Windows. */
final class WindowsWorld extends DiskWorld {

    WindowsWorld() throws IOException {
        super();
    }

    /** Windows moves no folder as long as anything below it is open; Wine does. */
    @Override
    public List<String> openHandles() {
        Path elsewhere = home().resolveSibling(home().getFileName() + "-moved");
        try {
            Files.move(home(), elsewhere);
            Files.move(elsewhere, home());
            return List.of();
        } catch (IOException open) {
            return List.of(open.toString());
        }
    }

    /** By the calls that are tested: no other program here removes what lies beyond 32,767 units of path. */
    @Override
    public void close() throws IOException {
        try (FileCalls calls = WindowsFileCalls.open().orElseThrow();
                Folder above = calls.openFolder(Objects.requireNonNull(home().getParent()))) {
            remove(above, Leaf.of(home()));
        }
    }

    private static void remove(Folder above, Leaf leaf) throws FileCallException {
        List<Folder> open = new ArrayList<>();
        List<Leaf> leaves = new ArrayList<>(List.of(leaf));
        open.add(above);
        open.add(above.openFolder(leaf.bytes(), false));
        while (open.size() > 1) {
            Folder folder = open.getLast();
            Leaf below = emptied(folder);
            if (below != null) {
                open.add(folder.openFolder(below.bytes(), false));
                leaves.add(below);
            } else {
                open.removeLast().close();
                Folder in = open.getLast();
                Leaf emptied = leaves.removeLast();
                in.removeFolder(emptied);
                if (isThere(in, emptied)) {
                    // Wine removes by the whole path, and says nothing if that is too long for Linux. Left to who made
                    // the
                    // temporary folder.
                    open.subList(1, open.size()).forEach(Folder::close);
                    return;
                }
            }
        }
    }

    private static boolean isThere(Folder folder, Leaf leaf) throws FileCallException {
        try {
            folder.facts(leaf);
            return true;
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.MISSING) {
                return false;
            }
            throw failed;
        }
    }

    /** Removes what is no folder; returns a folder that is left, or null. */
    private static @Nullable Leaf emptied(Folder folder) throws FileCallException {
        List<Leaf> files = new ArrayList<>();
        Leaf below = null;
        try (Listing listing = folder.list()) {
            while (listing.next()) {
                if (listing.kind() == Kind.FOLDER) {
                    below = listing.leaf();
                } else {
                    files.add(listing.leaf());
                }
            }
        }
        for (Leaf file : files) {
            folder.unlink(file);
        }
        return below;
    }
}
