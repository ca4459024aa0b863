package aka.walk;

import aka.os.FileCallException;
import aka.os.Folder;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the folders above the one that a walk is in, kept open, so that in a deep tree a folder is opened from one nearby
 * and not by its whole path. A walk finishes what is below a folder before it goes on beside it, so these are a stack.
 *
 * <p>There are never more than {@value #MOST}, however deep the tree: every second one goes then, and those that are missed
 * on the way up are opened again, at half the distance, at half of what is left, and so on.
 */
final class Footholds implements AutoCloseable {

    private static final int MOST = 48;

    /** So many levels are opened in one call. */
    private static final int REACH = 64;

    private final List<Foothold> held = new ArrayList<>();

    private record Foothold(WalkFolder at, Folder folder) {}

    /**
     * Opens {@code folder}, which is below its root, for the caller to close.
     *
     * @throws FileCallException as {@link Folder#openFolder}; as {@link WalkRoot#open} for what a followed link leads to
     */
    Folder open(WalkFolder folder, boolean crossMounts) throws FileCallException {
        leaveAllBeside(folder);
        if (held.isEmpty() && !folder.root().isHeldOpen()) {
            hold(folder.top(), folder.root().open());
        }
        WalkFolder above = held.isEmpty() ? folder.top() : held.getLast().at();
        Folder from = held.isEmpty() ? folder.root().open() : held.getLast().folder();
        for (int levels = folder.depth() - above.depth(); levels > REACH; levels = folder.depth() - above.depth()) {
            WalkFolder middle = folder.above(levels / 2);
            from = from.openFolder(middle.below(above), crossMounts);
            hold(middle, from);
            above = middle;
        }
        return from.openFolder(folder.below(above), crossMounts);
    }

    private void leaveAllBeside(WalkFolder folder) {
        while (!held.isEmpty() && !held.getLast().at().isAbove(folder)) {
            held.removeLast().folder().close();
        }
    }

    private void hold(WalkFolder at, Folder folder) {
        held.add(new Foothold(at, folder));
        if (held.size() > MOST) {
            for (int i = held.size() - 2; i >= 0; i -= 2) {
                held.remove(i).folder().close();
            }
        }
    }

    @Override
    public void close() {
        held.forEach(foothold -> foothold.folder().close());
        held.clear();
    }
}
