package aka.walk;

import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What lies below some roots. The roots are opened once; each {@link #forEach} and each {@link #stream} goes through them
 * anew. Belongs to one thread at a time.
 */
public final class Walk implements AutoCloseable {

    private static final Path HERE = Path.of(".");

    private final FileCalls calls;
    private final List<WalkRoot> roots;
    private final HeldFolders held;
    private final EntryFilter filter;
    private final Set<FileKey> closed;

    private Walk(FileCalls calls, List<WalkRoot> roots, HeldFolders held, EntryFilter filter, Set<FileKey> closed) {
        this.calls = calls;
        this.roots = roots;
        this.held = held;
        this.filter = filter;
        this.closed = closed;
    }

    /**
     * Opens every root. One that is a symbolic link to a folder is followed, since it was typed.
     *
     * @param roots folders or regular files, at least one
     * @throws FileCallException for the first root that is not there or cannot be read; {@link Trouble#IS_SYMLINK}, {@link
     *     Trouble#NOT_REGULAR} for one that is neither folder nor file
     */
    public static Walk of(FileCalls calls, List<Path> roots, WalkFilters filters) throws FileCallException {
        return of(calls, roots, filters, Set.of());
    }

    /**
     * The same, but folders that are {@code closed} are never entered, by whatever path the walk comes to them.
     *
     * @throws FileCallException as {@link #of(FileCalls, List, WalkFilters)}
     */
    public static Walk of(FileCalls calls, List<Path> roots, WalkFilters filters, Set<FileKey> closed)
            throws FileCallException {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("a walk needs a root");
        }
        List<WalkRoot> opened = new ArrayList<>();
        HeldFolders held = new HeldFolders(calls.maxOpenFiles());
        try {
            for (Path root : roots) {
                opened.add(open(calls, held, root, opened.size()));
            }
            return new Walk(calls, List.copyOf(opened), held, new EntryFilter(filters), Set.copyOf(closed));
        } catch (FileCallException | RuntimeException failed) {
            opened.forEach(WalkRoot::close);
            throw failed;
        }
    }

    /** Returns the calls that it goes by. */
    public FileCalls calls() {
        return calls;
    }

    /**
     * Goes through all entries, in no particular order: first the roots that are files, then folder by folder.
     *
     * @throws java.util.concurrent.CancellationException if {@code cancel} asks for it
     */
    public void forEach(WalkVisitor visitor, CancelToken cancel) {
        try (WalkRun run = start(visitor.wantsSingles())) {
            do {
                cancel.check();
            } while (run.step(visitor) && !visitor.enough());
        }
    }

    /**
     * Returns all entries, and all trouble in its place, as values. To be closed if it is not read to its end. Reading it
     * throws {@link java.util.concurrent.CancellationException} if {@code cancel} asks for it.
     */
    public Stream<WalkItem> stream(CancelToken cancel) {
        return WalkItems.stream(start(true), cancel);
    }

    @Override
    public void close() {
        held.close();
        roots.forEach(WalkRoot::close);
    }

    private WalkRun start(boolean singles) {
        // What was a root itself is not to be counted again in its folder.
        boolean passOver = roots.stream().allMatch(root -> root.file() == null);
        return new WalkRun(calls, roots, singles ? filter : filter.withoutSingles(passOver), closed);
    }

    private static WalkRoot open(FileCalls calls, HeldFolders held, Path path, int number) throws FileCallException {
        Kind kind = calls.facts(path).kind();
        return switch (kind) {
            case FOLDER, UNKNOWN -> openFolder(calls, held, path, number);
            case SYMLINK, JUNCTION -> openLinkedFolder(calls, held, path, number);
            case FILE -> openFile(calls, held, path, number);
            case OTHER -> throw noRoot(path, Trouble.NOT_REGULAR, "it is a pipe, a socket or a device");
        };
    }

    private static WalkRoot openFolder(FileCalls calls, HeldFolders held, Path path, int number)
            throws FileCallException {
        Folder folder = calls.openFolder(path);
        try {
            // A folder can be opened without the permission to list it; a root that cannot be listed is no root.
            folder.list().close();
            return WalkRoot.typed(folder, held, path, number, null);
        } catch (FileCallException unreadable) {
            folder.close();
            throw unreadable;
        }
    }

    private static WalkRoot openLinkedFolder(FileCalls calls, HeldFolders held, Path path, int number)
            throws FileCallException {
        try {
            return openFolder(calls, held, path, number);
        } catch (FileCallException why) {
            if (why.trouble() == Trouble.NOT_A_FOLDER) {
                throw noRoot(path, Trouble.IS_SYMLINK, "it is a symbolic link to something that is no folder");
            }
            throw why;
        }
    }

    private static WalkRoot openFile(FileCalls calls, HeldFolders held, Path path, int number)
            throws FileCallException {
        Path parent = path.getParent();
        Folder folder = calls.openFolder(parent == null ? HERE : parent);
        try {
            Path typed = parent == null ? Path.of("") : parent;
            return WalkRoot.typed(folder, held, typed, number, Leaf.of(path));
        } catch (FileCallException unreadable) {
            folder.close();
            throw unreadable;
        }
    }

    private static FileCallException noRoot(Path path, Trouble trouble, String reason) {
        return new FileCallException(
                "look below " + path, path, null, trouble, "", 0, reason, "Name a folder or a regular file.");
    }
}
