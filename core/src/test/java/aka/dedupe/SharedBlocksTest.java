package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becoming one frees where bodies share blocks, as the volume itself tells afterwards. */
class SharedBlocksTest {

    private static final int BYTES = 8 << 20;

    private TestVolume volume;

    @BeforeEach
    void mount() {
        volume = TestVolume.make("xfs", 320);
    }

    @AfterEach
    void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    @Test
    void find_clones_freesNothingAndKnowsIt() throws IOException {
        write("a");
        clone("a", "b");
        clone("a", "c");

        Group group = search().only();

        assertThat(group.bodies()).hasSize(3);
        assertThat(group.redundantBytes()).isEqualTo(2 * BYTES);
        assertThat(group.reclaimableBytes()).isZero();
        assertThat(group.estimated()).isFalse();
        assertThat(freedByMakingOne("a", "b", "c")).isZero();
    }

    @Test
    void find_aCopyBesideClones_freesTheCopy() throws IOException {
        write("a");
        clone("a", "b");
        TestVolume.run("cp", "--reflink=never", path("a").toString(), path("c").toString());

        Group group = search().only();

        assertThat(group.reclaimableBytes()).isEqualTo(BYTES);
        assertThat(group.estimated())
                .as("the copy may share blocks with others")
                .isTrue();
        assertThat(freedByMakingOne("a", "b", "c")).isEqualTo(BYTES);
    }

    @Test
    void find_twoPairsOfClones_freesOnePair() throws IOException {
        write("a");
        clone("a", "b");
        TestVolume.run("cp", "--reflink=never", path("a").toString(), path("c").toString());
        clone("c", "d");

        assertThat(search().only().reclaimableBytes()).isEqualTo(BYTES);
        assertThat(freedByMakingOne("a", "b", "c", "d")).isEqualTo(BYTES);
    }

    @Test
    void find_aCopyThatIsACloneOfAnotherFile_saysThatItsFigureIsAnEstimate() throws IOException {
        write("a");
        TestVolume.run("cp", "--reflink=never", path("a").toString(), path("b").toString());
        clone("b", "longer");
        Files.write(path("longer"), new byte[] {1}, StandardOpenOption.APPEND);

        assertThat(search().only().estimated()).isTrue();
    }

    private void write(String name) throws IOException {
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        Files.write(path(name), bytes);
    }

    private void clone(String existing, String clone) {
        TestVolume.run(
                "cp", "--reflink=always", path(existing).toString(), path(clone).toString());
    }

    private Path path(String name) {
        return volume.root().resolve(name);
    }

    private Search search() throws FileCallException {
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            return Search.in(calls, List.of(volume.root()), FinderListener.NONE, new CancelToken());
        }
    }

    private long freedByMakingOne(String kept, String... others) throws IOException {
        long before = usedBytes();
        for (String other : others) {
            TestVolume.run("ln", "-f", path(kept).toString(), path(other).toString());
        }
        return before - usedBytes();
    }

    /** Mounted anew, since xfs frees what was unlinked in its own time. */
    private long usedBytes() throws IOException {
        volume.mountAnew();
        String[] lines = TestVolume.read(
                        "df", "--output=used", "-B1", volume.root().toString())
                .strip()
                .split("\n", -1);
        return Long.parseLong(lines[1].strip());
    }
}
