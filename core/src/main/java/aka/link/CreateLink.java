package aka.link;

import aka.file.DosNames;
import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.SystemCommand;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Makes one more name of a file: never through a symbolic link, never in place of anything. */
final class CreateLink {

    private final FileCalls calls;
    private final Path existing;
    private final Path newName;
    private final LinkOptions options;
    private final String deed;

    private CreateLink(FileCalls calls, Path existing, Path newName, LinkOptions options) {
        this.calls = calls;
        this.existing = existing;
        this.newName = newName;
        this.options = options;
        this.deed = "make " + newName + " a name of " + existing;
    }

    static LinkResult run(FileCalls calls, Path existing, Path newName, LinkOptions options) throws FileCallException {
        return new CreateLink(calls, existing, newName, options).run();
    }

    private LinkResult run() throws FileCallException {
        try (Entry from = Entry.open(calls, existing, deed);
                // Held from here on: whatever happens to the name, it is this body that gets the new one.
                Body body = from.folder().hold(from.leaf())) {
            FileFacts before = body.facts();
            requireFile(before.kind());
            Leaf leaf = Entry.leaf(newName, deed);
            try (Folder folder = openParent()) {
                return link(body, before, folder, leaf);
            }
        }
    }

    private LinkResult link(Body body, FileFacts before, Folder folder, Leaf leaf) throws FileCallException {
        requireNoTrap(folder, leaf);
        try {
            folder.link(body, leaf);
        } catch (FileCallException refused) {
            Optional<FileFacts> already = alreadyOne(refused, before, folder, leaf);
            if (options.ensure() && already.isPresent()) {
                return new LinkResult.AlreadyOne(already.get());
            }
            throw already.isPresent() ? alreadyOne(refused) : refused;
        }
        return new LinkResult.Made(seen(body, before));
    }

    /** The name is made: that the body cannot be looked at again is no reason to say that it is not. */
    private static FileFacts seen(Body body, FileFacts before) {
        try {
            return body.facts();
        } catch (FileCallException unreadable) {
            return before;
        }
    }

    private static Optional<FileFacts> alreadyOne(FileCallException refused, FileFacts before, Folder folder, Leaf leaf)
            throws FileCallException {
        if (refused.trouble() != Trouble.EXISTS) {
            return Optional.empty();
        }
        FileFacts there = folder.facts(leaf);
        return there.sameFile(before) ? Optional.of(there) : Optional.empty();
    }

    private FileCallException alreadyOne(FileCallException refused) {
        return new FileCallException(
                deed,
                existing,
                newName,
                Trouble.EXISTS,
                refused.osError(),
                refused.osNumber(),
                "it is one already",
                "Nothing needs to be done; --ensure is content with that.");
    }

    private void requireFile(Kind kind) throws FileCallException {
        switch (kind) {
            case FILE -> {}
            case FOLDER ->
                throw refusal(
                        Trouble.IS_FOLDER,
                        existing + " is a folder, and folders have no hard links",
                        "Link the files in it, or point a symbolic link at the folder ("
                                + SystemCommand.MAKE_SYMBOLIC_LINK_TO_FOLDER + ").");
            case SYMLINK, JUNCTION -> {
                Path target = calls.linkTarget(existing);
                throw refusal(
                        Trouble.IS_SYMLINK,
                        existing + " is a symbolic link to " + target,
                        "Name the file that it points to.");
            }
            case OTHER, UNKNOWN ->
                throw refusal(
                        Trouble.NOT_REGULAR,
                        existing + " is a pipe, a socket or a device",
                        "Only regular files are given names.");
        }
    }

    /** What is there already is told as that. */
    private void requireNoTrap(Folder folder, Leaf leaf) throws FileCallException {
        Optional<String> trap = DosNames.trapAt(newName, existing);
        if (trap.isPresent()) {
            try {
                folder.facts(leaf);
            } catch (FileCallException missing) {
                throw trapped(trap.get());
            }
        }
    }

    private FileCallException trapped(String trap) {
        return refusal(Trouble.BAD_NAME, trap, "Choose another name.");
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed, existing, newName, trouble, "", 0, reason, wayOut);
    }

    private Folder openParent() throws FileCallException {
        Path parent = Entry.parent(newName);
        try {
            return calls.openFolder(parent);
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.MISSING && options.parents()) {
                return makeParents(parent);
            }
            throw new FileCallException(
                    deed,
                    existing,
                    newName,
                    failed.trouble(),
                    failed.osError(),
                    failed.osNumber(),
                    "the folder " + shown(parent) + " cannot be opened",
                    failed.trouble() == Trouble.MISSING ? "Make it first, or use --parents." : failed.wayOut());
        }
    }

    private static Path shown(Path folder) {
        return folder.toString().isEmpty() ? Path.of(".") : folder;
    }

    /** Goes up to the first folder that is there, and from it makes the missing ones, each in the one before. */
    private Folder makeParents(Path parent) throws FileCallException {
        Deque<Leaf> missing = new ArrayDeque<>();
        Path above = parent;
        Folder folder = null;
        while (folder == null) {
            Optional<String> trap = DosNames.trapAt(above);
            if (trap.isPresent()) {
                throw trapped(trap.get());
            }
            missing.push(Entry.leaf(above, deed));
            above = Entry.parent(above);
            try {
                folder = calls.openFolder(above);
            } catch (FileCallException alsoMissing) {
                if (alsoMissing.trouble() != Trouble.MISSING || above.toString().isEmpty()) {
                    throw alsoMissing;
                }
            }
        }
        for (Leaf leaf : missing) {
            folder = enterNew(folder, leaf);
        }
        return folder;
    }

    private static Folder enterNew(Folder folder, Leaf leaf) throws FileCallException {
        try (folder) {
            try {
                folder.createFolder(leaf, true);
            } catch (FileCallException raced) {
                if (raced.trouble() != Trouble.EXISTS) {
                    throw raced;
                }
            }
            return folder.openFolder(leaf.bytes(), true);
        }
    }
}
