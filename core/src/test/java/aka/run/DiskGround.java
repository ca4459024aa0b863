package aka.run;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.link.Volumes;
import aka.os.FileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A folder on a real file system. */
final class DiskGround implements Ground {

    final TestVolume volume;
    private final Volumes volumes = Volumes.open();
    private final Path root;

    DiskGround(String type, int sizeMiB) throws IOException {
        volume = TestVolume.make(type, sizeMiB);
        root = Files.createDirectory(volume.root().resolve("d"));
    }

    private Path at(String name) {
        return root.resolve(name);
    }

    @Override
    public FileCalls calls() {
        return volumes.calls();
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public void file(String name, String bytes) throws IOException {
        Path parent = at(name).getParent();
        Files.createDirectories(parent);
        Files.writeString(at(name), bytes);
    }

    @Override
    public void folder(String name) throws IOException {
        Files.createDirectories(at(name));
    }

    @Override
    public void symlink(String name, String target) throws IOException {
        Files.createSymbolicLink(at(name), Path.of(target));
    }

    @Override
    public void link(String newName, String existing) throws IOException {
        Files.createLink(at(newName), at(existing));
    }

    @Override
    public void remove(String name) throws IOException {
        Files.delete(at(name));
    }

    @Override
    public void write(String name, String bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(at(name).toFile(), "rw")) {
            file.write(bytes.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void mode(String name, int mode) throws IOException {
        Files.setAttribute(at(name), "unix:mode", mode);
    }

    @Override
    public void modified(String name, Instant time) throws IOException {
        Files.setLastModifiedTime(at(name), FileTime.from(time));
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(at(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String text(String name) throws IOException {
        return Files.readString(at(name));
    }

    @Override
    public boolean oneBody(String one, String other) throws IOException {
        return Files.isSameFile(at(one), at(other));
    }

    @Override
    public int mode(String name) throws IOException {
        return (int) Files.getAttribute(at(name), "unix:mode") & 07777;
    }

    @Override
    public List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(DiskGround::isLeftover).map(Path::toString).toList();
        }
    }

    private static boolean isLeftover(Path path) {
        byte[] raw = Leaf.of(path).bytes();
        return Leftover.is(raw, raw.length);
    }

    @Override
    public void close() {
        volumes.close();
        volume.close();
    }
}
