package aka.link;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.link.RemovalForecast.Fate;
import aka.link.RemovalForecast.OfBody;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Gathers what a removal would take: each name once, however often and by whatever path it was given. */
final class Forecasting {

    private static final String DEED = "remove the name ";

    private final FileCalls calls;
    private final boolean recursive;
    private final CancelToken cancel;
    private final Set<Seen> seen = new HashSet<>();
    private final Map<FileKey, Gathered> byKey = new LinkedHashMap<>();
    private final List<OfBody> keyless = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<FileCallException> troubles = new ArrayList<>();

    Forecasting(FileCalls calls, boolean recursive, CancelToken cancel) {
        this.calls = calls;
        this.recursive = recursive;
        this.cancel = cancel;
    }

    /** One entry: the folder's identity and the leaf. */
    private record Seen(FileKey folder, Leaf leaf) {}

    /** A body and those of its names that were met. */
    private record Gathered(FileFacts facts, List<Path> going) {}

    RemovalForecast run(List<Path> paths) {
        for (Path path : paths) {
            cancel.check();
            try (Entry entry = Entry.open(calls, path, DEED + path)) {
                take(entry.folder(), entry.leaf(), path);
            } catch (FileCallException failed) {
                troubles.add(failed);
            }
        }
        List<OfBody> bodies = new ArrayList<>();
        byKey.values().forEach(gathered -> bodies.add(forecast(gathered.facts(), gathered.going())));
        bodies.addAll(keyless);
        return new RemovalForecast(bodies, others, folders, troubles);
    }

    private void take(Folder folder, Leaf leaf, Path path) throws FileCallException {
        FileFacts facts = folder.facts(leaf);
        Optional<FileKey> folderKey = folder.facts().key();
        if (folderKey.isPresent() && !seen.add(new Seen(folderKey.get(), leaf))) {
            return;
        }
        switch (facts.kind()) {
            case FILE -> takeFile(facts, path);
            case FOLDER -> takeFolder(folder, leaf, path);
            case SYMLINK, JUNCTION, OTHER, UNKNOWN -> others.add(path);
        }
    }

    private void takeFile(FileFacts facts, Path path) {
        Optional<FileKey> key = facts.key();
        if (key.isEmpty()) {
            keyless.add(forecast(facts, List.of(path)));
        } else {
            byKey.computeIfAbsent(key.get(), first -> new Gathered(facts, new ArrayList<>()))
                    .going()
                    .add(path);
        }
    }

    private void takeFolder(Folder parent, Leaf leaf, Path path) throws FileCallException {
        if (!recursive) {
            throw Entry.refusal(
                    DEED + path,
                    path,
                    Trouble.IS_FOLDER,
                    "it is a folder",
                    "Use -r to remove it with all that is in it.");
        }
        takeAllBelow(parent, leaf, path);
    }

    /** Depth by depth without recursion, so that no tree is too deep; a folder is noted after all that is in it. */
    private void takeAllBelow(Folder top, Leaf topLeaf, Path topPath) {
        Deque<Pending> pending = new ArrayDeque<>();
        pending.push(new Pending(topLeaf.bytes(), topPath, false));
        while (!pending.isEmpty()) {
            cancel.check();
            Pending next = pending.pop();
            if (next.listed()) {
                folders.add(next.path());
                continue;
            }
            pending.push(new Pending(next.below(), next.path(), true));
            try (Folder folder = top.openFolder(next.below(), false)) {
                requireOneVolume(top, folder, next.path());
                list(folder, next, pending);
            } catch (FileCallException failed) {
                troubles.add(failed);
            }
        }
    }

    /** A btrfs subvolume is no mount of its own, and yet another volume: a snapshot, say. */
    private static void requireOneVolume(Folder top, Folder folder, Path path) throws FileCallException {
        Optional<FileKey> from = top.facts().key();
        Optional<FileKey> here = folder.facts().key();
        boolean one = from.isPresent() && here.isPresent()
                ? from.get().volume().equals(here.get().volume())
                : from.isEmpty() && here.isEmpty();
        if (!one) {
            throw Entry.refusal(
                    DEED + path,
                    path,
                    Trouble.DIFFERENT_VOLUMES,
                    "it is another volume (a subvolume, say)",
                    "Remove that by itself, if it is to go.");
        }
    }

    private void list(Folder folder, Pending of, Deque<Pending> pending) throws FileCallException {
        try (Listing listing = folder.list()) {
            while (listing.next()) {
                Leaf leaf = listing.leaf();
                Path path = leaf.in(of.path());
                if (isFolder(listing, folder, leaf)) {
                    pending.push(new Pending(RawPath.join(of.below(), leaf.bytes()), path, false));
                } else {
                    tryToTake(folder, leaf, path);
                }
            }
        }
    }

    private static boolean isFolder(Listing listing, Folder folder, Leaf leaf) {
        if (listing.kind() != Kind.UNKNOWN) {
            return listing.kind() == Kind.FOLDER;
        }
        try {
            return folder.facts(leaf).kind() == Kind.FOLDER;
        } catch (FileCallException unseen) {
            return false; // taking it tells why
        }
    }

    /** One entry that cannot be looked at hides no other; one that is gone is what was wanted. */
    private void tryToTake(Folder folder, Leaf leaf, Path path) {
        try {
            take(folder, leaf, path);
        } catch (FileCallException failed) {
            if (failed.trouble() != Trouble.MISSING) {
                troubles.add(failed);
            }
        }
    }

    /** A folder that is still to be listed, or, {@code listed}, only to be noted: all in it came before. */
    @SuppressWarnings("ArrayRecordComponent") // it is taken apart, never compared
    private record Pending(byte[] below, Path path, boolean listed) {}

    private static OfBody forecast(FileFacts facts, List<Path> going) {
        OptionalInt count = facts.linkCount();
        if (facts.key().isEmpty() || count.isEmpty()) {
            return new OfBody(facts, going, OptionalLong.empty(), Fate.UNKNOWN);
        }
        boolean lost = going.size() >= count.getAsInt();
        OptionalLong freed = lost ? facts.allocatedBytes() : OptionalLong.of(0);
        return new OfBody(facts, going, freed, lost ? Fate.LOST : Fate.SURVIVES);
    }
}
