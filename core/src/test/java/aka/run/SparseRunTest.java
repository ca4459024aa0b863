package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with holes. */
class SparseRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();
    private static final long LENGTH = 20L << 20;

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    /** Makes a file of zeros but for a few bytes, holes where there may be. */
    private static Path holed(Path path, long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
            file.seek(length / 2);
            file.write(7);
            file.seek(length - 1);
            file.write(9);
        }
        return path;
    }

    private static Path full(Path path) throws IOException {
        byte[] bytes = new byte[(int) LENGTH];
        bytes[bytes.length / 2] = 7;
        bytes[bytes.length - 1] = 9;
        return Files.write(path, bytes);
    }

    private FileCalls force(Path root) {
        TestVolume.run("sync", "-f", root.toString());
        return calls;
    }

    private long allocated(Path path) throws IOException {
        return calls.facts(path).allocatedBytes().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void aFileOfZeros_isReplacedByOneWithHoles_andTheOtherWayRound(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        holed(root.resolve("holed"), LENGTH);
        full(root.resolve("full"));
        holed(root.resolve("too"), LENGTH);
        force(root);
        long little = allocated(root.resolve("holed"));
        long much = allocated(root.resolve("full"));
        assertThat(much).isGreaterThanOrEqualTo(LENGTH);
        assertThat(little).isLessThan(1 << 20);
        Ran ran = Ran.of(
                new TestPlan(calls, root)
                        .replace("holed", "full")
                        .replace("holed", "too")
                        .plan(),
                calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.result.freedBytes()).isEqualTo(much + little);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void split_keepsHoles(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        Path one = holed(root.resolve("one"), LENGTH);
        Path two = Files.createLink(root.resolve("two"), one);
        Ran ran = Ran.of(new TestPlan(force(root), root).split("two").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(allocated(two)).isLessThan(1 << 20);
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    @Tag("long")
    void twoFilesOfFiveGigabytes_mostlyHoles_areJoined() throws IOException {
        Path root = VOLUMES.folder("ext4");
        long length = 5L << 30;
        Path kept = holed(root.resolve("kept"), length);
        Path one = holed(root.resolve("one"), length);
        Ran ran = Ran.of(new TestPlan(calls, root).replace("kept", "one").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(Files.isSameFile(kept, one)).isTrue();
    }
}
