package aka.journal;

import aka.os.FileCallException;
import aka.plan.IoFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that only their owner may read and write. */
final class StateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private StateFiles() {}

    /** Returns with what permissions such a file is made. */
    static FileAttribute<?>[] privateFile() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes a file and opens it for writing. */
    static FileChannel create(Path path) throws FileCallException {
        try {
            return FileChannel.open(
                    path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), privateFile());
        } catch (IOException failed) {
            throw IoFailure.of("make the file " + path, path, failed);
        }
    }

    /** Forces the names in a folder to the disk, where folders can be opened for that. */
    static void forceFolder(Path folder) throws FileCallException {
        if (!POSIX) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException failed) {
            throw IoFailure.of("force the folder " + folder + " to the disk", folder, failed);
        }
    }

    /** Closes what is of no use any more, after a failure that is told already. */
    static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try (channel) {
                return;
            } catch (IOException alsoFailed) {
                return;
            }
        }
    }
}
