package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.content.ContentHash;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.linux.LinuxFileCalls;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.Split;
import aka.plan.Plan;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says that it freed and used is what the volume itself says before and after. */
@ParameterizedClass
@ValueSource(strings = {"ext4", "xfs", "btrfs"})
class FiguresTest {

    private static final int LENGTH = 4 << 20;

    /** What folders and inodes, which are no body's storage, may come to: on btrfs some nodes of trees, kept twice. */
    private static final long TOLERANCE = 256 << 10;

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    String type;

    private Path root;

    @BeforeEach
    void make() throws IOException {
        root = VOLUMES.folder(type);
    }

    @AfterEach
    void close() {
        calls.close();
        TestVolume.run("rm", "-rf", root.toString());
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    private Path file(String name) throws IOException {
        byte[] bytes = new byte[LENGTH];
        new Random(1).nextBytes(bytes);
        return Files.write(root.resolve(name), bytes);
    }

    private Path holed(String name) throws IOException {
        Path path = root.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(3L * LENGTH);
            file.seek(LENGTH);
            file.write(new byte[LENGTH / 2]);
        }
        return path;
    }

    private Path clone(String existing, String name) {
        assumeTrue(!type.equals("ext4"), "blocks cannot be shared on ext4");
        Path path = root.resolve(name);
        TestVolume.run("cp", "--reflink=always", root.resolve(existing).toString(), path.toString());
        return path;
    }

    private void force() {
        TestVolume.run("sync", "-f", root.toString());
    }

    /** Unmounting settles all that a file system does by and by. */
    private long used() throws IOException {
        VOLUMES.volume(type).mountAnew();
        return Long.parseLong(TestVolume.read("df", "--output=used", "-B1", root.toString())
                .lines()
                .toList()
                .getLast()
                .strip());
    }

    private RunResult run(TestPlan plan, long freedBytes, long usedBytes) throws IOException {
        Plan made = plan.plan();
        long before = used();
        RunResult result = run(made);
        long after = used();
        assertThat(before - after)
                .as("freed on the volume, where the run says %s", result)
                .isCloseTo(result.freedBytes() - result.usedBytes(), within(TOLERANCE));
        assertThat(result.freedBytes()).isCloseTo(freedBytes, within(TOLERANCE));
        assertThat(result.usedBytes()).isCloseTo(usedBytes, within(TOLERANCE));
        return result;
    }

    /** One process takes a volume that comes back under another device number for a copy of the first. */
    private static RunResult run(Plan plan) throws IOException {
        try (FileCalls anew = LinuxFileCalls.open().orElseThrow()) {
            Ran ran = Ran.of(plan, anew);
            assertThat(ran.reasons()).isEmpty();
            return ran.result;
        }
    }

    private TestPlan plan() {
        force();
        return new TestPlan(calls, root);
    }

    @Test
    void replace_ofABodyWithOneName() throws IOException {
        file("kept");
        file("one");
        run(plan().replace("kept", "one"), LENGTH, 0);
    }

    @Test
    void replace_ofABodyWithSeveralNames_countsItOnce() throws IOException {
        file("kept");
        Path one = file("one");
        Files.createLink(root.resolve("two"), one);
        Files.createLink(root.resolve("three"), one);
        run(plan().replace("kept", "one", "two", "three"), LENGTH, 0);
    }

    @Test
    void replace_ofABodyThatHasAnotherName_freesNothing() throws IOException {
        file("kept");
        Path one = file("one");
        Files.createLink(
                Files.createTempDirectory(VOLUMES.volume(type).root(), "outside")
                        .resolve("two"),
                one);
        assertThat(run(plan().replace("kept", "one"), 0, 0).freedBytes()).isZero();
    }

    @Test
    void replace_ofABodyWithHoles_countsItsBlocks() throws IOException {
        holed("kept");
        holed("one");
        run(plan().replace("kept", "one"), LENGTH / 2, 0);
    }

    @Test
    void replace_ofAClone_freesNothing() throws IOException {
        file("kept");
        clone("kept", "one");
        assertThat(run(plan().replace("kept", "one"), 0, 0).freedBytes()).isZero();
    }

    @Test
    void split_usesWhatACopyTakes() throws IOException {
        Path one = file("one");
        Files.createLink(root.resolve("two"), one);
        run(plan().split("two"), 0, type.equals("ext4") ? LENGTH : 0);
    }

    @Test
    void split_ofABodyWithHoles_usesItsBlocks() throws IOException {
        Path one = holed("one");
        Files.createLink(root.resolve("two"), one);
        run(plan().split("two"), 0, type.equals("ext4") ? LENGTH / 2 : 0);
    }

    /** As where a run is taken back, and only metadata is given back to a body. */
    @Test
    void split_ofAllNames_usesAndFreesTheSame() throws IOException {
        file("one");
        TestPlan plan = plan();
        Split all = new Split(plan.body("one"), List.of(TestPlan.name("one")), Optional.of(former("one")));
        long copied = type.equals("ext4") ? LENGTH : 0;
        run(plan.step(all), copied, copied);
    }

    private FormerBody former(String name) throws FileCallException {
        try (Folder folder = calls.openFolder(root);
                Body body = folder.openBody(name.getBytes(StandardCharsets.US_ASCII))) {
            BodyMetadata metadata = calls.metadata().orElseThrow().of(body);
            return new FormerBody(metadata, metadata, new ContentHash(0, 0), true);
        }
    }

    @Test
    void unlink_ofTheLastName_freesItsBlocks() throws IOException {
        file("one");
        run(plan().unlink("one", true), LENGTH, 0);
    }

    @Test
    void unlink_ofAnotherName_freesNothing() throws IOException {
        Files.createLink(root.resolve("two"), file("one"));
        assertThat(run(plan().unlink("two", false), 0, 0).freedBytes()).isZero();
    }

    @Test
    void create_usesNothing() throws IOException {
        file("one");
        run(plan().create("one", "two"), 0, 0);
    }

    @Test
    void share_freesWhatOneBodyHeld() throws IOException {
        assumeTrue(!type.equals("ext4"), "blocks cannot be shared on ext4");
        file("kept");
        file("one");
        run(plan().share("kept", "one"), LENGTH, 0);
    }

    @Test
    void share_ofBodiesThatShareAlready_freesNothing() throws IOException {
        file("kept");
        clone("kept", "one");
        assertThat(run(plan().share("kept", "one"), 0, 0).freedBytes()).isZero();
    }

    @Test
    void manySteps_addUp() throws IOException {
        file("kept");
        for (int i = 0; i < 8; i++) {
            file("d" + i);
        }
        TestPlan plan = plan();
        for (int i = 0; i < 8; i++) {
            plan.replace("kept", "d" + i);
        }
        run(plan, 8L * LENGTH, 0);
    }
}
