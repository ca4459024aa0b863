package aka.plan;

import aka.file.FileFacts.Owner;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.Reach.Barrier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Tells which folders stand between everyone and a name. Each folder is looked at once, as often as it may be asked for.
 * Thread-safe.
 */
public final class Barriers implements AutoCloseable {

    private static final int EVERYONE_PASSES = 0111;

    private final FileCalls calls;
    private final Map<Path, Folder> tops = new HashMap<>();
    private final Map<Path, Set<Barrier>> known = new HashMap<>();

    /** Makes one that has looked at nothing yet. */
    public Barriers(FileCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns the barriers from the top down to {@code folder}, itself included.
     *
     * @param folder an absolute path without symbolic links, {@code .} and {@code ..}; links are not followed
     * @throws FileCallException if a folder on the way cannot be looked at; {@link Trouble#UNSUPPORTED} if it has no owner
     */
    public synchronized Set<Barrier> before(Path folder) throws FileCallException {
        Set<Barrier> barriers = known.get(folder);
        if (barriers == null) {
            barriers = look(folder);
            known.put(folder, barriers);
        }
        return barriers;
    }

    private Set<Barrier> look(Path folder) throws FileCallException {
        Path parent = folder.getParent();
        Set<Barrier> above = parent == null ? Set.of() : before(parent);
        Barrier barrier = barrier(folder);
        boolean everyonePasses =
                barrier.passing() == EVERYONE_PASSES && barrier.accessList().isEmpty();
        if (everyonePasses || above.contains(barrier)) {
            return above;
        }
        Set<Barrier> barriers = new HashSet<>(above);
        barriers.add(barrier);
        return Set.copyOf(barriers);
    }

    private Barrier barrier(Path folder) throws FileCallException {
        Folder top = top(folder);
        if (folder.getNameCount() == 0) {
            return barrier(top, folder);
        }
        try (Folder opened = top.openFolder(below(folder), true)) {
            return barrier(opened, folder);
        }
    }

    private static Barrier barrier(Folder opened, Path folder) throws FileCallException {
        Owner owner = opened.facts()
                .owner()
                .orElseThrow(() -> new FileCallException(
                        "see who may pass " + folder,
                        folder,
                        null,
                        Trouble.UNSUPPORTED,
                        "",
                        0,
                        "this system does not tell its owner",
                        ""));
        String list = opened.accessList().map(HexFormat.of()::formatHex).orElse("");
        return new Barrier(owner.uid(), owner.gid(), owner.mode() & EVERYONE_PASSES, list);
    }

    private Folder top(Path folder) throws FileCallException {
        Path root = folder.getRoot();
        if (root == null) {
            throw new IllegalArgumentException("not absolute: " + folder);
        }
        Folder top = tops.get(root);
        if (top == null) {
            top = calls.openFolder(root);
            tops.put(root, top);
        }
        return top;
    }

    private static byte[] below(Path folder) {
        byte[] below = {};
        for (Path part : folder) {
            below = RawPath.join(below, RawPath.bytes(part));
        }
        return below;
    }

    @Override
    public synchronized void close() {
        tops.values().forEach(Folder::close);
        tops.clear();
    }
}
