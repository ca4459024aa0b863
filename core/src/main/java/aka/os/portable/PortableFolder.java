package aka.os.portable;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.VolumeId;
import aka.os.Body;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Support;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder as the JDK can hold it: by its path, and by what stood there when it was opened. */
final class PortableFolder implements Folder {

    private static final String USE_NATIVE = "Use the native route, or the system's own tools.";

    private final PortableFileCalls calls;
    private final Look look;
    private final Path path;
    private final FileFacts opened;

    PortableFolder(PortableFileCalls calls, Path path, FileFacts opened) {
        this.calls = calls;
        this.look = calls.look();
        this.path = path;
        this.opened = opened;
    }

    @Override
    public Path path() {
        return path;
    }

    /** The JDK tells a list only where there are no bits beside it. */
    @Override
    public Optional<byte[]> accessList() throws FileCallException {
        throw new Failure("see the access list of " + path, path).lacks("getxattr(2)", USE_NATIVE);
    }

    @Override
    public FileFacts facts() throws FileCallException {
        return here(new Failure("look again at the folder " + path, path));
    }

    /** Returns the folder's facts, having made sure that its path still leads to it. */
    private FileFacts here(Failure failure) throws FileCallException {
        FileFacts now;
        try {
            now = look.at(path);
        } catch (IOException e) {
            FileCallException thrown = failure.from(e);
            throw thrown.trouble() == Trouble.MISSING ? moved(failure) : thrown;
        }
        if (!Look.isSame(opened, now)) {
            throw moved(failure);
        }
        return now;
    }

    private FileCallException moved(Failure failure) {
        return failure.because(
                Trouble.CHANGED,
                "the path " + path + " no longer leads to the folder that was opened",
                "Open the folder again.");
    }

    @Override
    public FileFacts facts(Leaf leaf) throws FileCallException {
        Path entry = leaf.in(path);
        Failure failure = new Failure("look at " + entry, entry);
        here(failure);
        return look(entry, failure);
    }

    private FileFacts look(Path entry, Failure failure) throws FileCallException {
        try {
            return look.at(entry, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // The listing closes the stream with itself.
    public Listing list() throws FileCallException {
        Failure failure = new Failure("list " + path, path);
        VolumeId volume = calls.volumeOf(path, here(failure), failure);
        try {
            return new PortableListing(look, path, Files.newDirectoryStream(path), volume);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public Folder openFolder(byte[] below, boolean crossMounts) throws FileCallException {
        List<Leaf> leaves = leaves(below);
        Path end = end(leaves);
        Failure failure = new Failure("open the folder " + end, end);
        FileFacts last = descend(leaves, crossMounts, failure);
        return new PortableFolder(calls, end, last);
    }

    /** Looks at every folder on the way down, and returns the facts of the last. */
    private FileFacts descend(List<Leaf> leaves, boolean crossMounts, Failure failure) throws FileCallException {
        FileFacts facts = here(failure);
        VolumeId start = calls.volumeOf(path, facts, failure);
        Path at = path;
        for (Leaf leaf : leaves) {
            at = leaf.in(at);
            facts = look(at, failure);
            requireFolder(facts.kind(), failure);
            if (!crossMounts && !calls.volumeOf(at, facts, failure).equals(start)) {
                throw failure.because(Trouble.DIFFERENT_MOUNTS);
            }
        }
        return facts;
    }

    private static void requireFolder(Kind kind, Failure failure) throws FileCallException {
        switch (kind) {
            case FOLDER -> {}
            case SYMLINK, JUNCTION -> throw failure.because(Trouble.IS_SYMLINK);
            case FILE, OTHER, UNKNOWN -> throw failure.because(Trouble.NOT_A_FOLDER);
        }
    }

    private static void requireFile(Kind kind, Failure failure) throws FileCallException {
        switch (kind) {
            case FILE -> {}
            case FOLDER -> throw failure.because(Trouble.IS_FOLDER);
            case SYMLINK, JUNCTION -> throw failure.because(Trouble.IS_SYMLINK);
            case OTHER, UNKNOWN -> throw failure.because(Trouble.NOT_REGULAR);
        }
    }

    @Override
    public Body openBody(byte[] below) throws FileCallException {
        List<Leaf> leaves = leaves(below);
        Path file = end(leaves);
        Failure failure = new Failure("open " + file, file);
        descend(leaves.subList(0, leaves.size() - 1), true, failure);
        FileFacts before = look(file, failure);
        requireFile(before.kind(), failure);
        FileChannel channel = open(file, failure);
        PortableBody body = new PortableBody(look, file, before, Optional.of(channel));
        try {
            // Had it been swapped between the look and the opening, the path would now show something else.
            body.facts();
            return body;
        } catch (FileCallException e) {
            body.close();
            throw failure.because(Trouble.CHANGED);
        }
    }

    private static FileChannel open(Path file, Failure failure) throws FileCallException {
        try {
            return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public Body hold(Leaf leaf) throws FileCallException {
        Path file = leaf.in(path);
        return new PortableBody(look, file, facts(leaf), Optional.empty());
    }

    @Override
    public void link(Body existing, Leaf newName) throws FileCallException {
        Path made = newName.in(path);
        Failure failure = new Failure("make " + made + " a name of " + existing.path(), existing.path(), made);
        here(failure);
        FileFacts body = factsOf(existing, failure);
        requireFile(body.kind(), failure);
        try {
            Files.createLink(made, existing.path());
        } catch (UnsupportedOperationException e) {
            throw failure.because(Trouble.LINKS_UNSUPPORTED);
        } catch (IOException e) {
            throw linkFailure(failure, e);
        }
        if (!Look.isSame(body, look(made, failure))) {
            throw failure.because(
                    Trouble.CHANGED,
                    "somebody swapped one of them meanwhile",
                    "Look at both: the new name is there, and may be a name of another file.");
        }
    }

    /** A body that cannot be found again is not linked: the JDK links paths, not open files. */
    private static FileFacts factsOf(Body existing, Failure failure) throws FileCallException {
        try {
            return existing.facts();
        } catch (FileCallException e) {
            throw failure.because(e.trouble());
        }
    }

    /** FAT refuses links with the error that a lack of rights has; only the file system's type tells them apart. */
    private FileCallException linkFailure(Failure failure, IOException thrown) throws FileCallException {
        FileCallException refused = failure.from(thrown);
        boolean linkless =
                refused.osError().equals(SystemError.NOT_PERMITTED.name()) || refused.trouble() == Trouble.UNSUPPORTED;
        return linkless && calls.volume(path).links() == Support.NO
                ? failure.refusedAs(Trouble.LINKS_UNSUPPORTED, refused)
                : refused;
    }

    @Override
    public void rename(Leaf leaf, Folder into, Leaf newLeaf) throws FileCallException {
        throw two("rename", leaf, "to", into, newLeaf)
                .lacks("renameat2(RENAME_NOREPLACE), so a name could be replaced", USE_NATIVE);
    }

    @Override
    public void exchange(Leaf one, Folder into, Leaf other) throws FileCallException {
        throw two("swap", one, "and", into, other).lacks("renameat2(RENAME_EXCHANGE)", USE_NATIVE);
    }

    @Override
    public void renameOver(Leaf leaf, Folder into, Leaf replaced) throws FileCallException {
        throw two("rename", leaf, "over", into, replaced)
                .lacks("renameat(2) inside an opened folder that is checked", USE_NATIVE);
    }

    private Failure two(String verb, Leaf one, String between, Folder into, Leaf other) {
        Path first = one.in(path);
        Path second = other.in(into.path());
        return new Failure(verb + " " + first + " " + between + " " + second, first, second);
    }

    @Override
    public void setModified(Instant modified) throws FileCallException {
        throw new Failure("set when the folder " + path + " was changed", path)
                .lacks("utimensat(UTIME_OMIT) inside an opened folder", USE_NATIVE);
    }

    @Override
    public void unlink(Leaf leaf) throws FileCallException {
        Path entry = leaf.in(path);
        Failure failure = new Failure("remove the name " + entry, entry);
        here(failure);
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            if (stream instanceof SecureDirectoryStream<Path> folder) {
                unlinkInside(folder, entry.getFileName(), failure);
            } else {
                unlinkByPath(entry, failure);
            }
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    /** Nobody can swap the folder for another once it is opened, so it is compared with the one meant only then. */
    private void unlinkInside(SecureDirectoryStream<Path> folder, Path leaf, Failure failure) throws IOException {
        BasicFileAttributes now =
                folder.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        if (!Look.key(now).equals(opened.key())) {
            throw moved(failure);
        }
        BasicFileAttributeView entry =
                folder.getFileAttributeView(leaf, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        requireNoFolder(Look.kind(entry.readAttributes()), failure);
        // unlinkat(2) without AT_REMOVEDIR: a folder that came meanwhile is refused by the system.
        folder.deleteFile(leaf);
    }

    private void unlinkByPath(Path entry, Failure failure) throws IOException {
        requireNoFolder(look(entry, failure).kind(), failure);
        Files.delete(entry);
    }

    private static void requireNoFolder(Kind kind, Failure failure) throws FileCallException {
        if (kind == Kind.FOLDER || kind == Kind.JUNCTION) {
            throw failure.because(Trouble.IS_FOLDER);
        }
    }

    @Override
    public void removeFolder(Leaf leaf) throws FileCallException {
        Path entry = leaf.in(path);
        Failure failure = new Failure("remove the folder " + entry, entry);
        here(failure);
        requireFolder(look(entry, failure).kind(), failure);
        try {
            Files.delete(entry);
        } catch (DirectoryNotEmptyException e) {
            throw failure.because(Trouble.NOT_EMPTY);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public void createFolder(Leaf leaf, boolean open) throws FileCallException {
        Path made = leaf.in(path);
        Failure failure = new Failure("make the folder " + made, made);
        here(failure);
        try {
            if (open) {
                Files.createDirectory(made);
            } else {
                Files.createDirectory(
                        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (UnsupportedOperationException e) {
            throw failure.lacks("permissions on this system, so others could enter it", USE_NATIVE);
        } catch (IOException e) {
            throw failure.from(e);
        }
    }

    @Override
    public Draft draft(Leaf temporary) throws FileCallException {
        Path made = temporary.in(path);
        throw new Failure("start the new file " + made, made)
                .lacks("open(O_TMPFILE) and no linkat(AT_EMPTY_PATH) to give it a name", USE_NATIVE);
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }

    private Path end(List<Leaf> leaves) {
        Path end = path;
        for (Leaf leaf : leaves) {
            end = leaf.in(end);
        }
        return end;
    }

    private static List<Leaf> leaves(byte[] below) {
        List<Leaf> leaves = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= below.length; i++) {
            if (i == below.length || below[i] == '/') {
                leaves.add(Leaf.of(Arrays.copyOfRange(below, from, i)));
                from = i + 1;
            }
        }
        return leaves;
    }
}
