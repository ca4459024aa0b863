package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The private folder of a run that was cut off, and what is still in it that no step explains. */
final class LeftPool {

    private final FileCalls calls;
    private final Folder above;
    private final Leaf leaf;
    private final boolean acts;
    private final CancelToken cancel;
    private final List<Finding> findings = new ArrayList<>();

    /** Whether all that the run intended is known: it writes that down before it puts anything in here that has other names. */
    private final boolean allKnown;

    /**
     * @param above the folder that holds it
     * @param acts whether something is done, or only looked at
     */
    LeftPool(FileCalls calls, Folder above, Leaf leaf, boolean allKnown, boolean acts, CancelToken cancel) {
        this.calls = calls;
        this.above = above;
        this.leaf = leaf;
        this.allKnown = allKnown;
        this.acts = acts;
        this.cancel = cancel;
    }

    /**
     * Clears the folder, and takes it away if nothing stays in it.
     *
     * @param explained the temporary names that steps of the run explain, and have dealt with
     * @throws FileCallException if it cannot be read or changed
     */
    List<Finding> clear(Set<Leaf> explained) throws FileCallException {
        if (!isThere()) {
            return List.of();
        }
        boolean empty;
        try (Folder pool = above.openFolder(leaf.bytes(), false)) {
            empty = clear(pool, explained);
        }
        if (empty && acts) {
            above.removeFolder(leaf);
        }
        return findings;
    }

    private boolean isThere() throws FileCallException {
        try {
            return above.facts(leaf).kind() == Kind.FOLDER;
        } catch (FileCallException missing) {
            if (missing.trouble() == Trouble.MISSING) {
                return false;
            }
            throw missing;
        }
    }

    private boolean clear(Folder pool, Set<Leaf> explained) throws FileCallException {
        List<Leaf> unexplained = new ArrayList<>();
        boolean manifest = false;
        boolean empty = true;
        for (Leaf entry : entries(pool)) {
            if (entry.equals(Pool.MANIFEST)) {
                manifest = true;
            } else if (explained.contains(entry)) {
                empty &= !acts;
            } else if (isOurs(pool, entry)) {
                drop(pool, entry, "the run made it for itself: no name ever led to it");
            } else {
                unexplained.add(entry);
            }
        }
        empty &= clearUnexplained(pool, unexplained);
        if (empty && manifest && acts) {
            pool.unlink(Pool.MANIFEST);
        }
        return empty;
    }

    private static List<Leaf> entries(Folder pool) throws FileCallException {
        List<Leaf> entries = new ArrayList<>();
        try (Listing listing = pool.list()) {
            while (listing.next()) {
                entries.add(listing.leaf());
            }
        }
        return entries;
    }

    /**
     * Returns whether an entry is one that the run never gave to a name: an empty file to try something with, or a copy that was
     * not finished and of which no intent tells.
     */
    private boolean isOurs(Folder pool, Leaf entry) throws FileCallException {
        FileFacts facts = pool.facts(entry);
        boolean single = facts.kind() == Kind.FILE && facts.linkCount().orElse(0) == 1;
        boolean trial = Pool.TRIALS.contains(entry) && facts.sizeBytes() == 0;
        boolean copy = allKnown
                && Leftover.hasWord(entry)
                && Leftover.withWord(entry, Splitting.WORD).equals(entry);
        return single && (trial || copy);
    }

    /** What nothing explains goes only if its file is found by a name outside as well. */
    private boolean clearUnexplained(Folder pool, List<Leaf> entries) throws FileCallException {
        if (entries.isEmpty()) {
            return true;
        }
        Map<FileKey, Path> twins = twins(pool, entries);
        boolean empty = true;
        for (Leaf entry : entries) {
            FileFacts facts = pool.facts(entry);
            Optional<Path> twin = facts.kind() == Kind.FILE && facts.linkCount().orElse(0) >= 2
                    ? facts.key().map(twins::get)
                    : Optional.empty();
            if (twin.isPresent()) {
                drop(pool, entry, "its file has another name: " + twin.get());
            } else {
                empty = false;
                findings.add(new Finding(
                        Optional.empty(),
                        entry.in(pool.path()),
                        Remedy.RESCUE,
                        "no journal tells of it, and no other name of its file was found"));
            }
        }
        return empty;
    }

    private Map<FileKey, Path> twins(Folder pool, List<Leaf> entries) throws FileCallException {
        Set<FileKey> wanted = new HashSet<>();
        for (Leaf entry : entries) {
            FileFacts facts = pool.facts(entry);
            if (facts.kind() == Kind.FILE && facts.linkCount().orElse(0) >= 2) {
                facts.key().ifPresent(wanted::add);
            }
        }
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Path top = calls.volume(above.path()).mountPoint().orElse(above.path());
        return NameSearch.below(calls, top, wanted, cancel);
    }

    private void drop(Folder pool, Leaf entry, String words) throws FileCallException {
        findings.add(new Finding(Optional.empty(), entry.in(pool.path()), Remedy.DROP, words));
        if (acts) {
            pool.unlink(entry);
        }
    }

    /** Returns the run whose private folder has this name; empty if it is none. */
    static Optional<String> runOf(Leaf leaf) {
        byte[] raw = leaf.bytes();
        if (!Leftover.is(raw, raw.length) || Leftover.hasWord(leaf)) {
            return Optional.empty();
        }
        String text = new String(raw, StandardCharsets.US_ASCII);
        return Optional.of(text.substring(text.indexOf('-') + 1));
    }
}
