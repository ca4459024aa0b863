package aka.group;

import aka.file.Leaf;
import aka.file.RawText;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.IoFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The file in which a person declares groups. It is text that is edited by hand, perhaps at this moment. What is added is appended,
 * which takes nothing along that an editor saves meanwhile; what is taken out is by an exchange of names, and back where what came
 * out is not what was read. Other processes of aka wait for each other by a lock beside it.
 */
public final class GroupsFile {

    private static final String LOCK = ".lock";

    /** Somebody who saves all the time is not waited for. */
    private static final int TRIES_MOST = 100;

    private final FileCalls calls;
    private final Path path;
    private final MemberPlaces places;

    /**
     * @param path where it is, or is to be
     * @param places what its paths may be
     */
    public GroupsFile(FileCalls calls, Path path, MemberPlaces places) {
        this.calls = calls;
        this.path = path;
        this.places = places;
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    /**
     * Returns what it says; nothing where there is no such file.
     *
     * @throws FileCallException if it cannot be read
     */
    public GroupsText read() throws FileCallException {
        return GroupsText.of(bytes(path), places);
    }

    /**
     * Adds paths to a group, which may be a new one.
     *
     * @param paths absolute paths
     * @param copies absolute paths of files that are to stay copies
     * @throws FileCallException if the file cannot be written; it is as it was then
     * @throws IllegalArgumentException if no group can be called so ({@link GroupsText#isName})
     */
    public void add(String name, List<Path> paths, List<Path> copies) throws FileCallException {
        if (!GroupsText.isName(name)) {
            throw new IllegalArgumentException("no name of a group: " + name);
        }
        change(real -> isAppended(real, name, paths, copies));
    }

    /** The same without copies. */
    public void add(String name, List<Path> paths) throws FileCallException {
        add(name, paths, List.of());
    }

    /**
     * Takes a group out; the files stay as they are.
     *
     * @throws FileCallException as {@link #add}
     */
    public void forget(String name) throws FileCallException {
        change(real -> {
            byte[] before = bytes(real);
            return isReplaced(real, before, GroupsText.without(before, name));
        });
    }

    private static byte[] bytes(Path file) throws FileCallException {
        // One byte more than is ever used tells that it is too long.
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(GroupsText.BYTES_MOST + 1);
        } catch (NoSuchFileException none) {
            return new byte[0];
        } catch (IOException failed) {
            throw IoFailure.of("read the groups in " + file, file, failed);
        }
    }

    /** One try to change the file that the name leads to; false where somebody else changed it in the same instant. */
    @FunctionalInterface
    private interface Change {
        boolean isDone(Path real) throws IOException;
    }

    private void change(Change change) throws FileCallException {
        Path real = real();
        try (FileChannel channel =
                        FileChannel.open(beside(real, LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            for (int tries = 0; tries < TRIES_MOST && lock.isValid(); tries++) {
                if (bytes(real).length > GroupsText.BYTES_MOST) {
                    throw tooLong();
                }
                if (change.isDone(real)) {
                    return;
                }
            }
            throw refusal(Trouble.CHANGED, "somebody else writes it all the time", "Try again.");
        } catch (FileCallException told) {
            throw told;
        } catch (IOException failed) {
            throw IoFailure.of("write the groups in " + real, real, failed);
        }
    }

    /** Follows links: a person's settings often are links into a folder that is kept elsewhere. */
    private Path real() throws FileCallException {
        try {
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                throw refusal(
                        Trouble.MISSING,
                        "it is a link that leads to nothing",
                        "Remove the link, or make what it leads to.");
            }
            Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent()));
            return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        } catch (FileCallException told) {
            throw told;
        } catch (IOException failed) {
            throw IoFailure.of("write the groups in " + path, path, failed);
        }
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private FileCallException tooLong() {
        return refusal(Trouble.UNSUPPORTED, "it is too long", "Make it shorter with aka group edit.");
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return new FileCallException("write the groups in " + path, path, null, trouble, "", 0, reason, wayOut);
    }

    /** An editor may have saved under the name meanwhile: then these lines are in a file that nobody sees any more. */
    private boolean isAppended(Path real, String name, List<Path> paths, List<Path> copies) throws IOException {
        byte[] before = bytes(real);
        byte[] added = GroupsText.added(before, name, paths, copies);
        if (before.length + added.length > GroupsText.BYTES_MOST) {
            throw tooLong();
        }
        append(real, added);
        String text = RawText.of(bytes(real));
        String lines = RawText.of(added);
        return text.startsWith(lines) || text.contains("\n" + lines.stripLeading());
    }

    /** All of it or nothing: half a path is another path. */
    private static void append(Path real, byte[] added) throws IOException {
        try (FileChannel channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long end = channel.size();
            try {
                writeAll(channel, added);
            } catch (IOException failed) {
                if (channel.size() <= end + added.length) {
                    channel.truncate(end);
                }
                throw failed;
            }
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
        channel.force(true);
    }

    /**
     * Puts {@code after} in the place of {@code before}.
     *
     * @return whether that was still there; else nothing has changed
     */
    private boolean isReplaced(Path real, byte[] before, byte[] after) throws IOException {
        if (!Files.exists(real)) {
            return true;
        }
        Path beside = beside(real, "." + UUID.randomUUID());
        // It may have names elsewhere, which are to stay names of it.
        boolean single = calls.facts(real).linkCount().orElse(0) == 1;
        prepare(beside, real, single ? after : before);
        try {
            boolean done =
                    single ? isSwapped(beside, real, before, after) : isWrittenInPlace(beside, real, before, after);
            removeOurs(beside, before, after);
            return done;
        } catch (IOException failed) {
            if (!Arrays.equals(bytes(real), before)) {
                throw refusal(
                        Trouble.IO_ERROR,
                        "it was cut off (" + failed.getMessage() + ")",
                        "What was in it is in " + beside + ".");
            }
            removeOurs(beside, before, after);
            throw failed;
        }
    }

    /** Makes a file beside it that whoever may read it may read, too. Until that is done nobody else knows its name. */
    private static void prepare(Path beside, Path real, byte[] bytes) throws IOException {
        try {
            Files.copy(real, beside, StandardCopyOption.COPY_ATTRIBUTES);
            write(beside, bytes);
        } catch (IOException failed) {
            Files.deleteIfExists(beside);
            throw failed;
        }
    }

    /** What is neither what was read nor what we made is somebody's: it stays, and is told. */
    private void removeOurs(Path beside, byte[] before, byte[] after) throws IOException {
        byte[] there = bytes(beside);
        if (!Arrays.equals(there, before) && !Arrays.equals(there, after)) {
            throw refusal(Trouble.CHANGED, "somebody saved it meanwhile", "What was saved is in " + beside + ".");
        }
        Files.deleteIfExists(beside);
    }

    /** Meanwhile {@code copy} holds what was there. */
    private static boolean isWrittenInPlace(Path copy, Path real, byte[] before, byte[] after) throws IOException {
        if (!Arrays.equals(bytes(copy), before) || !Arrays.equals(bytes(real), before)) {
            return false;
        }
        write(real, after);
        return true;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, bytes);
        }
    }

    /** Whatever an editor saved since {@code before} was read is at the name in the end. */
    private boolean isSwapped(Path made, Path real, byte[] before, byte[] after) throws IOException {
        try (Folder folder = calls.openFolder(Objects.requireNonNull(real.getParent()))) {
            if (!isExchanged(folder, made, real)) {
                if (!Arrays.equals(bytes(real), before)) {
                    return false;
                }
                Files.move(made, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return true;
            }
            if (Arrays.equals(bytes(made), before)) {
                return true;
            }
            // An editor saved in between: back with it. Should it have saved once more, over ours, then that is newer.
            folder.exchange(Leaf.of(made), folder, Leaf.of(real));
            if (!Arrays.equals(bytes(made), after)) {
                folder.exchange(Leaf.of(made), folder, Leaf.of(real));
            }
            return false;
        }
    }

    private static boolean isExchanged(Folder folder, Path made, Path real) throws FileCallException {
        try {
            folder.exchange(Leaf.of(made), folder, Leaf.of(real));
            return true;
        } catch (FileCallException failed) {
            if (failed.trouble() == Trouble.UNSUPPORTED) {
                return false;
            }
            throw failed;
        }
    }
}
