package aka.bench;

import aka.link.Volumes;
import aka.os.FileCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/** A temporary folder of files, and the calls that see it. */
final class Scene implements AutoCloseable {

    private final Path folder;
    private final Volumes volumes;

    Scene() throws IOException {
        folder = Files.createTempDirectory("aka-bench-");
        volumes = Volumes.open();
    }

    Path folder() {
        return folder;
    }

    FileCalls calls() {
        return volumes.calls();
    }

    /** Makes a file of random bytes, the same for the same seed. */
    Path file(String name, int bytes, long seed) throws IOException {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, content);
    }

    @Override
    public void close() throws IOException {
        volumes.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
