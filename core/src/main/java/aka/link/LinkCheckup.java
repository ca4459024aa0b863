package aka.link;

import aka.content.Comparison;
import aka.file.DosNames;
import aka.file.FileFacts;
import aka.file.FileFacts.Trait;
import aka.file.FileKey;
import aka.file.Kind;
import aka.link.Refusal.Code;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Metadata;
import aka.os.MetadataDifference;
import aka.os.Support;
import aka.os.SystemCommand;
import aka.os.Trouble;
import aka.os.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One checkup: collects every reason why a name cannot become a name of a file, from the nearest to the farthest. */
final class LinkCheckup {

    private final FileCalls calls;
    private final Path existing;
    private final Path newName;
    private final CancelToken cancel;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Refusal> unknowns = new ArrayList<>();

    LinkCheckup(FileCalls calls, Path existing, Path newName, CancelToken cancel) {
        this.calls = calls;
        this.existing = existing;
        this.newName = newName;
        this.cancel = cancel;
    }

    LinkCheck run() {
        lookForTraps();
        FileFacts facts = lookAtExisting();
        FileFacts folder = lookAtParent();
        if (facts != null && folder != null) {
            lookAtNewName(facts);
        }
        if (facts != null && facts.kind() == Kind.FILE && folder != null) {
            compareVolumes(facts, folder);
        }
        WslPaths.boundary(existing, newName, refusals).ifPresent(refusals::add);
        if (!refusals.isEmpty()) {
            return new LinkCheck.Refused(refusals);
        }
        return unknowns.isEmpty() ? new LinkCheck.Possible() : new LinkCheck.Unknown(unknowns);
    }

    /** The folders above that are not there would be made by this name. */
    private void lookForTraps() {
        DosNames.trapAt(newName, existing).ifPresent(this::refuseTrap);
        for (Path above = newName.getParent(); above != null; above = above.getParent()) {
            Optional<String> trap = DosNames.trapAt(above);
            if (trap.isPresent() && isMissing(above)) {
                refuseTrap(trap.get());
            }
        }
    }

    private void refuseTrap(String trap) {
        refuse(Code.BAD_NAME, trap, "Choose another name.");
    }

    private boolean isMissing(Path path) {
        try {
            calls.facts(path);
            return false;
        } catch (FileCallException failed) {
            return failed.trouble() == Trouble.MISSING;
        }
    }

    private @Nullable FileFacts lookAtExisting() {
        FileFacts facts;
        try {
            facts = calls.facts(existing);
        } catch (FileCallException failed) {
            add(failed, Code.MISSING);
            return null;
        }
        switch (facts.kind()) {
            case FILE -> lookAtFile(facts);
            case FOLDER ->
                refuse(
                        Code.IS_FOLDER,
                        existing + " is a folder, and folders have no hard links",
                        "Link the files in it, or point a symbolic link at it ("
                                + SystemCommand.MAKE_SYMBOLIC_LINK_TO_FOLDER + ").");
            case SYMLINK, JUNCTION ->
                refuse(
                        Code.IS_SYMLINK,
                        existing + " is a symbolic link" + target(),
                        "Name the file that it points to.");
            case OTHER, UNKNOWN ->
                refuse(
                        Code.NOT_REGULAR,
                        existing + " is a pipe, a socket or a device",
                        "Only regular files are given names.");
        }
        return facts;
    }

    private String target() {
        try {
            return " to " + calls.linkTarget(existing);
        } catch (FileCallException unreadable) {
            return "";
        }
    }

    private void lookAtFile(FileFacts facts) {
        if (facts.traits().contains(Trait.PLACEHOLDER)) {
            refuse(
                    Code.CLOUD_PLACEHOLDER,
                    "the bytes of " + existing + " are in a cloud or an archive, not on this disk",
                    "Have the cloud's own program keep it on this device first.");
        } else if (!facts.traits().isEmpty()) {
            refuse(
                    Code.IMMUTABLE,
                    existing + " has a flag that forbids new names: " + facts.traits(),
                    "Take the flag away (chattr -i -a), make the name, and set it again.");
        }
        Support mayLink = calls.mayLink(existing);
        if (mayLink == Support.NO) {
            refuse(
                    Code.PROTECTED_HARDLINKS,
                    "the system lets only the owner of " + existing
                            + ", or someone who may read and write it, make a name for it (fs.protected_hardlinks)",
                    "Do it as the owner of the file.");
        }
    }

    /** Returns the facts of the folder that is to hold the new name. */
    private @Nullable FileFacts lookAtParent() {
        Path parent = Entry.parent(newName);
        try (Folder folder = calls.openFolder(parent)) {
            FileFacts facts = folder.facts();
            if (!facts.traits().isEmpty()) {
                refuse(
                        Code.IMMUTABLE,
                        "the folder of " + newName + " has a flag that forbids changes: " + facts.traits(),
                        "Take the flag away (chattr -i -a), or choose another folder.");
            }
            Volume volume = calls.volume(newNameOrParent(parent));
            if (volume.readOnly()) {
                refuse(
                        Code.READ_ONLY,
                        "the volume of " + newName + " is mounted read-only",
                        "Mount it for writing, or choose another folder.");
            } else if (calls.mayAddNames(newNameOrParent(parent)) == Support.NO) {
                refuse(
                        Code.NO_PERMISSION,
                        "you may not add names to the folder of " + newName,
                        "Ask for write permission on that folder, or choose another.");
            }
            return facts;
        } catch (FileCallException failed) {
            add(failed, Code.NO_PARENT);
            return null;
        }
    }

    private static Path newNameOrParent(Path parent) {
        return parent.toString().isEmpty() ? Path.of(".") : parent;
    }

    private void lookAtNewName(FileFacts facts) {
        FileFacts there;
        try {
            there = calls.facts(newName);
        } catch (FileCallException failed) {
            if (failed.trouble() != Trouble.MISSING) {
                add(failed, Code.MISSING);
            }
            return;
        }
        refuse(Code.EXISTS, "the name " + newName + " is taken", "Choose another name, or remove that one first.");
        if (there.sameFile(facts)) {
            refuse(
                    Code.ALREADY_ONE,
                    newName + " is a name of this very file already",
                    "Nothing needs to be done: 'aka link --ensure' is content with that.");
        } else if (facts.kind() == Kind.FILE && there.kind() == Kind.FILE) {
            compare();
        }
    }

    private void compare() {
        try (Entry one = Entry.open(calls, existing, "compare " + existing);
                Entry other = Entry.open(calls, newName, "compare " + newName);
                Body body = one.folder().openBody(one.leaf().bytes());
                Body taken = other.folder().openBody(other.leaf().bytes())) {
            if (!Comparison.sameBytes(body, taken, cancel)) {
                refuse(
                        Code.BYTES_DIFFER,
                        newName + " holds other bytes than " + existing,
                        "Look at the difference (cmp, diff) and decide which to keep.");
                return;
            }
            List<String> differences = differences(body, taken);
            if (differences.isEmpty()) {
                refuse(
                        Code.REPLACEABLE,
                        newName + " holds equal bytes, and could be replaced by a name of " + existing,
                        "'aka link --replace' does that.");
            } else {
                refuse(
                        Code.METADATA_DIFFERS,
                        newName + " holds equal bytes, but differs in " + String.join(", ", differences)
                                + ", of which one file has only one",
                        "Make these equal first, if the difference is not wanted.");
            }
        } catch (FileCallException failed) {
            unknowns.add(new Refusal(Code.CANNOT_KNOW, failed.sentence(), failed.wayOut()));
        }
    }

    private List<String> differences(Body one, Body other) throws FileCallException {
        Metadata metadata = calls.metadata().orElse(null);
        if (metadata == null) {
            return List.of("what cannot be read here (owner, mode, attributes)");
        }
        BodyMetadata kept = metadata.of(one);
        return kept.differences(metadata.of(other)).stream()
                .map(MetadataDifference::words)
                .toList();
    }

    private void compareVolumes(FileFacts facts, FileFacts folder) {
        Optional<FileKey> from = facts.key();
        Optional<FileKey> to = folder.key();
        if (from.isEmpty() || to.isEmpty()) {
            unknowns.add(new Refusal(
                    Code.CANNOT_KNOW,
                    "it cannot be seen whether both are on one volume",
                    "Try it: 'aka link' refuses safely."));
            return;
        }
        boolean mountsKnown = facts.mountId().isPresent() && folder.mountId().isPresent();
        boolean oneMount = facts.mountId().equals(folder.mountId());
        if (from.get().volume().equals(to.get().volume())) {
            if (mountsKnown && !oneMount) {
                refuse(
                        Code.DIFFERENT_MOUNTS,
                        existing + " and " + newName + " are on one volume, but reached through different mounts",
                        "Use paths below one mount; in a container, mount one folder that holds both.");
            }
            lookAtVolume(facts);
        } else if (!mountsKnown || !oneMount) {
            refuse(
                    Code.DIFFERENT_VOLUMES,
                    existing + " and " + newName + " are on different volumes",
                    "A hard link stays on one volume: move the file there, or use a symbolic link ("
                            + SystemCommand.MAKE_SYMBOLIC_LINK + ").");
        } else {
            lookAtLayers(facts);
        }
    }

    /** Two volumes in one mount: subvolumes of btrfs; or the layers of an overlay, between which the system links. */
    private void lookAtLayers(FileFacts facts) {
        try {
            if (calls.volume(existing).fileSystem().equals("btrfs")) {
                refuse(
                        Code.DIFFERENT_SUBVOLUMES,
                        existing + " and " + newName + " are in different subvolumes, each with files of its own",
                        "Keep both in one subvolume, or clone the file (cp --reflink), or use a symbolic link (ln -s).");
            }
        } catch (FileCallException failed) {
            unknowns.add(new Refusal(Code.CANNOT_KNOW, failed.sentence(), failed.wayOut()));
        }
        lookAtVolume(facts);
    }

    private void lookAtVolume(FileFacts facts) {
        Volume volume;
        try {
            volume = calls.volume(existing);
        } catch (FileCallException failed) {
            unknowns.add(new Refusal(Code.CANNOT_KNOW, failed.sentence(), failed.wayOut()));
            return;
        }
        if (volume.pseudo()) {
            refuse(
                    Code.PROTECTED_PLACE,
                    existing + " is made up by the system (" + volume.fileSystem() + ") and stored nowhere",
                    "Copy what it says to a file of your own.");
        } else if (volume.links() == Support.NO) {
            refuse(
                    Code.LINKS_UNSUPPORTED,
                    "the file system of " + existing + " (" + volume.fileSystem() + ") has no hard links",
                    "Use a symbolic link (" + SystemCommand.MAKE_SYMBOLIC_LINK
                            + "), or move both to a volume that has them.");
        }
        if (facts.linkCount().isPresent()
                && volume.maxLinks().isPresent()
                && facts.linkCount().getAsInt() >= volume.maxLinks().getAsLong()) {
            refuse(
                    Code.LINK_LIMIT,
                    existing + " has " + facts.linkCount().getAsInt() + " names, as many as one file may have on "
                            + volume.fileSystem(),
                    "Make a copy and give that the next names.");
        }
    }

    /** A failed look is a reason where its trouble is one, and otherwise a thing that cannot be known. */
    private void add(FileCallException failed, Code missing) {
        switch (failed.trouble()) {
            case MISSING, NOT_A_FOLDER, TOO_MANY_LINKS ->
                refuse(
                        missing,
                        failed.sentence(),
                        missing == Code.NO_PARENT
                                ? "Make the folder first (" + SystemCommand.MAKE_FOLDER + ")."
                                : failed.wayOut());
            case NAME_TOO_LONG -> refuse(Code.NAME_TOO_LONG, failed.sentence(), failed.wayOut());
            case BAD_NAME -> refuse(Code.BAD_NAME, failed.sentence(), failed.wayOut());
            case IS_FOLDER -> refuse(Code.IS_FOLDER, failed.sentence(), failed.wayOut());
            case EXISTS,
                    NO_PERMISSION,
                    NOT_EMPTY,
                    IS_SYMLINK,
                    NOT_REGULAR,
                    DIFFERENT_VOLUMES,
                    DIFFERENT_MOUNTS,
                    LINK_LIMIT,
                    LINKS_UNSUPPORTED,
                    READ_ONLY,
                    NO_SPACE,
                    BUSY,
                    LAST_NAME,
                    CLOUD_PLACEHOLDER,
                    CHANGED,
                    TOO_MANY_OPEN,
                    UNSUPPORTED,
                    IO_ERROR,
                    OTHER -> unknowns.add(new Refusal(Code.CANNOT_KNOW, failed.sentence(), failed.wayOut()));
        }
    }

    private void refuse(Code code, String message, String wayOut) {
        refusals.add(new Refusal(code, message, wayOut));
    }
}
