package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import aka.file.FileFacts;
import aka.journal.StepReason;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.linux.LinuxFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name gets a body of its own on real file systems: what the new body has, and what is refused before anything is changed. */
class SplitRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    /** Makes {@code one}, which has the name {@code two} as well. */
    private static Path linked(Path folder, byte[] bytes) throws IOException {
        Path one = Files.write(folder.resolve("one"), bytes);
        Files.createLink(folder.resolve("two"), one);
        return one;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Ran split(Path root, String name) throws FileCallException {
        return Ran.of(new TestPlan(calls, root).split(name).plan(), calls);
    }

    /** Splits {@code one} from {@code two}, which must be done. */
    private StepResult.Done splitOne(Path root) throws IOException {
        Ran ran = split(root, "one");
        assertThat(ran.reasons()).isEmpty();
        assertThat(Files.isSameFile(root.resolve("one"), root.resolve("two"))).isFalse();
        requireNoLitter(root);
        return (StepResult.Done) ran.results.getFirst();
    }

    private static void requireNoLitter(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    // ---- what the new body has

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "ntfs-3g"})
    void split_onThatFileSystem_givesTheNameABodyOfItsOwn(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        byte[] bytes = random(3_000_001);
        Path one = linked(root, bytes);

        StepResult.Done done = splitOne(root);

        assertThat(done.freedBytes()).isZero();
        assertThat(one).hasBinaryContent(bytes);
        assertThat(root.resolve("two")).hasBinaryContent(bytes);
        assertThat(calls.facts(one).linkCount()).hasValue(1);
        assertThat(calls.facts(root.resolve("two")).linkCount()).hasValue(1);
    }

    /** There the system forgets times that were set in another order, once it has other files to think of. */
    @Test
    void splitsOfManyNamesOnNtfs_keepTheirTimes() throws IOException {
        Path root = VOLUMES.folder("ntfs-3g");
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        TestPlan plan = new TestPlan(calls, root);
        for (int i = 0; i < 80; i++) {
            Path one = Files.write(root.resolve("one" + i), random(5_000));
            Files.createLink(root.resolve("two" + i), one);
            Files.setLastModifiedTime(one, longAgo);
            plan.split("one" + i);
        }
        RunSettings oneBatch = new RunSettings(Duration.ofMillis(1), 80, Duration.ZERO, false);

        Ran ran = Ran.of(plan.plan(), calls, oneBatch, new MemoryMedium(), new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        for (int i = 0; i < 80; i++) {
            assertThat(Files.getLastModifiedTime(root.resolve("one" + i))).isEqualTo(longAgo);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs"})
    void split_whereBlocksCanBeShared_clones(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        linked(root, random(1_000_000));

        assertThat(splitOne(root).usedBytes()).isZero();

        try (Folder folder = calls.openFolder(root);
                Body one = folder.openBody(bytes("one"));
                Body two = folder.openBody(bytes("two"))) {
            assertThat(calls.clones().orElseThrow().areClones(one, two)).isEqualTo(Support.YES);
        }
    }

    private static byte[] bytes(String leaf) {
        return leaf.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void split_whereBlocksCannotBeShared_tellsWhatTheCopyUses() throws IOException {
        Path root = VOLUMES.folder("ext4");
        linked(root, random(1_000_000));

        assertThat(splitOne(root).usedBytes()).isBetween(1_000_000L, 1_100_000L);
    }

    @Test
    void split_keepsModeAndTimes() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path one = linked(root, random(10));
        TestVolume.run("chmod", "0641", one.toString());
        FileTime accessed = FileTime.fromMillis(1_234_500_000_000L);
        BasicFileAttributeView times = Files.getFileAttributeView(one, BasicFileAttributeView.class);
        times.setTimes(FileTime.fromMillis(1_234_567_890_123L), accessed, null);
        String before = Told.of(one);

        splitOne(root);

        assertThat(Told.of(one)).isEqualTo(before).contains(" 641 ");
        assertThat(times.readAttributes().lastAccessTime()).isEqualTo(accessed);
    }

    @Test
    void split_keepsExtendedAttributesAndAccessLists() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path one = linked(root, random(10));
        TestVolume.run("setfattr", "-n", "user.note", "-v", "a value", one.toString());
        TestVolume.run("setfacl", "-m", "u:12345:r", one.toString());
        String before = Told.of(one);

        splitOne(root);

        assertThat(Told.of(one)).isEqualTo(before).contains("user.note", "posix_acl_access");
    }

    @Test
    void split_keepsOwnerAndFlags() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path one = linked(root, random(10));
        TestVolume.run("chown", "1234:4321", one.toString());
        TestVolume.run("chattr", "+dA", one.toString());
        String before = Told.of(one);

        splitOne(root);

        assertThat(Told.of(one)).isEqualTo(before);
        assertThat(before).contains("1234:4321");
        assertThat(flags(one)).contains("d", "A");
    }

    @Test
    void split_onBtrfs_keepsWhetherAFileIsCopiedOnWrite() throws IOException {
        Path root = VOLUMES.folder("btrfs");
        Path inPlace = Files.createFile(root.resolve("one"));
        TestVolume.run("chattr", "+C", inPlace.toString());
        Files.write(inPlace, random(100_000));
        Files.createLink(root.resolve("two"), inPlace);
        // The other way round: what a folder gives new files is not for the copy.
        Path other = VOLUMES.folder("btrfs");
        Path copied = linked(other, random(100_000));
        TestVolume.run("chattr", "+C", other.toString());

        splitOne(root);
        splitOne(other);

        assertThat(flags(inPlace)).contains("C");
        assertThat(inPlace).hasBinaryContent(random(100_000));
        assertThat(flags(copied)).doesNotContain("C");
        assertThat(copied).hasBinaryContent(random(100_000));
    }

    private static String flags(Path file) {
        return TestVolume.read("lsattr", file.toString()).split(" ", 2)[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void split_ofAFileWithHoles_leavesThemHoles(String type) throws IOException {
        Path root = VOLUMES.folder(type);
        Path one = root.resolve("one");
        try (RandomAccessFile file = new RandomAccessFile(one.toFile(), "rw")) {
            file.seek(64L << 20);
            file.write(random(5000));
            file.setLength(200L << 20);
        }
        Files.createLink(root.resolve("two"), one);

        splitOne(root);

        FileFacts facts = calls.facts(one);
        assertThat(facts.sizeBytes()).isEqualTo(200L << 20);
        assertThat(facts.allocatedBytes().orElseThrow()).isLessThan(1 << 20);
        assertThat(Files.mismatch(one, root.resolve("two"))).isEqualTo(-1);
    }

    /** The pool, in which the new body is made, gets such a list from the root as well. */
    @ParameterizedTest
    @ValueSource(strings = {"one", "inside/one"})
    void split_inAFolderWithAnAccessListForNewFiles_letsNobodyElseIn(String name) throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path inside = Files.createDirectory(root.resolve("inside"));
        Path one = linked(name.startsWith("inside/") ? inside : root, random(10));
        TestVolume.run("chmod", "640", one.toString());
        TestVolume.run("setfacl", "-R", "-d", "-m", "u:12345:rwx", root.toString());

        assertThat(split(root, name).reasons()).isEmpty();

        assertThat(Told.of(one)).doesNotContain("posix_acl").contains(" 640 ");
    }

    @ParameterizedTest
    @CsvSource({"ntfs-3g, \u20ac, 80", "ntfs-3g, \u20ac, 255", "ext4, n, 255", "ext4, \u20ac, 85"})
    void split_ofALongName_succeeds(String type, String character, int times) throws IOException {
        Path root = VOLUMES.folder(type);
        String name = character.repeat(times);
        Path one = Files.write(root.resolve(name), random(10));
        Path two = Files.createLink(root.resolve("two"), one);

        assertThat(split(root, name).reasons()).isEmpty();

        assertThat(Files.isSameFile(one, two)).isFalse();
        assertThat(one).hasBinaryContent(random(10));
        requireNoLitter(root);
    }

    // ---- what is refused

    /** Says that a step is refused, and that not even a folder was made for it. */
    private FileCallException requireRefused(Path root, String name, StepReason reason) throws IOException {
        FileFacts folder = calls.facts(root);
        FileFacts file = calls.facts(root.resolve(name));
        Ran ran = split(root, name);
        assertThat(ran.reasons()).containsExactly(reason);
        assertThat(calls.facts(root)).isEqualTo(folder);
        assertThat(calls.facts(root.resolve(name))).isEqualTo(file);
        requireNoLitter(root);
        return ((StepResult.NotDone) ran.results.getFirst()).why();
    }

    @Test
    void split_ofTheOnlyName_saysSoAndChangesNothing() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Files.writeString(root.resolve("single"), "x");

        FileCallException why = requireRefused(root, "single", StepReason.ALREADY_DONE);

        assertThat(why).hasMessageContaining("it is the only name");
    }

    @ParameterizedTest
    @CsvSource({"ext4, i", "ext4, a", "xfs, i", "btrfs, a", "tmpfs, i"})
    void split_ofAFileWithAFlag_isRefusedWithAWayOutBeforeAnythingIsChanged(String type, String flag)
            throws IOException {
        Path root = VOLUMES.folder(type);
        Path one = linked(root, random(10));
        TestVolume.run("chattr", "+" + flag, one.toString());
        try {
            FileCallException why = requireRefused(root, "one", StepReason.NO_PERMISSION);
            assertThat(why).hasMessageContaining("flag").hasMessageContaining("chattr -i -a");
        } finally {
            TestVolume.run("chattr", "-" + flag, one.toString());
        }
    }

    @Test
    void split_inAnAppendOnlyFolder_isRefusedAndLeavesNothing() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path inside = Files.createDirectory(root.resolve("inside"));
        linked(inside, random(10));
        TestVolume.run("chattr", "+a", inside.toString());
        try {
            FileCallException why = requireRefused(root, "inside/one", StepReason.NO_PERMISSION);
            assertThat(why).hasMessageContaining("its folder has a flag").hasMessageContaining("chattr -i -a");
        } finally {
            TestVolume.run("chattr", "-a", inside.toString());
        }
    }

    @Test
    void split_whileSomeoneHasItOpenForWriting_isRefused() throws IOException {
        Path root = VOLUMES.folder("ext4");
        Path one = linked(root, random(10));
        try (FileChannel writer = FileChannel.open(root.resolve("two"), StandardOpenOption.WRITE)) {
            assertThat(split(root, "one").reasons()).containsExactly(StepReason.BUSY);
            assertThat(writer.isOpen()).isTrue();
        }
        assertThat(calls.facts(one).linkCount()).hasValue(2);
        requireNoLitter(root);
    }

    @Test
    void split_onAFullVolume_isRefusedAndLeavesNothing() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 4)) {
            Path one = linked(volume.root(), random(3 << 20));

            Ran ran = split(volume.root(), "one");

            assertThat(ran.results)
                    .extracting(StepResult.NotDone.class::cast)
                    .extracting(StepResult.NotDone::reason, not -> not.why().trouble())
                    .containsExactly(tuple(StepReason.FAILED, Trouble.NO_SPACE));
            assertThat(calls.facts(one).linkCount()).hasValue(2);
            assertThat(one).hasBinaryContent(random(3 << 20));
            try (Stream<Path> entries = Files.list(volume.root())) {
                assertThat(entries).hasSize(2);
            }
        }
    }

    @Test
    void split_ofOneNameThatIsRefused_isNoReasonToLeaveTheOthers() throws IOException {
        Path root = VOLUMES.folder("ext4");
        linked(root, random(10));
        Path flagged = Files.createDirectory(root.resolve("flagged"));
        Path kept = linked(flagged, random(20));
        TestVolume.run("chattr", "+i", kept.toString());
        try {
            Ran ran = Ran.of(
                    new TestPlan(calls, root).split("flagged/one").split("one").plan(), calls);
            assertThat(ran.reasons()).isEqualTo(List.of(StepReason.NO_PERMISSION));
        } finally {
            TestVolume.run("chattr", "-i", kept.toString());
        }
        assertThat(Files.isSameFile(root.resolve("one"), root.resolve("two"))).isFalse();
        assertThat(Files.isSameFile(kept, flagged.resolve("two"))).isTrue();
        requireNoLitter(root);
    }
}
