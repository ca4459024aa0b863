package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.file.FileFacts;
import aka.os.CancelToken;
import aka.os.Draft.Copied;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    private final Volumes volumes = Volumes.open();
    private final CancelToken cancel = new CancelToken();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        volumes.close();
    }

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

    @Test
    void split_onBtrfs_keepsWhetherAFileIsCopiedOnWrite() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 128)) {
            Path inPlace = Files.createFile(volume.root().resolve("one"));
            TestVolume.run("chattr", "+C", inPlace.toString());
            Files.write(inPlace, random(100_000));
            Files.createLink(volume.root().resolve("two"), inPlace);
            // The other way round: what a folder gives new files is not for the copy.
            Path folder = Files.createDirectory(volume.root().resolve("folder"));
            Path copied = linked(folder, random(100_000));
            TestVolume.run("chattr", "+C", folder.toString());

            volumes.split(inPlace, cancel);
            volumes.split(copied, cancel);

            assertThat(flags(inPlace)).contains("C");
            assertThat(inPlace).hasBinaryContent(random(100_000));
            assertThat(flags(copied)).doesNotContain("C");
            assertThat(copied).hasBinaryContent(random(100_000));
        }
    }

    private static String flags(Path file) {
        return TestVolume.read("lsattr", file.toString()).split(" ", 2)[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "ntfs-3g"})
    void split_onThatFileSystem_givesTheNameABodyOfItsOwn(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, type.equals("xfs") ? 320 : 128)) {
            byte[] bytes = random(3_000_001);
            Path one = linked(volume.root(), bytes);
            Path two = volume.root().resolve("two");

            SplitResult result = volumes.split(one, cancel);

            assertThat(result).isInstanceOfSatisfying(SplitResult.Done.class, done -> {
                assertThat(done.sizeBytes()).isEqualTo(bytes.length);
                assertThat(done.namesLeft()).isEqualTo(1);
            });
            assertThat(volumes.facts(one).sameFile(volumes.facts(two))).isFalse();
            assertThat(one).hasBinaryContent(bytes);
            assertThat(two).hasBinaryContent(bytes);
            try (var entries = Files.list(volume.root())) {
                assertThat(entries.map(path -> path.getFileName().toString()))
                        .contains("one", "two")
                        .noneMatch(name -> name.startsWith(".aka-"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs"})
    void split_whereBlocksCanBeShared_clones(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, 320)) {
            Path one = linked(volume.root(), random(1_000_000));

            SplitResult result = volumes.split(one, cancel);

            assertThat(result).isInstanceOfSatisfying(SplitResult.Done.class, done -> {
                assertThat(done.how()).isEqualTo(Copied.CLONED);
                assertThat(done.usedBytes()).isZero();
            });
        }
    }

    @Test
    void split_keepsModeAndTimes() throws IOException {
        Path one = linked(folder, random(10));
        TestVolume.run("chmod", "0641", one.toString());
        FileTime time = FileTime.fromMillis(1_234_567_890_123L);
        BasicFileAttributeView times = Files.getFileAttributeView(one, BasicFileAttributeView.class);
        times.setTimes(time, FileTime.fromMillis(1_234_500_000_000L), null);
        FileFacts before = volumes.facts(one);

        volumes.split(one, cancel);

        FileFacts after = volumes.facts(one);
        assertThat(after.owner()).isEqualTo(before.owner());
        assertThat(after.modified()).isEqualTo(before.modified());
        assertThat(times.readAttributes().lastAccessTime()).isEqualTo(FileTime.fromMillis(1_234_500_000_000L));
    }

    @Test
    void split_keepsExtendedAttributesAndAccessLists() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path one = linked(volume.root(), random(10));
            TestVolume.run("setfattr", "-n", "user.note", "-v", "a value", one.toString());
            TestVolume.run("setfacl", "-m", "u:12345:r", one.toString());
            String before = listing(one);

            volumes.split(one, cancel);

            assertThat(listing(one)).isEqualTo(before).contains("user.note", "posix_acl_access");
        }
    }

    private static String listing(Path path) {
        return TestVolume.read("getfattr", "--absolute-names", "-d", "-m", "-", "-e", "hex", path.toString());
    }

    @Test
    void split_keepsOwnerAndFlags() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path one = linked(volume.root(), random(10));
            TestVolume.run("chown", "1234:4321", one.toString());
            TestVolume.run("chattr", "+dA", one.toString());

            volumes.split(one, cancel);

            assertThat(volumes.facts(one).owner().orElseThrow().uid()).isEqualTo(1234);
            assertThat(volumes.facts(one).owner().orElseThrow().gid()).isEqualTo(4321);
            assertThat(TestVolume.read("lsattr", one.toString()).split(" ", 2)[0])
                    .contains("d", "A");
        }
    }

    @Test
    void split_ofAFileWithHoles_leavesThemHoles() throws IOException {
        Path one = folder.resolve("one");
        try (RandomAccessFile file = new RandomAccessFile(one.toFile(), "rw")) {
            file.seek(64L << 20);
            file.write(random(5000));
            file.setLength(200L << 20);
        }
        Files.createLink(folder.resolve("two"), one);

        volumes.split(one, cancel);

        FileFacts facts = volumes.facts(one);
        assertThat(facts.sizeBytes()).isEqualTo(200L << 20);
        assertThat(facts.allocatedBytes().orElseThrow()).isLessThan(1 << 20);
        assertThat(Files.mismatch(one, folder.resolve("two"))).isEqualTo(-1);
    }

    @Test
    void split_ofTheOnlyName_saysSoAndChangesNothing() throws IOException {
        Path single = Files.writeString(folder.resolve("single"), "x");
        FileFacts before = volumes.facts(single);

        assertThat(volumes.split(single, cancel)).isEqualTo(new SplitResult.Single(single));
        assertThat(volumes.facts(single)).isEqualTo(before);
    }

    @Test
    void split_whileSomeoneHasItOpenForWriting_isRefused() throws IOException {
        Path one = linked(folder, random(10));
        try (FileChannel writer = FileChannel.open(folder.resolve("two"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> volumes.split(one, cancel))
                    .isInstanceOfSatisfying(
                            FileCallException.class,
                            refused -> assertThat(refused.trouble()).isEqualTo(Trouble.BUSY));
            assertThat(writer.isOpen()).isTrue();
        }
        assertThat(volumes.facts(one).linkCount()).hasValue(2);
    }

    @Test
    void split_ofAnImmutableFile_isRefusedWithAWayOut() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path one = linked(volume.root(), random(10));
            TestVolume.run("chattr", "+i", one.toString());
            try {
                assertThatThrownBy(() -> volumes.split(one, cancel)).hasMessageContaining("chattr -i");
            } finally {
                TestVolume.run("chattr", "-i", one.toString());
            }
        }
    }

    @Test
    void split_onAFullVolume_isRefusedAndLeavesNothing() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 4)) {
            Path one = linked(volume.root(), random(3 << 20));

            assertThatThrownBy(() -> volumes.split(one, cancel))
                    .isInstanceOfSatisfying(
                            FileCallException.class,
                            refused -> assertThat(refused.trouble()).isEqualTo(Trouble.NO_SPACE));

            assertThat(volumes.facts(one).linkCount()).hasValue(2);
            try (var entries = Files.list(volume.root())) {
                assertThat(entries).hasSize(2);
            }
        }
    }

    @Test
    void split_inAFolderWithAnAccessListForNewFiles_letsNobodyElseIn() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path one = linked(volume.root(), random(10));
            TestVolume.run("chmod", "640", one.toString());
            TestVolume.run("setfacl", "-d", "-m", "u:12345:rwx", volume.root().toString());

            volumes.split(one, cancel);

            assertThat(listing(one)).doesNotContain("posix_acl");
            assertThat(volumes.facts(one).owner().orElseThrow().mode()).isEqualTo(0640);
        }
    }

    @Test
    void split_inAnAppendOnlyFolder_isRefusedAndLeavesNothing() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 64)) {
            Path inside = Files.createDirectory(volume.root().resolve("inside"));
            Path one = linked(inside, random(10));
            TestVolume.run("chattr", "+a", inside.toString());
            try {
                assertThatThrownBy(() -> volumes.split(one, cancel)).hasMessageContaining("its folder has a flag");
                try (var entries = Files.list(inside)) {
                    assertThat(entries).hasSize(2);
                }
            } finally {
                TestVolume.run("chattr", "-a", inside.toString());
            }
        }
    }

    @Test
    void split_ofALongNameWhereNamesAreWholeCharacters_succeeds() throws IOException {
        try (TestVolume volume = TestVolume.make("ntfs-3g", 16)) {
            Path one = Files.write(volume.root().resolve("\u20ac".repeat(80)), random(10));
            Files.createLink(volume.root().resolve("two"), one);

            assertThat(volumes.split(one, cancel)).isInstanceOf(SplitResult.Done.class);
        }
    }
}
