package aka.run;

import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Volumes of several types, each made at its first use and shared by the tests of a class, which get folders of their own. */
final class SharedVolumes implements AutoCloseable {

    private final Map<String, TestVolume> volumes = new HashMap<>();

    TestVolume volume(String type) {
        return volumes.computeIfAbsent(type, made -> TestVolume.make(made, made.equals("xfs") ? 320 : 200));
    }

    /** Returns an empty folder on a volume of that type. */
    Path folder(String type) throws IOException {
        return Files.createTempDirectory(volume(type).root(), "tree");
    }

    @Override
    public void close() {
        volumes.values().forEach(TestVolume::close);
    }
}
