package aka.run;

import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder for the journals of many small runs: in memory where this user may mount that, since each waits for the disk. */
final class FastHome implements AutoCloseable {

    private final @Nullable TestVolume volume;
    private final Path folder;

    FastHome() throws IOException {
        volume = TestVolume.isRoot() ? TestVolume.make("tmpfs", 256) : null;
        folder = volume == null ? Files.createTempDirectory("aka-runs") : volume.root();
    }

    /** Returns a new folder in it. */
    Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Override
    public void close() throws IOException {
        if (volume != null) {
            volume.close();
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
