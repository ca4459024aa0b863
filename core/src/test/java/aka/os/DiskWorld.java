package aka.os;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of its own on a real disk. */
final class DiskWorld implements World {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

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
        Files.createSymbolicLink(path, Path.of(target));
    }

    @Override
    public void pipe(Path path) throws IOException {
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

    @Override
    public List<String> openHandles() throws IOException {
        List<String> open = new ArrayList<>();
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
        run("rm", "-rf", home.toString());
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
