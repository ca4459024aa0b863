package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.JournalRecord.Intent;
import aka.journal.StateFolder;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.Plan;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the pool of a run does not reach, or may not change: other mounts, subvolumes, folders and files with flags. */
class BesideRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();
    private final List<Path> flagged = new ArrayList<>();

    @TempDir
    Path temporary;

    @AfterEach
    void close() {
        flagged.forEach(path -> TestVolume.run("chattr", "-i", "-a", path.toString()));
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    private static Path file(Path folder, String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "equal bytes");
    }

    private void flag(String flag, Path path) {
        TestVolume.run("chattr", "+" + flag, path.toString());
        flagged.add(path);
    }

    private static boolean joined(Path root, String one, String other) throws IOException {
        return Files.isSameFile(root.resolve(one), root.resolve(other));
    }

    private static void requireNoLitter(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    /** Runs a plan, and returns the folders of the temporary names that the journal tells of. */
    private List<Path> temporaries(Plan plan, List<StepReason> expected) throws FileCallException {
        StateFolder state = StateFolder.open(calls, temporary.resolve("home"));
        Ran ran = Ran.of(plan, calls, Ran.QUICK, state);
        assertThat(ran.reasons()).isEqualTo(expected);
        return state.read(ran.result.run()).steps().values().stream()
                .map(StepStory::intent)
                .map(Intent::movements)
                .flatMap(List::stream)
                .map(movement -> movement.temporary().below().getParent())
                .toList();
    }

    @Test
    void aNameInASubvolume_hasItsTemporaryNameBesideIt() throws IOException {
        Path root = VOLUMES.folder("btrfs");
        TestVolume.run("btrfs", "subvolume", "create", root.resolve("sub").toString());
        file(root, "sub/kept");
        file(root, "sub/deep/one");
        file(root, "top");
        file(root, "too");
        Files.setLastModifiedTime(root.resolve("sub/deep"), LONG_AGO);
        Plan plan = new TestPlan(calls, root)
                .replace("sub/kept", "sub/deep/one")
                .replace("top", "too")
                .plan();
        List<Path> temporaries = temporaries(plan, List.of());
        assertThat(temporaries.getFirst()).isEqualTo(Path.of("sub/deep"));
        assertThat(temporaries.getLast().toString()).startsWith(".aka-");
        assertThat(joined(root, "sub/kept", "sub/deep/one")).isTrue();
        assertThat(Files.getLastModifiedTime(root.resolve("sub/deep"))).isEqualTo(LONG_AGO);
        requireNoLitter(root);
    }

    @Test
    void split_inASubvolume_isDone() throws IOException {
        Path root = VOLUMES.folder("btrfs");
        TestVolume.run("btrfs", "subvolume", "create", root.resolve("sub").toString());
        file(root, "sub/one");
        Files.createLink(root.resolve("sub/two"), root.resolve("sub/one"));
        Ran ran = Ran.of(new TestPlan(calls, root).split("sub/two").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(joined(root, "sub/one", "sub/two")).isFalse();
        requireNoLitter(root);
    }

    @Test
    void replace_acrossSubvolumes_isRefusedAndNothingIsTouched() throws IOException {
        Path root = VOLUMES.folder("btrfs");
        TestVolume.run("btrfs", "subvolume", "create", root.resolve("sub").toString());
        file(root, "kept");
        file(root, "sub/one");
        Ran ran = Ran.of(new TestPlan(calls, root).replace("kept", "sub/one").plan(), calls);
        assertThat(ran.reasons()).containsExactly(StepReason.UNSUPPORTED);
        assertThat(root.resolve("sub/one")).hasContent("equal bytes");
        requireNoLitter(root);
    }

    @Test
    void aNameBehindAnotherMount_isRefused_andTheOthersAreDone() throws IOException {
        Path root = VOLUMES.folder("ext4");
        file(root, "kept");
        file(root, "one");
        file(root, "elsewhere/two");
        Path point = Files.createDirectory(root.resolve("mounted"));
        TestVolume.run("mount", "--bind", root.resolve("elsewhere").toString(), point.toString());
        try {
            Plan plan = new TestPlan(calls, root)
                    .replace("kept", "mounted/two")
                    .replace("kept", "one")
                    .plan();
            Ran ran = Ran.of(plan, calls);
            assertThat(ran.reasons()).containsExactly(StepReason.UNSUPPORTED);
            assertThat(joined(root, "kept", "one")).isTrue();
            assertThat(joined(root, "kept", "elsewhere/two")).isFalse();
        } finally {
            TestVolume.run("umount", point.toString());
        }
        requireNoLitter(root);
    }

    @Test
    void aRootThatIsABindMount_isWorkedIn() throws IOException {
        Path folder = VOLUMES.folder("ext4");
        file(folder, "kept");
        file(folder, "a/one");
        Path root = Files.createDirectory(temporary.resolve("bound"));
        TestVolume.run("mount", "--bind", folder.toString(), root.toString());
        try {
            Ran ran = Ran.of(new TestPlan(calls, root).replace("kept", "a/one").plan(), calls);
            assertThat(ran.reasons()).isEmpty();
        } finally {
            TestVolume.run("umount", root.toString());
        }
        assertThat(joined(folder, "kept", "a/one")).isTrue();
        requireNoLitter(folder);
    }

    // ---- flags

    @ParameterizedTest
    @ValueSource(strings = {"i", "a"})
    void aRootWithAFlag_getsNoPool_andWhatIsBelowIsDone(String flag) throws IOException {
        Path root = VOLUMES.folder("ext4");
        file(root, "in/kept");
        file(root, "in/one");
        Files.setLastModifiedTime(root.resolve("in"), LONG_AGO);
        flag(flag, root);
        Plan plan = new TestPlan(calls, root).replace("in/kept", "in/one").plan();
        assertThat(temporaries(plan, List.of())).containsExactly(Path.of("in"));
        assertThat(joined(root, "in/kept", "in/one")).isTrue();
        assertThat(Files.getLastModifiedTime(root.resolve("in"))).isEqualTo(LONG_AGO);
        requireNoLitter(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "a"})
    void aFolderWithAFlag_keepsItsNames(String flag) throws IOException {
        Path root = VOLUMES.folder("ext4");
        file(root, "kept");
        file(root, "flagged/one");
        file(root, "flagged/two");
        Files.createLink(root.resolve("three"), root.resolve("flagged/two"));
        flag(flag, root.resolve("flagged"));
        Plan plan = new TestPlan(calls, root)
                .replace("kept", "flagged/one")
                .replace("kept", "three", "flagged/two")
                .split("flagged/two")
                .plan();
        Ran ran = Ran.of(plan, calls);
        assertThat(ran.reasons())
                .containsExactly(StepReason.NO_PERMISSION, StepReason.NO_PERMISSION, StepReason.NO_PERMISSION);
        assertThat(joined(root, "three", "flagged/two")).isTrue();
        requireNoLitter(root);
    }

    /** A temporary name beside it could be made there, and never be taken away. */
    @Test
    void split_inAnAppendOnlyFolderBeyondThePool_isRefused() throws IOException {
        Path root = VOLUMES.folder("btrfs");
        TestVolume.run("btrfs", "subvolume", "create", root.resolve("sub").toString());
        file(root, "sub/in/one");
        Files.createLink(root.resolve("sub/two"), root.resolve("sub/in/one"));
        flag("a", root.resolve("sub/in"));
        Ran ran = Ran.of(new TestPlan(calls, root).split("sub/in/one").plan(), calls);
        assertThat(ran.reasons()).containsExactly(StepReason.NO_PERMISSION);
        requireNoLitter(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "a"})
    void aFileWithAFlag_isNeitherKeptNorReplacedNorSplit(String flag) throws IOException {
        Path root = VOLUMES.folder("ext4");
        file(root, "plain");
        Path one = file(root, "flagged");
        Files.createLink(root.resolve("too"), one);
        flag(flag, one);
        Plan plan = new TestPlan(calls, root)
                .replace("flagged", "plain")
                .replace("plain", "flagged", "too")
                .split("too")
                .waive(aka.os.MetadataPart.FLAGS)
                .plan();
        Ran ran = Ran.of(plan, calls);
        assertThat(ran.reasons())
                .containsExactly(StepReason.NO_PERMISSION, StepReason.NO_PERMISSION, StepReason.NO_PERMISSION);
        assertThat(joined(root, "flagged", "too")).isTrue();
        assertThat(joined(root, "flagged", "plain")).isFalse();
        requireNoLitter(root);
    }
}
