package aka.link;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.LinkSet;
import aka.file.Name;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.NameIndex;
import aka.os.Trouble;
import aka.walk.RelayingVisitor;
import aka.walk.Walk;
import aka.walk.WalkEntry;
import aka.walk.WalkFilters;
import aka.walk.WalkFolder;
import aka.walk.WalkListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All names of one body: as its file system lists them, or found by looking at every file where they could be. */
public final class NameScan {

    private static final Path HERE = Path.of(".");

    private NameScan() {}

    /**
     * Returns the body at {@code path} with its names. A link count of 1 answers at once. Where the file system lists the names
     * and nobody says where to look, that list answers if it has as many as the body; otherwise folders are walked until all
     * names are found. {@code path} itself is among the names, as it was typed.
     *
     * <p>Files may be renamed meanwhile, so each name is looked at once more in the end; one that is no name of the body any
     * more is told to {@code listener} as missing and left out, {@code path} too.
     *
     * @param in where to look; when empty, the whole mount that holds {@code path}, or the part of it that is a volume of its
     *     own (a btrfs subvolume)
     * @param listener hears what could not be read or was left alone, which is where missing names may be
     * @throws FileCallException if {@code path}, or a folder of {@code in}, cannot be read; {@link Trouble#IS_FOLDER}, {@link
     *     Trouble#IS_SYMLINK}, {@link Trouble#NOT_REGULAR}; {@link Trouble#UNSUPPORTED} where the system does not tell which
     *     file it is, or where the mount begins
     * @throws java.util.concurrent.CancellationException if {@code cancel} asks for it
     */
    public static LinkSet of(FileCalls calls, Path path, List<Path> in, CancelToken cancel, Listener listener)
            throws FileCallException {
        FileFacts facts = calls.facts(path);
        requireFile(path, facts.kind());
        FileKey key =
                facts.key().orElseThrow(() -> refusal(path, Trouble.UNSUPPORTED, "the system gives no file id", ""));
        Path parent = path.getParent();
        Name asked = new Name(parent == null ? Path.of("") : parent, Leaf.of(path));
        if (facts.linkCount().orElse(0) == 1) {
            return new LinkSet(key, facts.linkCount(), facts.sizeBytes(), List.of(asked));
        }
        cancel.check();
        Optional<FileKey> askedFolder = folderKey(calls, parent == null ? HERE : parent);
        Optional<NameIndex> index = in.isEmpty() ? calls.nameIndex() : Optional.empty();
        if (index.isPresent()) {
            try {
                return ListedNames.of(index.get(), calls, key, asked, askedFolder);
            } catch (FileCallException notTaken) {
                listener.listNotTaken(notTaken);
            }
        }
        Search search = new Search(calls, facts, key, asked, askedFolder, listener);
        List<Path> roots = in.isEmpty() ? List.of(wholeVolume(calls, path, key)) : in;
        try (Walk walk = Walk.of(calls, roots, WalkFilters.none())) {
            walk.forEach(search, cancel);
            return search.result();
        }
    }

    /** Hears of the walk, and why there is one. */
    public interface Listener extends WalkListener {

        /** Called before a walk that would not be needed if the file system had told all names by itself. */
        default void listNotTaken(FileCallException why) {}
    }

    private static void requireFile(Path path, Kind kind) throws FileCallException {
        switch (kind) {
            case FILE -> {}
            case FOLDER -> throw refusal(path, Trouble.IS_FOLDER, "it is a folder", "A folder has one name only.");
            case SYMLINK, JUNCTION ->
                throw refusal(path, Trouble.IS_SYMLINK, "it is a symbolic link", "Name the file that it leads to.");
            case OTHER, UNKNOWN -> throw refusal(path, Trouble.NOT_REGULAR, "it is no regular file", "");
        }
    }

    private static FileCallException refusal(Path path, Trouble trouble, String reason, String wayOut) {
        return new FileCallException("find the names of " + path, path, null, trouble, "", 0, reason, wayOut);
    }

    private static Optional<FileKey> folderKey(FileCalls calls, Path folder) throws FileCallException {
        try (Folder opened = calls.openFolder(folder)) {
            return opened.facts().key();
        }
    }

    /** Returns the topmost folder from which all of the file's volume can be reached through its mount. */
    private static Path wholeVolume(FileCalls calls, Path path, FileKey key) throws FileCallException {
        Path mountPoint = calls.volume(path)
                .mountPoint()
                .orElseThrow(() -> refusal(
                        path,
                        Trouble.UNSUPPORTED,
                        "the system does not tell where its mount begins",
                        "Say in which folders to look."));
        if (isOnVolume(calls.facts(mountPoint), key)) {
            return mountPoint;
        }
        // A volume of its own below the mount point, which the walk would leave alone if it came from above.
        Path top = realFolder(path);
        while (top.getParent() != null && isOnVolume(calls.facts(top.getParent()), key)) {
            top = top.getParent();
        }
        return top;
    }

    private static boolean isOnVolume(FileFacts folder, FileKey key) {
        return folder.key().isPresent() && folder.key().get().volume().equals(key.volume());
    }

    private static Path realFolder(Path path) throws FileCallException {
        Path parent = path.toAbsolutePath().getParent();
        try {
            return (parent == null ? path.toAbsolutePath() : parent).toRealPath();
        } catch (IOException failed) {
            throw refusal(path, Trouble.OTHER, "its folder cannot be resolved: " + failed.getMessage(), "");
        }
    }

    /** A name that was found, and how to look at it again. */
    private record Sighting(Name name, Look look) {}

    private interface Look {
        FileFacts again() throws FileCallException;
    }

    /** Takes every name of the body that the walk comes to, until there are as many as the body has. */
    private static final class Search extends RelayingVisitor {

        private final FileKey key;
        private final long sizeBytes;
        private final Name asked;
        private final Optional<FileKey> askedFolder;
        private final List<Sighting> seen = new ArrayList<>();
        private long linkCount;

        Search(
                FileCalls calls,
                FileFacts facts,
                FileKey key,
                Name asked,
                Optional<FileKey> askedFolder,
                WalkListener listener) {
            super(listener);
            this.key = key;
            this.sizeBytes = facts.sizeBytes();
            this.linkCount = count(facts);
            this.asked = asked;
            this.askedFolder = askedFolder;
            seen.add(new Sighting(asked, () -> calls.facts(asked.path())));
        }

        /** Returns what is still true. */
        LinkSet result() {
            dropWhatIsGone();
            List<Name> names = seen.stream()
                    .map(Sighting::name)
                    .sorted(Comparator.comparing(Name::path))
                    .toList();
            OptionalInt count = linkCount == Listing.UNKNOWN
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) Math.min(linkCount, Integer.MAX_VALUE));
            return new LinkSet(key, count, sizeBytes, names);
        }

        private void dropWhatIsGone() {
            seen.removeIf(sighting -> !isThere(sighting));
        }

        private boolean isThere(Sighting sighting) {
            Path path = sighting.name().path();
            try {
                FileFacts now = sighting.look().again();
                if (now.key().equals(Optional.of(key))) {
                    linkCount = count(now);
                    return true;
                }
                unreadable(path, refusal(path, Trouble.MISSING, "it is a name of another file by now", ""));
            } catch (FileCallException why) {
                unreadable(path, why);
            }
            return false;
        }

        /** A file that has a name has one at least: a count of 0 is one that the file system does not keep. */
        private static long count(FileFacts facts) {
            int count = facts.linkCount().orElse(0);
            return count < 1 ? Listing.UNKNOWN : count;
        }

        @Override
        public void found(WalkEntry entry) {
            if (entry.kind() != Kind.FILE || !entry.hasKey() || !isBody(entry)) {
                return;
            }
            linkCount = entry.linkCount();
            if (!isAsked(entry)) {
                WalkFolder folder = entry.folder();
                Leaf leaf = entry.leaf();
                seen.add(new Sighting(entry.name(), () -> folder.facts(leaf)));
            }
        }

        private boolean isBody(WalkEntry entry) {
            return entry.fileLow() == key.fileLow()
                    && entry.fileHigh() == key.fileHigh()
                    && entry.volume().equals(key.volume());
        }

        private boolean isAsked(WalkEntry entry) {
            return entry.folder().key().equals(askedFolder) && entry.leaf().equals(asked.leaf());
        }

        @Override
        public boolean enough() {
            if (!hasAll()) {
                return false;
            }
            // One that was renamed may have been found by both names, in the place of another.
            dropWhatIsGone();
            return hasAll();
        }

        private boolean hasAll() {
            return linkCount != Listing.UNKNOWN && seen.size() >= linkCount;
        }
    }
}
