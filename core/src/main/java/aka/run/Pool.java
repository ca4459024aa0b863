package aka.run;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.Journal;
import aka.journal.JournalRecord;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The private folder of a run below a root, where its temporary names are: nobody else can enter it, so nobody comes by a body
 * in limbo. A manifest in it tells whose it is, should the journal be lost.
 */
final class Pool implements AutoCloseable {

    /** The leaf of the manifest. */
    static final Leaf MANIFEST = Leaf.of("MANIFEST".getBytes(StandardCharsets.US_ASCII));

    /** The leaves of two empty files by which it is tried whether names can be exchanged. */
    static final List<Leaf> TRIALS = List.of(Leaf.of("one"), Leaf.of("other"));

    private static final int OTHERS = 0077;

    private final OpenRoot root;
    private final Leaf leaf;
    private final HeldFolder folder;
    private final FileFacts facts;
    private @Nullable Boolean exchanges;
    private long names;

    private Pool(OpenRoot root, Leaf leaf, HeldFolder folder) {
        this.root = root;
        this.leaf = leaf;
        this.folder = folder;
        this.facts = folder.facts();
    }

    /**
     * Makes the pool of the journal's run.
     *
     * @throws FileCallException {@link Trouble#NO_PERMISSION}, {@link Trouble#READ_ONLY}, {@link Trouble#NO_SPACE}
     */
    static Pool make(OpenRoot root, Journal journal, String machine, Warnings warnings) throws FileCallException {
        Leaf leaf = Leftover.folder(journal.run().hex());
        Path below = leaf.in(Path.of(""));
        // Told first: a folder that nobody knows of is worse than a record of one that was never made.
        journal.write(new JournalRecord.Pool(root.number(), below));
        journal.force();
        Pool pool = null;
        boolean made = false;
        try {
            // Within the try: that a call failed does not tell that it did not take place.
            changeRoot(root, warnings, () -> root.folder().createFolder(leaf, false));
            pool = open(root, leaf, below);
            pool.writeManifest(journal, machine);
            made = true;
            return pool;
        } finally {
            if (!made) {
                giveUp(pool, root, leaf, warnings);
            }
        }
    }

    /** What is in the way of a pool is told by who could not make it. */
    private static void giveUp(@Nullable Pool pool, OpenRoot root, Leaf leaf, Warnings warnings) {
        try (pool) {
            if (pool != null) {
                new HeldName(pool.folder, MANIFEST).remove();
            }
            changeRoot(root, warnings, () -> root.folder().removeFolder(leaf));
        } catch (FileCallException left) {
            if (left.trouble() != Trouble.MISSING) {
                warnings.add(left);
            }
        } finally {
            if (pool != null) {
                pool.close();
            }
        }
    }

    private static Pool open(OpenRoot root, Leaf leaf, Path below) throws FileCallException {
        Folder opened = root.folder().openFolder(leaf.bytes(), false);
        boolean open = false;
        try {
            Pool pool = new Pool(root, leaf, HeldFolder.ofPool(opened, root, below));
            open = true;
            return pool;
        } finally {
            if (!open) {
                opened.close();
            }
        }
    }

    /** The root's time may be somebody else's to set: that is told, and no reason to do without a pool. */
    private static void changeRoot(OpenRoot root, Warnings warnings, HeldFolder.Deed deed) throws FileCallException {
        HeldFolder above = HeldFolder.ofRoot(root);
        above.change(deed);
        try {
            above.restoreTime();
        } catch (FileCallException notRestored) {
            warnings.add(notRestored);
        }
    }

    private void writeManifest(Journal journal, String machine) throws FileCallException {
        String text = "aka made this folder for its work, and takes it away when that is done.\nrun " + journal.run()
                + "\nmachine " + machine + "\njournal " + journal.path() + "\n";
        try (Draft draft = folder.folder().draft(MANIFEST)) {
            draft.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            requirePrivate(draft.facts());
            draft.publish();
        }
    }

    /**
     * Who owns the root may put a folder of his own in the place of the new one before it is opened, and come by all that is in
     * it then. Where the file system gives a new file other bits than were asked for, it does so with folders, too.
     *
     * @param made a file that was made in it just now, for its owner only
     */
    private void requirePrivate(FileFacts made) throws FileCallException {
        boolean tells = made.owner().isPresent() && isForOwnerOnly(made.owner().get());
        boolean ours = facts.owner()
                .filter(owner -> isForOwnerOnly(owner)
                        && owner.uid() == made.owner().map(Owner::uid).orElse(owner.uid()))
                .isPresent();
        if (tells && !ours) {
            Path path = folder.folder().path();
            throw new FileCallException(
                    "make the folder " + path,
                    path,
                    null,
                    Trouble.CHANGED,
                    "",
                    0,
                    "somebody else put another folder in its place",
                    "Look who may change the folder that holds it.");
        }
    }

    private static boolean isForOwnerOnly(Owner owner) {
        return (owner.mode() & OTHERS) == 0;
    }

    /** Returns whether a name in {@code other} can be exchanged with one in here: same volume, same mount. */
    boolean reaches(FileFacts other) {
        return facts.key().map(key -> key.volume()).equals(other.key().map(key -> key.volume()))
                && facts.mountId().equals(other.mountId());
    }

    /** Returns whether two names can be exchanged here, which is tried once where nobody knows. */
    boolean canExchange() throws FileCallException {
        if (exchanges == null) {
            exchanges = tryExchange();
        }
        return exchanges;
    }

    private boolean tryExchange() throws FileCallException {
        Folder in = folder.folder();
        Leaf one = TRIALS.getFirst();
        Leaf other = TRIALS.getLast();
        try {
            make(one);
            make(other);
            return isExchanged(in, one, other);
        } finally {
            new HeldName(folder, one).remove();
            new HeldName(folder, other).remove();
        }
    }

    private static boolean isExchanged(Folder in, Leaf one, Leaf other) {
        try {
            in.exchange(one, in, other);
            return true;
        } catch (FileCallException refused) {
            return false;
        }
    }

    private void make(Leaf empty) throws FileCallException {
        try (Draft draft = folder.folder().draft(empty)) {
            draft.publish();
        }
    }

    HeldFolder folder() {
        return folder;
    }

    /** Returns a name in here that is not taken. */
    HeldName newName(Leaf worked) {
        names++;
        return new HeldName(folder, Leftover.numbered(names, "join", worked));
    }

    /**
     * Takes the folder away, if nothing is left in it.
     *
     * @throws FileCallException {@link Trouble#NOT_EMPTY} if something is: then the manifest stays as well, and tells whose it is
     */
    void remove(Warnings warnings) throws FileCallException {
        try {
            removeOnce(warnings);
        } catch (FileCallException failed) {
            // Else it may have taken place, or the failure may pass.
            if (failed.trouble() == Trouble.NOT_EMPTY) {
                throw failed;
            }
            if (HeldName.look(root.folder(), leaf).isPresent()) {
                removeOnce(warnings);
            }
        }
    }

    private void removeOnce(Warnings warnings) throws FileCallException {
        List<Path> inside = inside();
        if (!inside.isEmpty()) {
            throw notEmpty(inside.getFirst());
        }
        new HeldName(folder, MANIFEST).remove();
        removeFolder(warnings);
    }

    private void removeFolder(Warnings warnings) throws FileCallException {
        changeRoot(root, warnings, () -> root.folder().removeFolder(leaf));
    }

    /** Returns what is in the folder beside the manifest. */
    private List<Path> inside() throws FileCallException {
        List<Path> inside = new ArrayList<>();
        try (Listing listing = folder.folder().list()) {
            while (listing.next()) {
                if (!listing.leaf().equals(MANIFEST)) {
                    inside.add(listing.leaf().in(folder.folder().path()));
                }
            }
        }
        return inside;
    }

    private FileCallException notEmpty(Path inside) {
        Path path = folder.folder().path();
        return new FileCallException(
                "remove the folder " + path,
                inside,
                null,
                Trouble.NOT_EMPTY,
                "",
                0,
                "something is left in it",
                "Look at " + inside + ": it may be the only name of its bytes.");
    }

    @Override
    public void close() {
        folder.close();
    }
}
