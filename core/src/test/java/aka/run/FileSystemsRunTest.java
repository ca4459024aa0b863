package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.content.ContentHash;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Intent;
import aka.journal.Reading;
import aka.journal.RunOutcome;
import aka.journal.StateFolder;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.os.linux.LinuxFileCalls;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Split;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does on real file systems. */
class FileSystemsRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456700Z"));

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @TempDir
    Path temporary;

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Path write(Path folder, String below, byte[] bytes) throws IOException {
        Path path = folder.resolve(below);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    /** One kept name, and a body with three names in two folders. */
    private static Path tree(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        write(root, "kept", random(300_001));
        Path one = write(root, "a/one", random(300_001));
        Files.createDirectory(root.resolve("b"));
        Files.createLink(root.resolve("a/two"), one);
        Files.createLink(root.resolve("b/three"), one);
        for (String folder : List.of("a", "b", ".")) {
            Files.setLastModifiedTime(root.resolve(folder), LONG_AGO);
        }
        return root;
    }

    private static void requireNoLitter(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    private static int names(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:nlink");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "ntfs-3g"})
    void replace_ofABodyWithNamesInSeveralFolders_joinsAllOfThem(String type) throws IOException {
        Path root = tree(type);
        Ran ran = Ran.of(
                new TestPlan(calls, root)
                        .replace("kept", "a/one", "a/two", "b/three")
                        .plan(),
                calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.COMPLETE);
        for (String name : List.of("a/one", "a/two", "b/three")) {
            assertThat(root.resolve(name)).hasBinaryContent(random(300_001));
            assertThat(Files.isSameFile(root.resolve("kept"), root.resolve(name)))
                    .isTrue();
        }
        assertThat(names(root.resolve("kept"))).isEqualTo(4);
        requireNoLitter(root);
    }

    // ntfs-3g sets the time of a folder once more a while after a rename, which looks as if somebody else had changed
    // it.
    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void replace_leavesTheTimesOfAllFoldersAsTheyWere(String type) throws IOException {
        Path root = tree(type);
        Ran ran = Ran.of(
                new TestPlan(calls, root)
                        .replace("kept", "a/one", "a/two", "b/three")
                        .plan(),
                calls);
        assertThat(ran.reasons()).isEmpty();
        for (String folder : List.of("a", "b", ".")) {
            assertThat(Files.getLastModifiedTime(root.resolve(folder)).toInstant())
                    .isEqualTo(LONG_AGO.toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "ntfs-3g"})
    void split_givesSomeNamesABodyOfTheirOwn(String type) throws IOException {
        Path root = tree(type);
        Ran ran = Ran.of(new TestPlan(calls, root).split("a/two", "b/three").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(Files.isSameFile(root.resolve("a/two"), root.resolve("b/three")))
                .isTrue();
        assertThat(names(root.resolve("a/two"))).isEqualTo(2);
        assertThat(names(root.resolve("a/one"))).isEqualTo(1);
        assertThat(root.resolve("a/two")).hasBinaryContent(random(300_001));
        requireNoLitter(root);
    }

    @Test
    void replace_whereWritersCannotBeKeptAway_isWarnedOf() throws IOException {
        Path root = tree("ntfs-3g");
        Ran ran = Ran.of(
                new TestPlan(calls, root)
                        .replace("kept", "a/one", "a/two", "b/three")
                        .plan(),
                calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.warnings)
                .singleElement()
                .satisfies(warning -> assertThat(warning.sentence()).contains("keep writers away below"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void replace_whereAllCanBeDone_warnsOfNothing(String type) throws IOException {
        Path root = tree(type);
        Ran ran = Ran.of(
                new TestPlan(calls, root)
                        .replace("kept", "a/one", "a/two", "b/three")
                        .plan(),
                calls);
        assertThat(ran.warnings).isEmpty();
    }

    @Test
    void replace_ofAFileThatWasJustWritten_isRefusedWhereWritersCannotBeKeptAway() throws IOException {
        Path root = tree("ntfs-3g");
        Plan plan = new TestPlan(calls, root)
                .replace("kept", "a/one", "a/two", "b/three")
                .plan();
        Ran ran = Ran.of(plan, calls, RunSettings.standard(), new MemoryMedium(), new aka.os.CancelToken());
        assertThat(ran.reasons()).containsExactly(StepReason.BUSY);
        assertThat(names(root.resolve("kept"))).isEqualTo(1);
        requireNoLitter(root);
    }

    @Test
    void anyStep_whereThereAreNoLinks_isRefusedAndNothingIsTouched() throws IOException {
        Path root = VOLUMES.folder("exfat");
        write(root, "kept", random(5_000));
        write(root, "one", random(5_000));
        Ran ran = Ran.of(new TestPlan(calls, root).replace("kept", "one").plan(), calls);
        assertThat(ran.reasons()).containsExactly(StepReason.UNSUPPORTED);
        assertThat(root.resolve("one")).hasBinaryContent(random(5_000));
        assertThat(Files.isSameFile(root.resolve("kept"), root.resolve("one"))).isFalse();
        requireNoLitter(root);
    }

    @Test
    void replaceAndSplit_onAnOverlay_areRefused() throws IOException {
        Path base = VOLUMES.folder("ext4");
        write(base, "lower/kept", random(5_000));
        write(base, "lower/one", random(5_000));
        Files.createLink(base.resolve("lower/two"), base.resolve("lower/one"));
        Path point = temporary.resolve("overlay");
        for (Path folder : List.of(base.resolve("upper"), base.resolve("work"), point)) {
            Files.createDirectory(folder);
        }
        String options = "lowerdir=" + base.resolve("lower") + ",upperdir=" + base.resolve("upper") + ",workdir="
                + base.resolve("work");
        TestVolume.run("mount", "-t", "overlay", "-o", options, "overlay", point.toString());
        try {
            Ran ran = Ran.of(
                    new TestPlan(calls, point).replace("kept", "one", "two").plan(), calls);
            Ran split = Ran.of(new TestPlan(calls, point).split("one").plan(), calls);
            assertThat(ran.reasons()).containsExactly(StepReason.UNSUPPORTED);
            assertThat(split.reasons()).containsExactly(StepReason.UNSUPPORTED);
            requireNoLitter(point);
        } finally {
            TestVolume.run("umount", point.toString());
        }
        requireNoLitter(base);
    }

    // ---- the way back

    /** Gives a file of everything that its file system can keep. */
    private static void adorn(String type, Path file) throws IOException {
        String path = file.toString();
        TestVolume.run("chown", "1234:4321", path);
        TestVolume.run("chmod", "0640", path);
        if (!type.equals("ntfs-3g")) {
            TestVolume.run("setfattr", "-n", "user.note", "-v", "of old", path);
            TestVolume.run("setfattr", "-n", "user.empty", path);
            TestVolume.run("setfattr", "-n", "trusted.mark", "-v", "0x00ff", path);
            TestVolume.run("setfattr", "-n", "security.mark", "-v", "0x01", path);
            TestVolume.run("setfacl", "-m", "u:2345:r,g:5432:rw,m::rw", path);
        } else {
            TestVolume.run("setfattr", "-n", "user.note", "-v", "of old", path);
        }
        switch (type) {
            case "ext4" -> TestVolume.run("chattr", "+Ad", path);
            case "xfs" -> TestVolume.run("chattr", "-p", "77", "+Ad", path);
            case "btrfs", "tmpfs" -> TestVolume.run("chattr", "+A", path);
            default -> {}
        }
        TestVolume.run("touch", "-a", "-d", "1999-01-02 03:04:05.000000600 UTC", path);
        TestVolume.run("touch", "-m", "-d", "2001-02-03 04:05:06.000000700 UTC", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "ntfs-3g"})
    void split_afterAReplace_bringsBackAllThatTheFormerBodyHad(String type) throws IOException {
        Path root = tree(type);
        Path one = root.resolve("a/one");
        adorn(type, one);
        String before = told(type, one);
        String kept = told(type, root.resolve("kept"));
        StateFolder state = StateFolder.open(calls, temporary.resolve("home"));
        Plan plan = new TestPlan(calls, root)
                .replace("kept", "a/one", "a/two", "b/three")
                .waive(MetadataPart.values())
                .plan();
        Ran ran = Ran.of(plan, calls, Ran.QUICK, state);
        assertThat(ran.reasons()).isEmpty();
        assertThat(names(one)).isEqualTo(4);

        Ran back = Ran.of(takingBack(plan, state.read(ran.result.run())), calls);

        assertThat(back.reasons()).isEmpty();
        assertThat(told(type, one)).isEqualTo(before);
        assertThat(told(type, root.resolve("kept"))).isEqualTo(kept);
        assertThat(names(one)).isEqualTo(3);
        assertThat(one).hasBinaryContent(random(300_001));
        requireNoLitter(root);
    }

    /** ntfs-3g notes each reading itself, also that of who asks for none to be noted. */
    private static String told(String type, Path file) {
        return type.equals("ntfs-3g") ? Told.butAccessTime(file) : Told.of(file);
    }

    private Plan takingBack(Plan plan, Reading journal) throws FileCallException {
        List<Split> splits = new ArrayList<>();
        TestPlan made = new TestPlan(calls, plan.roots().getFirst().path());
        for (StepStory story : journal.steps().values()) {
            Intent intent = story.intent();
            Done done = story.done().orElseThrow();
            ContentHash hash = story.moved().orElseThrow().hash().orElseThrow();
            FormerBody former =
                    new FormerBody(intent.displaced().orElseThrow(), done.left().orElseThrow(), hash, false);
            PlannedBody was = ((Replace) intent.deed()).replaced();
            PlannedBody today = PlannedBody.of(calls.facts(plan.path(was.names().getFirst())), was.names());
            splits.add(new Split(today, was.names(), Optional.of(former)));
        }
        splits.forEach(made::step);
        return made.plan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void split_keepsCapabilitiesAndSetIds(String type) throws IOException {
        Path root = tree(type);
        Path one = root.resolve("a/one");
        TestVolume.run("chown", "1234:4321", one.toString());
        TestVolume.run("chmod", "6755", one.toString());
        TestVolume.run(
                "setfattr",
                "-n",
                "security.capability",
                "-v",
                "0x0100000200040000000000000000000000000000",
                one.toString());
        String before = Told.of(one);
        Ran ran = Ran.of(new TestPlan(calls, root).split("a/two", "b/three").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(Told.of(root.resolve("b/three")).replace("b/three", "a/one")).isEqualTo(before);
    }

    @Test
    void split_onBtrfs_keepsThatAFileIsWrittenInPlace() throws IOException {
        Path root = VOLUMES.folder("btrfs");
        Path one = Files.createFile(root.resolve("one"));
        TestVolume.run("chattr", "+C", one.toString());
        Files.write(one, random(300_000));
        Files.createLink(root.resolve("two"), one);
        String before = Told.of(one);
        Ran ran = Ran.of(new TestPlan(calls, root).split("two").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(before).containsPattern("[-A-Za-z]*C[-A-Za-z]* ");
        assertThat(Told.of(root.resolve("two")).replace("two", "one")).isEqualTo(before);
    }

    // ---- sharing blocks

    @ParameterizedTest
    @ValueSource(strings = {"btrfs", "xfs"})
    void share_lets2BodiesHaveTheSameBlocks(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        write(root, "one", random(1 << 20));
        write(root, "other", random(1 << 20));
        TestVolume.run("sync", "-f", root.toString());
        String before = Told.of(root.resolve("other"));
        Ran ran = Ran.of(new TestPlan(calls, root).share("one", "other").plan(), calls);
        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.result.freedBytes()).isEqualTo(1 << 20);
        assertThat(Told.of(root.resolve("other"))).isEqualTo(before);
        assertThat(TestVolume.read("filefrag", "-v", root.resolve("other").toString()))
                .contains("shared");
        assertThat(Files.isSameFile(root.resolve("one"), root.resolve("other"))).isFalse();
        assertThat(root.resolve("other")).hasBinaryContent(random(1 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"btrfs", "xfs"})
    void share_ofDifferentBytes_isRefused(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        write(root, "one", random(1 << 20));
        Path other = write(root, "other", random(1 << 20));
        byte[] bytes = random(1 << 20);
        bytes[700_000]++;
        Files.write(other, bytes);
        Ran ran = Ran.of(new TestPlan(calls, root).share("one", "other").plan(), calls);
        assertThat(ran.reasons()).containsExactly(StepReason.BYTES_DIFFER);
        assertThat(other).hasBinaryContent(bytes);
    }

    @Test
    void share_whereBlocksCannotBeShared_isRefused() throws IOException {
        Path root = VOLUMES.folder("ext4");
        write(root, "one", random(8_192));
        write(root, "other", random(8_192));
        Ran ran = Ran.of(new TestPlan(calls, root).share("one", "other").plan(), calls);
        assertThat(ran.reasons()).containsExactly(StepReason.UNSUPPORTED);
    }
}
