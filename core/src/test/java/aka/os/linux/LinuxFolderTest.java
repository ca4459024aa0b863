package aka.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aka.file.Kind;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only real volumes show of folders. */
class LinuxFolderTest {

    private static final Leaf A = Leaf.of("a");
    private static final Leaf B = Leaf.of("b");

    @Test
    void aMove_toAnotherVolume_isRefused() throws IOException {
        try (TestVolume one = TestVolume.make("tmpfs", 1);
                TestVolume other = TestVolume.make("tmpfs", 1)) {
            expectRefusal(one.root(), other.root());
        }
    }

    @Test
    void aMove_throughAnotherMountOfTheVolume_isRefused() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1)) {
            Path folder = Files.createDirectory(volume.root().resolve("folder"));
            expectRefusal(volume.root(), volume.bind(folder));
        }
    }

    @Test
    void aMove_toAnotherSubvolume_isRefused() throws IOException {
        try (TestVolume volume = TestVolume.make("btrfs", 120)) {
            Path subvolume = volume.root().resolve("sub");
            TestVolume.run("btrfs", "subvolume", "create", subvolume.toString());
            expectRefusal(volume.root(), subvolume);
        }
    }

    private static void expectRefusal(Path from, Path to) throws IOException {
        Files.writeString(from.resolve("a"), "one");
        Files.writeString(to.resolve("b"), "other");
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow();
                Folder folder = calls.openFolder(from);
                Folder into = calls.openFolder(to)) {
            assertThat(troubleOf(() -> folder.rename(A, into, A))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
            assertThat(troubleOf(() -> folder.exchange(A, into, B))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
            assertThat(troubleOf(() -> folder.renameOver(A, into, B))).isEqualTo(Trouble.DIFFERENT_VOLUMES);
        }
        assertThat(from.resolve("a")).hasContent("one");
        assertThat(to.resolve("b")).hasContent("other");
    }

    /** They share a descriptor, whose number another file would get. */
    @Test
    void list_ofAFolderThatIsClosedMeanwhile_goesOnInIt(@TempDir Path temp) throws IOException {
        for (int i = 0; i < 2000; i++) {
            Files.createFile(temp.resolve("a longer name, so that one call does not list all of them " + i));
        }
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Folder folder = calls.openFolder(temp);
            int listed = 0;
            try (Listing listing = folder.list()) {
                assertThat(listing.next()).isTrue();
                folder.close();
                try (Folder other = calls.openFolder(Path.of("/"))) {
                    assertThat(other.facts().kind()).isEqualTo(Kind.FOLDER);
                    do {
                        listed++;
                    } while (listing.next());
                }
            }
            assertThat(listed).isEqualTo(2000);
        }
    }

    @Test
    void list_again_leavesNothingOpen(@TempDir Path temp) throws IOException {
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            long before = openHere(temp);
            try (Folder folder = calls.openFolder(temp)) {
                for (int i = 0; i < 3; i++) {
                    folder.list().close();
                    assertThat(openHere(temp)).isEqualTo(before + 1);
                }
                try (Listing one = folder.list();
                        Listing other = folder.list()) {
                    assertThat(one.next() || other.next()).isFalse();
                }
            }
            assertThat(openHere(temp)).isEqualTo(before);
        }
    }

    private static long openHere(Path folder) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(fd -> leadsTo(fd, folder)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path folder) {
        try {
            return Files.readSymbolicLink(descriptor).equals(folder.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void list_thatMayPassOverSingles_standsOnWhatIsMounted() throws IOException {
        try (TestVolume volume = TestVolume.make("tmpfs", 1);
                FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Path mounted = Files.createFile(volume.root().resolve("mounted"));
            Path single = Files.createFile(volume.root().resolve("single"));
            volume.bindFile(single, mounted);
            try (Folder folder = calls.openFolder(volume.root());
                    Listing listing = folder.list()) {
                listing.passOverSingles(id -> false);
                assertThat(listing.next()).isTrue();
                assertThat(listing.leaf()).isEqualTo(Leaf.of("mounted"));
                assertThat(listing.next()).isFalse();
            }
        }
    }

    @Test
    void list_thatMayPassOverSingles_standsOnOneOfMany(@TempDir Path temp) throws IOException {
        for (int i = 0; i < 3000; i++) {
            Files.createFile(temp.resolve("single" + i));
        }
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow();
                Folder folder = calls.openFolder(temp);
                Listing listing = folder.list()) {
            listing.passOverSingles(id -> false);
            assertThat(listing.next()).isTrue();
            assertThat(listing.next()).isTrue();
            assertThat(listing.next()).isFalse();
            assertThat(listing.passedOver()).isEqualTo(2998);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs"})
    void accessList_isTheSameOfTwoFoldersWithTheSameList(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, 300);
                FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            for (String name : new String[] {"one", "other", "third", "plain"}) {
                Files.createDirectory(volume.root().resolve(name));
            }
            TestVolume.run(
                    "setfacl", "-m", "u:2345:x", volume.root().resolve("one").toString());
            TestVolume.run(
                    "setfacl", "-m", "u:2345:x", volume.root().resolve("other").toString());
            TestVolume.run(
                    "setfacl", "-m", "u:2345:-", volume.root().resolve("third").toString());

            byte[] one = accessList(calls, volume.root().resolve("one")).orElseThrow();

            assertThat(accessList(calls, volume.root().resolve("other"))).hasValue(one);
            assertThat(accessList(calls, volume.root().resolve("third")).orElseThrow())
                    .isNotEqualTo(one);
            assertThat(accessList(calls, volume.root().resolve("plain"))).isEmpty();
        }
    }

    private static Optional<byte[]> accessList(FileCalls calls, Path path) throws IOException {
        try (Folder folder = calls.openFolder(path)) {
            return folder.accessList();
        }
    }

    @Test
    void setModified_leavesTheAccessTimeAlone() throws IOException {
        try (TestVolume volume = TestVolume.make("ext4", 16);
                FileCalls calls = LinuxFileCalls.open().orElseThrow();
                Folder folder = calls.openFolder(volume.root())) {
            FileTime accessed = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
            Files.setAttribute(volume.root(), "lastAccessTime", accessed);

            folder.setModified(Instant.parse("2002-01-01T00:00:00.123456789Z"));

            assertThat(Files.getAttribute(volume.root(), "lastAccessTime")).isEqualTo(accessed);
            assertThat(folder.facts().modified()).isEqualTo("2002-01-01T00:00:00.123456789Z");
        }
    }

    /** NTFS keeps times in steps of 100 ns. */
    @ParameterizedTest
    @ValueSource(strings = {"xfs", "btrfs", "tmpfs", "ntfs-3g"})
    void setModified_afterAChangeInTheFolder_isWhatIsTold(String type) throws IOException {
        try (TestVolume volume = TestVolume.make(type, type.equals("xfs") ? 320 : 128);
                FileCalls calls = LinuxFileCalls.open().orElseThrow();
                Folder folder = calls.openFolder(volume.root())) {
            Instant then = Instant.parse("2001-02-03T04:05:06.123456700Z");
            Files.writeString(volume.root().resolve("a"), "one");
            Files.writeString(volume.root().resolve("b"), "other");
            folder.renameOver(A, folder, B);

            folder.setModified(then);

            assertThat(folder.facts().modified()).isEqualTo(then);
            assertThat(Files.getLastModifiedTime(volume.root()).toInstant()).isEqualTo(then);
        }
    }

    private interface Deed {
        void run() throws FileCallException;
    }

    private static Trouble troubleOf(Deed deed) {
        FileCallException refused = catchThrowableOfType(FileCallException.class, deed::run);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.trouble();
    }
}
