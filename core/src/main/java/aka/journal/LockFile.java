package aka.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of a {@link RunLock}, which calls this one thread at a time and never for a file that it holds. */
final class LockFile {

    /** Behind all that the file says, since on some systems nobody can read what is locked. */
    private static final long PLACE = 1L << 40;

    private static final int OWNER_BYTES = 4096;

    private LockFile() {}

    /** Returns the file, locked; null if another process has locked it. */
    static @Nullable FileChannel openLocked(Path path, String owner) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                StateFiles.privateFile());
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock(PLACE, 1, false);
            if (lock == null) {
                return null;
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            locked = true;
            return channel;
        } catch (OverlappingFileLockException byAnotherName) {
            return null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    static void closeUnlocked(FileChannel channel) {
        try (channel) {
            channel.truncate(0);
        } catch (IOException left) {
            // Whoever takes it next writes over what it says; the lock itself has gone with the descriptor.
        }
    }

    /** Returns whether another process has locked the file. */
    static boolean isLocked(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            FileLock lock = channel.tryLock(PLACE, 1, true);
            return lock == null;
        } catch (OverlappingFileLockException byAnotherName) {
            return true;
        } catch (NoSuchFileException nobody) {
            return false;
        }
    }

    /** Returns what the file says about who has locked it; may be empty. */
    static String owner(Path path) {
        ByteBuffer words = ByteBuffer.allocate(OWNER_BYTES);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.read(words);
        } catch (IOException untold) {
            return "";
        }
        return new String(words.array(), 0, words.position(), StandardCharsets.UTF_8);
    }
}
