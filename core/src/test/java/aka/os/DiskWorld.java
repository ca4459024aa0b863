package aka.os;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of its own on a real disk. */
class DiskWorld implements World {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final boolean POSIX = FileSystems.getDefault().getSeparator().equals("/");

    private final Path home;

    DiskWorld() throws IOException {
        home = Files.createTempDirectory("aka-contract").toRealPath();
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public void file(Path path, byte[] bytes) throws IOException {
        Files.write(path, bytes, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public void sparse(Path path, long sizeBytes, long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
                FileChannel channel = file.getChannel()) {
            file.setLength(sizeBytes);
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    @Override
    public void folder(Path path) throws IOException {
        Files.createDirectory(path);
    }

    @Override
    public void symlink(Path path, String target) throws IOException {
        String needs = "symbolic links need a right on Windows, and Wine may say that it made one and has not";
        try {
            Files.createSymbolicLink(path, Path.of(target));
        } catch (FileSystemException refused) {
            assumeTrue(POSIX, needs);
            throw refused;
        }
        assumeTrue(POSIX || exists(path), needs);
    }

    @Override
    public void pipe(Path path) throws IOException {
        assumeTrue(POSIX, "Windows has no pipes among its files");
        run("mkfifo", path.toString());
    }

    @Override
    public void remove(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public byte[] bytes(Path path) throws IOException {
        return Files.readAllBytes(path);
    }

    /** Where the system does not tell what is open, none are known of. */
    @Override
    public List<String> openHandles() throws IOException {
        List<String> open = new ArrayList<>();
        if (!POSIX || !Files.isDirectory(DESCRIPTORS)) {
            return open;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path descriptor : descriptors.toList()) {
                String target = target(descriptor);
                if (target.startsWith(home.toString())) {
                    open.add(target);
                }
            }
        }
        return open;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** The JDK cannot remove what lies beyond 4,096 bytes of path; {@code rm} can. */
    @Override
    public void close() throws IOException {
        if (POSIX) {
            run("rm", "-rf", home.toString());
            return;
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.setAttribute(path, "dos:readonly", false, LinkOption.NOFOLLOW_LINKS);
                Files.delete(path);
            }
        }
    }

    private static void run(String... command) throws IOException {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
