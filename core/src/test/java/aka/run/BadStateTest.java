package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.linux.LinuxFileCalls;
import aka.plan.LinkStep.Replace;
import aka.plan.Plan;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does when what it finds is not what was planned, or is strange. */
class BadStateTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();
    private Path root;
    private Plan plan;

    @BeforeEach
    void make() throws IOException {
        root = VOLUMES.folder("ext4");
        file("kept");
        file("in/one");
        plan = new TestPlan(calls, root).replace("kept", "in/one").plan();
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    private Path file(String name) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "equal bytes");
    }

    private void remove(String name) throws IOException {
        Files.delete(root.resolve(name));
    }

    private boolean joined(String one, String other) throws IOException {
        return Files.isSameFile(root.resolve(one), root.resolve(other));
    }

    private void requireNoLitter() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    private void requireRefused(StepReason reason) throws IOException {
        Ran ran = Ran.of(plan, calls);
        assertThat(ran.reasons()).containsExactly(reason);
        requireNoLitter();
    }

    // ---- the replaced name

    @Test
    void aNameThatHasBecomeAFolder_isLeftAlone() throws IOException {
        remove("in/one");
        Files.createDirectory(root.resolve("in/one"));
        requireRefused(StepReason.CHANGED);
        assertThat(root.resolve("in/one")).isDirectory();
    }

    @Test
    void aNameThatHasBecomeALink_isLeftAlone_evenIfThatLeadsToTheFile() throws IOException {
        Files.move(root.resolve("in/one"), root.resolve("in/moved"));
        Files.createSymbolicLink(root.resolve("in/one"), Path.of("moved"));
        requireRefused(StepReason.CHANGED);
        assertThat(root.resolve("in/one")).isSymbolicLink();
    }

    @ParameterizedTest
    @CsvSource({"p,''", "c,1 3"})
    void aNameThatHasBecomeAPipeOrADevice_isLeftAlone(String type, String device) throws IOException {
        remove("in/one");
        TestVolume.run(
                "sh",
                "-c",
                "mknod \"$0\" " + type + " " + device,
                root.resolve("in/one").toString());
        requireRefused(StepReason.CHANGED);
        assertThat(Files.exists(root.resolve("in/one"))).isTrue();
    }

    @Test
    void aFolderThatHasBecomeALink_isNotFollowed() throws IOException {
        Files.move(root.resolve("in"), root.resolve("moved"));
        Files.createSymbolicLink(root.resolve("in"), Path.of("moved"));
        requireRefused(StepReason.CHANGED);
        assertThat(joined("kept", "moved/one")).isFalse();
    }

    @Test
    void aNameThatIsGone_isToldAsGone() throws IOException {
        remove("in/one");
        requireRefused(StepReason.VANISHED);
        assertThat(Files.exists(root.resolve("in/one"))).isFalse();
    }

    @Test
    void aFolderThatIsGone_isToldAsGone() throws IOException {
        remove("in/one");
        remove("in");
        requireRefused(StepReason.VANISHED);
    }

    // ---- the kept body

    @Test
    void aKeptFileThatIsGone_isToldAsGone() throws IOException {
        remove("kept");
        requireRefused(StepReason.VANISHED);
        assertThat(root.resolve("in/one")).hasContent("equal bytes");
    }

    @Test
    void aKeptFile_isFoundByAnotherOfItsNames_evenIfAFolderIsGone() throws IOException {
        file("gone/kept");
        Files.createLink(root.resolve("too"), root.resolve("gone/kept"));
        TestPlan made = new TestPlan(calls, root);
        plan = made.step(new Replace(made.body("gone/kept", "too"), made.body("in/one")))
                .plan();
        remove("gone/kept");
        remove("gone");
        assertThat(Ran.of(plan, calls).reasons()).isEmpty();
        assertThat(joined("too", "in/one")).isTrue();
        requireNoLitter();
    }

    // ---- clocks

    @ParameterizedTest
    @CsvSource({
        "ext4,2400-01-01 00:00:00.000000001",
        "ext4,1970-01-01 00:00:00",
        "ext4,1902-01-01 00:00:00.999999999",
        "xfs,2400-01-01 00:00:00",
        "xfs,1902-01-01 00:00:00.5",
        "btrfs,9999-01-01 00:00:00",
        "btrfs,0001-01-01 00:00:00.1"
    })
    void strangeTimes_areJoinedAndGivenBack(String type, String time) throws IOException {
        root = VOLUMES.folder(type);
        file("kept");
        file("one");
        Files.createLink(root.resolve("two"), root.resolve("one"));
        // The JDK's own calls know no such times.
        TestVolume.run("touch", "-d", time + " UTC", root.resolve("one").toString(), root.toString());
        String strange = modified(root);
        Ran split = Ran.of(new TestPlan(calls, root).split("two").plan(), calls);
        assertThat(split.reasons()).isEmpty();
        assertThat(modified(root.resolve("two"))).isEqualTo(strange);
        assertThat(modified(root)).isEqualTo(strange);
        Ran ran = Ran.of(
                new TestPlan(calls, root)
                        .replace("two", "kept")
                        .replace("two", "one")
                        .plan(),
                calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(modified(root.resolve("kept"))).isEqualTo(strange);
        assertThat(modified(root)).isEqualTo(strange);
        requireNoLitter();
    }

    private static String modified(Path path) {
        return TestVolume.read("stat", "-c", "%.9Y", path.toString());
    }

    @Test
    void aClockThatWasSetBack_isNoMatter() throws IOException {
        Files.setLastModifiedTime(
                root.resolve("kept"), FileTime.from(Instant.now().plusSeconds(1_000_000)));
        plan = new TestPlan(calls, root).replace("kept", "in/one").plan();
        assertThat(Ran.of(plan, calls).reasons()).isEmpty();
        assertThat(joined("kept", "in/one")).isTrue();
    }

    // ---- identity

    /** With the number also length, bytes and time of the former file: only when it was born is another. */
    @ParameterizedTest
    @ValueSource(strings = {"in/one", "kept"})
    void anotherFileWithTheSameNumber_isAnotherFile(String name) throws IOException {
        Path path = root.resolve(name);
        FileFacts before = calls.facts(path);
        remove(name);
        for (int tries = 0; ; tries++) {
            Files.writeString(path, "equal bytes");
            if (calls.facts(path).sameFile(before)) {
                break;
            }
            assertThat(tries).as("files made").isLessThan(10_000);
            Files.move(path, root.resolve("not-it" + tries));
        }
        Files.setLastModifiedTime(path, FileTime.from(before.modified()));
        assertThat(calls.facts(path).modified()).isEqualTo(before.modified());
        requireRefused(StepReason.CHANGED);
        assertThat(joined("kept", "in/one")).isFalse();
    }

    // ---- volumes

    @Test
    void aVolumeThatWasUnmounted_isNotWorkedOn_norWhatIsBelowIt() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 32)) {
            root = volume.root();
            file("kept");
            file("one");
            plan = new TestPlan(calls, root).replace("kept", "one").plan();
            // Still in use, so that it goes only when the last file is closed.
            try (FileCalls holding = LinuxFileCalls.open().orElseThrow();
                    Folder folder = holding.openFolder(root)) {
                TestVolume.run("umount", "-l", root.toString());
                file("kept");
                file("one");
                requireRefused(StepReason.CHANGED);
                assertThat(joined("kept", "one")).isFalse();
                remove("kept");
                remove("one");
                assertThat(folder.facts().key())
                        .isEqualTo(plan.roots().getFirst().key());
            }
            volume.mountAgain();
            assertThat(joined("kept", "one")).isFalse();
            requireNoLitter();
        }
    }

    @Test
    void aVolumeThatWasMountedReadOnly_isToldSo() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 32)) {
            root = volume.root();
            file("kept");
            file("one");
            plan = new TestPlan(calls, root).replace("kept", "one").plan();
            volume.remount("ro");
            Ran ran = Ran.of(plan, calls);
            assertThat(ran.results).singleElement().isInstanceOfSatisfying(StepResult.NotDone.class, not -> {
                assertThat(not.reason()).isEqualTo(StepReason.NO_PERMISSION);
                assertThat(not.why().sentence()).contains("EROFS");
            });
            assertThat(joined("kept", "one")).isFalse();
            requireNoLitter();
            volume.remount("rw");
        }
    }

    @Test
    void anotherVolumeAtThatPlace_isNotWorkedOn() throws IOException {
        try (TestVolume one = TestVolume.make("ext4", 32);
                TestVolume other = TestVolume.make("ext4", 32)) {
            for (TestVolume each : List.of(one, other)) {
                root = each.root();
                file("kept");
                file("one");
            }
            root = one.root();
            plan = new TestPlan(calls, root).replace("kept", "one").plan();
            TestVolume.run("mount", "--bind", other.root().toString(), root.toString());
            try {
                requireRefused(StepReason.CHANGED);
                assertThat(joined("kept", "one")).isFalse();
            } finally {
                TestVolume.run("umount", root.toString());
            }
        }
    }

    @Test
    void aRootThatIsGone_isToldSo() throws FileCallException, IOException {
        remove("kept");
        remove("in/one");
        remove("in");
        Files.delete(root);
        assertThat(Ran.of(plan, calls).reasons()).containsExactly(StepReason.VANISHED);
    }
}
