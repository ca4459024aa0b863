package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which names are changed. It is opened once, beneath its root, so that nobody can swap it for a link between a
 * look and a deed; and it gets its time back in the end, unless somebody else changed it meanwhile.
 */
final class HeldFolder implements AutoCloseable {

    private final Folder folder;
    private final boolean owned;
    private final boolean keepsTime;
    private final int root;
    private final @Nullable Path below;
    private final FileFacts facts;
    /** When it was last changed, as our own deeds left it; null once somebody else changed it. */
    private @Nullable Instant left;

    private boolean touched;
    /** Why it could not be seen who changed it. */
    private @Nullable FileCallException unseen;

    private HeldFolder(
            Folder folder, boolean owned, boolean keepsTime, int root, @Nullable Path below, FileFacts facts) {
        this.folder = folder;
        this.owned = owned;
        this.keepsTime = keepsTime;
        this.root = root;
        this.below = below;
        this.facts = facts;
        this.left = facts.modified();
    }

    /** What is done to the folder's entries. */
    @FunctionalInterface
    interface Deed {
        void run() throws FileCallException;
    }

    /** Holds the root itself, which stays open. */
    static HeldFolder ofRoot(OpenRoot root) throws FileCallException {
        return new HeldFolder(
                root.folder(), false, true, root.number(), null, root.folder().facts());
    }

    /** Opens a folder below a root, following nothing and entering no other mount. */
    static HeldFolder below(OpenRoot root, Path below) throws FileCallException {
        Folder opened = root.folder().openFolder(RawPath.bytes(below), false);
        boolean held = false;
        try {
            HeldFolder folder = new HeldFolder(opened, true, true, root.number(), below, opened.facts());
            held = true;
            return folder;
        } finally {
            if (!held) {
                opened.close();
            }
        }
    }

    /** Holds the private folder of a run, whose time is nobody's business. */
    static HeldFolder ofPool(Folder pool, OpenRoot root, Path below) throws FileCallException {
        return new HeldFolder(pool, true, false, root.number(), below, pool.facts());
    }

    Folder folder() {
        return folder;
    }

    int root() {
        return root;
    }

    /** Returns the way from the root to this folder; null for the root itself. */
    @Nullable
    Path below() {
        return below;
    }

    /** Returns the way from the root to an entry of this folder. */
    Path below(Path leaf) {
        return below == null ? leaf : below.resolve(leaf);
    }

    /** Returns what the folder was when it was opened. */
    FileFacts facts() {
        return facts;
    }

    FileKey key() {
        return facts.key().orElseThrow();
    }

    /**
     * Changes an entry.
     *
     * @throws FileCallException only what the deed itself threw: that the folder's time cannot be looked at is no reason to
     *     take a deed for failed
     */
    void change(Deed deed) throws FileCallException {
        if (keepsTime) {
            changeKeepingTime(deed);
        } else {
            deed.run();
        }
    }

    /** One deed at a time: another's would be taken for somebody else's. */
    private synchronized void changeKeepingTime(Deed deed) throws FileCallException {
        Instant before = left;
        boolean ours = before != null && isModified(before);
        touched = true;
        left = null;
        deed.run();
        if (ours) {
            look();
        }
    }

    private boolean isModified(Instant time) {
        try {
            return folder.facts().modified().equals(time);
        } catch (FileCallException unreadable) {
            unseen = unreadable;
            return false;
        }
    }

    private void look() {
        try {
            left = folder.facts().modified();
        } catch (FileCallException unreadable) {
            unseen = unreadable;
        }
    }

    /**
     * Gives the folder the time that it had, if only this run changed it.
     *
     * @throws FileCallException if that may not be done, or it could not be seen who changed it; the folder is right otherwise
     */
    synchronized void restoreTime() throws FileCallException {
        FileCallException why = unseen;
        if (why != null) {
            throw why;
        }
        if (!touched || left == null || left.equals(facts.modified())) {
            return;
        }
        try {
            if (folder.facts().modified().equals(left)) {
                folder.setModified(facts.modified());
                left = facts.modified();
            }
        } catch (FileCallException refused) {
            if (refused.trouble() != Trouble.UNSUPPORTED) {
                throw refused;
            }
        }
    }

    @Override
    public void close() {
        if (owned) {
            folder.close();
        }
    }
}
