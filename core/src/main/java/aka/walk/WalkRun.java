package aka.walk;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.file.RawPath;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.FolderIdentity;
import aka.os.Listing;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over the roots of a walk: what is to be done, what was done, and the folder that is open now. */
final class WalkRun implements AutoCloseable {

    private static final int FILES_BETWEEN_PROGRESS = 4096;

    private final FileCalls calls;
    private final EntryFilter filter;
    private final Set<FileKey> closed;
    private final ArrayDeque<WalkRoot> files = new ArrayDeque<>();
    private final SeenBodies bodies;
    private final ReadAhead pending;
    private final VisitedFolders visited = new VisitedFolders();
    private final Footholds footholds = new Footholds();

    /** The entries that were roots themselves, by their folder: delivered first, and not again below a folder root. */
    private final Map<FileKey, Set<Leaf>> fileRoots = new HashMap<>();

    private final WalkEntry entry;
    private @Nullable OpenFolder current;
    private boolean toldThatItWaits;
    private long foldersEntered;
    private long filesCounted;

    /** So many of them were not stood on, of the folder that is open now. */
    private long passedOverHere;

    /** A folder whose entries are being gone through. */
    private record OpenFolder(PendingFolder pending, EnteredFolder folder, Listing listing, Set<Leaf> rootsHere) {

        WalkFolder at() {
            return pending.folder;
        }

        /** Returns what was found ahead of the folder that the walk stands on; null if nothing was. */
        @Nullable
        PendingFolder subfolder() {
            return listing instanceof AheadListing ahead ? pending.subfolder(ahead.ordinal()) : null;
        }

        void close() {
            listing.close();
            folder.close();
        }
    }

    WalkRun(FileCalls calls, List<WalkRoot> roots, EntryFilter filter, Set<FileKey> closed) {
        this.calls = calls;
        this.filter = filter;
        this.closed = closed;
        this.bodies = new SeenBodies(calls);
        this.pending = new ReadAhead(calls, filter, closed, bodies);
        for (WalkRoot root : roots.reversed()) {
            if (root.file() != null) {
                files.push(root);
            } else if (!filter.staysOutOfRoots()) {
                pending.push(WalkFolder.top(root, 0));
            }
        }
        this.entry = new WalkEntry(WalkFolder.top(roots.getFirst(), 0));
    }

    /** Looks at one entry more, or enters one folder more, and tells what came of it; returns false when there is none. */
    boolean step(WalkVisitor visitor) {
        WalkRoot file = files.poll();
        if (file != null && file.file() != null) {
            lookAtFileRoot(WalkFolder.top(file, 0), file.file(), visitor);
            return true;
        }
        if (current != null) {
            advance(current, visitor);
            return true;
        }
        if (!toldThatItWaits && pending.waitsForDisk()) {
            toldThatItWaits = true;
            visitor.waitsForDisk();
        }
        PendingFolder next = pending.poll();
        if (next == null) {
            visitor.progress(foldersEntered, filesCounted);
            return false;
        }
        enter(next, visitor);
        return true;
    }

    @Override
    public void close() {
        leave();
        pending.close();
        footholds.close();
    }

    private void leave() {
        if (current != null) {
            current.close();
            pending.leave(current.pending());
            current = null;
        }
    }

    private void lookAtFileRoot(WalkFolder folder, Leaf leaf, WalkVisitor visitor) {
        byte[] raw = leaf.bytes();
        try {
            if (!isFirstTimeAsRoot(folder, leaf) || isLeftover(folder, raw, raw.length, visitor)) {
                return;
            }
            if (!filter.wantsName(folder, raw, raw.length)) {
                return;
            }
            entry.standOn(folder, raw);
            entry.takeFacts(folder.facts(leaf));
            deliver(true, visitor);
        } catch (FileCallException why) {
            visitor.unreadable(folder.path(raw), why);
        }
    }

    private boolean isFirstTimeAsRoot(WalkFolder folder, Leaf leaf) throws FileCallException {
        FileFacts facts = folder.root().in(Folder::facts);
        folder.reachedThrough(facts.mountId());
        if (facts.key().isEmpty()) {
            return true;
        }
        folder.identify(facts.key().get());
        return fileRoots
                .computeIfAbsent(facts.key().get(), key -> new HashSet<>())
                .add(leaf);
    }

    private void enter(PendingFolder pendingFolder, WalkVisitor visitor) {
        WalkFolder next = pendingFolder.folder;
        EnteredFolder folder;
        try {
            folder = open(next, pendingFolder.taken);
        } catch (FileCallException why) {
            notEntered(next, why, visitor);
            pending.leave(pendingFolder);
            return;
        }
        boolean entered = false;
        try {
            FolderIdentity identity = folder.identity();
            if (mayEnter(next, identity, visitor)) {
                list(pendingFolder, folder, identity);
                entered = true;
            }
        } catch (FileCallException why) {
            visitor.unreadable(next.path(), why);
        } finally {
            if (!entered) {
                folder.close();
                pending.leave(pendingFolder);
            }
        }
        if (entered) {
            foldersEntered++;
            visitor.progress(foldersEntered, filesCounted);
        }
    }

    private EnteredFolder open(WalkFolder next, @Nullable FolderAhead ahead) throws FileCallException {
        if (ahead != null) {
            awaitOpen(ahead);
            return new EnteredFolder.Ahead(ahead);
        }
        Folder opened = next.isTop() ? next.root().open() : footholds.open(next, filter.crossesMounts());
        return new EnteredFolder.Now(opened, next.isHeldOpen());
    }

    /** Whatever goes wrong meanwhile, memory that runs out too: who reads it is not to wait for this walk to take its entries. */
    private static void awaitOpen(FolderAhead ahead) throws FileCallException {
        boolean open = false;
        try {
            ahead.awaitIdentity();
            open = true;
        } finally {
            if (!open) {
                ahead.leave();
            }
        }
    }

    private static void notEntered(WalkFolder folder, FileCallException why, WalkVisitor visitor) {
        if (why.trouble() == Trouble.DIFFERENT_MOUNTS) {
            visitor.leftAlone(folder.path(), LeftAlone.OTHER_MOUNT);
        } else {
            visitor.unreadable(folder.path(), why);
        }
    }

    private boolean mayEnter(WalkFolder next, FolderIdentity identity, WalkVisitor visitor) {
        next.reachedThrough(identity.mountId());
        if (!closed.isEmpty() && identity.key().filter(closed::contains).isPresent()) {
            return false;
        }
        if (next.isTop() && !next.isHeldOpen()) {
            // Admitted when its link was followed.
            return true;
        }
        if (!filter.crossesMounts() && !next.root().sameVolume(identity)) {
            visitor.leftAlone(next.path(), otherVolume(next.root(), identity));
            return false;
        }
        identity.key().ifPresent(next::identify);
        return visited.admit(next, filter.dependsOnRoot());
    }

    private static LeftAlone otherVolume(WalkRoot root, FolderIdentity identity) {
        return root.sameMount(identity) ? LeftAlone.OTHER_SUBVOLUME : LeftAlone.OTHER_MOUNT;
    }

    private void list(PendingFolder next, EnteredFolder folder, FolderIdentity identity) throws FileCallException {
        Set<Leaf> rootsHere = fileRoots.isEmpty()
                ? Set.of()
                : next.folder
                        .key()
                        .map(key -> fileRoots.getOrDefault(key, Set.of()))
                        .orElse(Set.of());
        passedOverHere = 0;
        current = new OpenFolder(next, folder, folder.list(identity, bodies, filter), rootsHere);
    }

    private void advance(OpenFolder open, WalkVisitor visitor) {
        boolean more = false;
        try {
            more = open.listing().next();
        } catch (FileCallException why) {
            visitor.unreadable(open.at().path(), why);
        }
        countPassedOver(open.listing().passedOver(), visitor);
        if (more) {
            look(open, visitor);
        } else {
            leave();
        }
    }

    private void countPassedOver(long soFar, WalkVisitor visitor) {
        if (soFar > passedOverHere) {
            countFiles(soFar - passedOverHere, visitor);
            passedOverHere = soFar;
        }
    }

    private void look(OpenFolder open, WalkVisitor visitor) {
        WalkFolder folder = open.at();
        entry.standOn(folder, open.listing());
        byte[] leaf = entry.leafBuffer();
        int length = entry.leafLength();
        if (isLeftover(folder, leaf, length, visitor)
                || !open.rootsHere().isEmpty() && open.rootsHere().contains(entry.leaf())
                || filter.shutsOut(folder, leaf, length)) {
            return;
        }
        boolean wanted = filter.wantsName(folder, leaf, length) && !wasDelivered(folder, leaf, length);
        boolean needsFacts = entry.kind() == Kind.UNKNOWN || entry.kind() == Kind.FILE && wanted;
        if (!needsFacts || readFacts(open.listing(), visitor)) {
            deliver(wanted, visitor);
        }
    }

    private static boolean isLeftover(WalkFolder folder, byte[] leaf, int length, WalkVisitor visitor) {
        if (!Leftover.is(leaf, length)) {
            return false;
        }
        visitor.leftAlone(folder.path(Arrays.copyOf(leaf, length)), LeftAlone.LEFTOVER);
        return true;
    }

    /** Returns whether an earlier root, by which other globs fitted or not, delivered the entry already. */
    private boolean wasDelivered(WalkFolder folder, byte[] leaf, int length) {
        for (WalkFolder visit = folder.earlier(); visit != null; visit = visit.earlier()) {
            if (!filter.shutsOut(visit, leaf, length) && filter.wantsName(visit, leaf, length)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the entry is there and is the walk's business. */
    private boolean readFacts(Listing listing, WalkVisitor visitor) {
        try {
            if (!entry.readFacts(listing)) {
                visitor.unreadable(entry.path(), vanished(entry.path()));
                return false;
            }
        } catch (FileCallException why) {
            visitor.unreadable(entry.path(), why);
            return false;
        }
        if (entry.isMountPoint() && !filter.crossesMounts()) {
            visitor.leftAlone(entry.path(), LeftAlone.OTHER_MOUNT);
            return false;
        }
        return true;
    }

    private static FileCallException vanished(Path path) {
        return new FileCallException(
                "look at " + path, path, null, Trouble.MISSING, "", 0, "it vanished after its folder was listed", "");
    }

    private void deliver(boolean wanted, WalkVisitor visitor) {
        switch (entry.kind()) {
            case FILE -> deliverFile(wanted, visitor);
            case FOLDER -> {
                tell(wanted, visitor);
                if (!filter.isBottom(entry.folder())) {
                    push();
                }
            }
            case SYMLINK, JUNCTION -> {
                tell(wanted, visitor);
                if (filter.followsFolderLinks() && !filter.isBottom(entry.folder())) {
                    follow(visitor);
                }
            }
            case OTHER, UNKNOWN -> tell(wanted, visitor);
        }
    }

    private void push() {
        PendingFolder ahead = current == null ? null : current.subfolder();
        if (ahead == null) {
            pending.push(entry.folder().child(entry.rawLeaf()));
        } else {
            pending.push(ahead);
        }
    }

    private void deliverFile(boolean wanted, WalkVisitor visitor) {
        if (!wanted || !filter.wantsFile(entry)) {
            return;
        }
        if (filter.isForVisitor(entry)) {
            visitor.found(entry);
        }
        countFiles(1, visitor);
    }

    private void countFiles(long more, WalkVisitor visitor) {
        long before = filesCounted / FILES_BETWEEN_PROGRESS;
        filesCounted += more;
        if (filesCounted / FILES_BETWEEN_PROGRESS > before) {
            visitor.progress(foldersEntered, filesCounted);
        }
    }

    private void tell(boolean wanted, WalkVisitor visitor) {
        if (wanted) {
            visitor.found(entry);
        }
    }

    private void follow(WalkVisitor visitor) {
        Path link = entry.path();
        Folder target;
        try {
            target = calls.openFolder(link);
        } catch (FileCallException why) {
            if (!leadsToNoFolder(why.trouble())) {
                visitor.unreadable(link, why);
            }
            return;
        }
        try (target) {
            followInto(link, target.identity(), visitor);
        } catch (FileCallException why) {
            visitor.unreadable(link, why);
        }
    }

    private static boolean leadsToNoFolder(Trouble trouble) {
        return trouble == Trouble.NOT_A_FOLDER || trouble == Trouble.MISSING || trouble == Trouble.TOO_MANY_LINKS;
    }

    private void followInto(Path link, FolderIdentity target, WalkVisitor visitor) {
        WalkRoot root = entry.folder().root();
        if (target.key().isEmpty()) {
            visitor.unreadable(link, notTold(link));
            return;
        }
        if (!filter.crossesMounts() && (!root.sameVolume(target) || root.otherMount(target))) {
            visitor.leftAlone(link, otherVolume(root, target));
            return;
        }
        FileKey key = target.key().get();
        byte[] below = RawPath.join(entry.folder().below(), entry.rawLeaf());
        WalkFolder behind = WalkFolder.top(
                root.linked(calls, key, link, below), entry.folder().depth() + 1);
        behind.identify(key);
        if (visited.admit(behind, filter.dependsOnRoot())) {
            pending.push(behind);
        }
    }

    private static FileCallException notTold(Path link) {
        return new FileCallException(
                "follow " + link,
                link,
                null,
                Trouble.UNSUPPORTED,
                "",
                0,
                "this system does not tell folders apart, so that a loop would have no end",
                "");
    }
}
