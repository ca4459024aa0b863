package aka.catalog;

import aka.catalog.CatalogException.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** The file, and those that SQLite puts beside it, as files: what can be told and done without SQLite. */
final class CatalogFile {

    /** In SQLite's header: whose file this is. {@code "aka "}. */
    static final int APPLICATION = 0x616B6120;

    /** The format; a later version of aka that changes it counts it up. */
    static final int VERSION = 2;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;
    private static final int VERSION_AT = 60;
    private static final int APPLICATION_AT = 68;

    private final Path path;

    CatalogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Makes the file, empty and for this user only, if it is not there. */
    void make() throws CatalogException {
        try {
            // What SQLite puts beside it gets the same permissions.
            FileAttribute<?>[] mode =
                    path.getFileSystem().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0];
            Files.newByteChannel(path, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)
                    .close();
        } catch (FileAlreadyExistsException there) {
            return;
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /**
     * Looks at the header, so that SQLite is given no file that is not ours: it would change it.
     *
     * @return whether there is anything in it yet
     * @throws CatalogException {@link Trouble#DAMAGED}; {@link Trouble#FOREIGN}; {@link Trouble#UNUSABLE}
     */
    boolean check() throws CatalogException {
        if (Files.isDirectory(path)) {
            throw new CatalogException(Trouble.UNUSABLE, path, "cannot be used: a folder has that name");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            int read;
            do {
                read = channel.read(header);
            } while (read > 0 && header.hasRemaining());
        } catch (IOException failed) {
            throw unusable(failed);
        }
        if (header.position() == 0) {
            return false;
        }
        if (header.hasRemaining() || !Arrays.equals(header.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new CatalogException(Trouble.DAMAGED, path, "is damaged");
        }
        if (header.getInt(APPLICATION_AT) != APPLICATION) {
            throw new CatalogException(Trouble.FOREIGN, path, "is another program's database, and is left alone");
        }
        int version = header.getInt(VERSION_AT);
        if (version > VERSION) {
            throw new CatalogException(
                    Trouble.FOREIGN,
                    path,
                    "was made by a later version of aka (format " + version + "), and is left alone");
        }
        if (version < VERSION) {
            throw new CatalogException(
                    Trouble.DAMAGED,
                    path,
                    "was made by an earlier version of aka (format " + version + "), and is of no use any more");
        }
        return true;
    }

    /** Makes room for a new one. The damaged one stays under another name until the next is put aside. */
    void putAside() throws CatalogException {
        try {
            Files.move(path, beside(".damaged"), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(beside("-wal"));
            Files.deleteIfExists(beside("-shm"));
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** Returns the bytes that it takes up with all that is beside it; 0 if it is not there. */
    long sizeBytes() {
        return all().stream().mapToLong(CatalogFile::length).sum();
    }

    /**
     * Removes it with all that is beside it.
     *
     * @return whether there was anything
     */
    boolean remove() throws CatalogException {
        boolean any = false;
        try {
            for (Path file : all()) {
                any |= Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw unusable(failed);
        }
        return any;
    }

    /** Returns false only if it is surely not there: what cannot be looked at is tried, which tells why not. */
    boolean mayExist() {
        return !Files.notExists(path);
    }

    /** Returns it and what is beside it; the one that matters is the last. */
    private List<Path> all() {
        return List.of(beside(".damaged"), beside("-journal"), beside("-wal"), beside("-shm"), path);
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notThere) {
            return 0;
        }
    }

    private CatalogException unusable(IOException failed) {
        return new CatalogException(Trouble.UNUSABLE, path, "cannot be used: " + failed);
    }
}
