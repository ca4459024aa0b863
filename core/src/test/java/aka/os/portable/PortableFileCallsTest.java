package aka.os.portable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.Body;
import aka.os.CallStatus;
import aka.os.EntryFacts;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.Support;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is this route's own; what it shares with the others is in the contract. */
class PortableFileCallsTest {

    private static final Leaf A = Leaf.of("a");
    private static final Leaf B = Leaf.of("b");

    @TempDir
    Path home;

    @Test
    void withoutTheUnixView_theLinkCountIsUnknownAndTheKeyTheSame() throws IOException {
        Files.writeString(home.resolve("a"), "bytes");
        Files.createLink(home.resolve("b"), home.resolve("a"));
        FileCalls unix = new PortableFileCalls(Look.UNIX);
        FileCalls basic = new PortableFileCalls(Look.BASIC);

        FileFacts facts = basic.facts(home.resolve("a"));

        assertThat(facts.linkCount()).isEmpty();
        assertThat(facts.owner()).isEmpty();
        assertThat(facts.sizeBytes()).isEqualTo(5);
        assertThat(facts.key())
                .isPresent()
                .isEqualTo(unix.facts(home.resolve("b")).key());
    }

    @Test
    void withoutTheUnixView_aListingTellsTheSameButTheLinkCount() throws IOException {
        Files.writeString(home.resolve("a"), "bytes");

        try (Folder folder = new PortableFileCalls(Look.BASIC).openFolder(home);
                Listing listing = folder.list()) {
            assertThat(listing.next()).isTrue();
            EntryFacts seen = new EntryFacts();
            assertThat(listing.readFacts(seen)).isTrue();
            assertThat(seen.linkCount()).isEqualTo(Listing.UNKNOWN);
            assertThat(seen.allocatedBytes()).isEqualTo(Listing.UNKNOWN);
            assertThat(seen.sizeBytes()).isEqualTo(5);
            assertThat(seen.key()).isEqualTo(folder.facts(A).key().orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLook_linksAndUnlinks(Look look) throws IOException {
        Files.writeString(home.resolve("a"), "bytes");

        try (Folder folder = new PortableFileCalls(look).openFolder(home)) {
            try (Body held = folder.hold(A)) {
                folder.link(held, B);
            }
            folder.unlink(A);
        }

        assertThat(home.resolve("a")).doesNotExist();
        assertThat(home.resolve("b")).hasContent("bytes");
    }

    @Test
    void hold_ofAFileWhoseIdIsUsedAgain_isRefused() throws IOException, InterruptedException {
        Path file = home.resolve("a");
        Files.writeString(file, "first");
        Object firstId = Files.getAttribute(file, "unix:ino");

        try (Folder folder = new PortableFileCalls().openFolder(home);
                Body held = folder.hold(A)) {
            // Longer than a tick of the file system's clock.
            Thread.sleep(50);
            Files.delete(file);
            Files.writeString(file, "second");
            assumeTrue(
                    Files.getAttribute(file, "unix:ino").equals(firstId),
                    "this file system does not use a file id again at once");

            assertThat(troubleOf(held::facts)).isEqualTo(Trouble.CHANGED);
            assertThat(troubleOf(() -> folder.link(held, B))).isEqualTo(Trouble.CHANGED);
        }
    }

    @Test
    void aFolderSwappedForALink_isNotActedIn() throws IOException {
        Path inner = Files.createDirectory(home.resolve("inner"));
        Files.writeString(inner.resolve("a"), "mine");
        Path victim = Files.createDirectory(home.resolve("victim"));
        Files.writeString(victim.resolve("a"), "not to be touched");

        try (Folder folder = new PortableFileCalls().openFolder(inner)) {
            Files.move(inner, home.resolve("moved"));
            Files.createSymbolicLink(inner, victim);

            assertThat(troubleOf(() -> folder.unlink(A))).isEqualTo(Trouble.CHANGED);
            assertThat(troubleOf(() -> folder.createFolder(B, true))).isEqualTo(Trouble.CHANGED);
            assertThat(troubleOf(() -> folder.facts(A))).isEqualTo(Trouble.CHANGED);
            assertThat(troubleOf(() -> folder.openBody("a".getBytes(UTF_8)))).isEqualTo(Trouble.CHANGED);
            assertThat(troubleOf(folder::list)).isEqualTo(Trouble.CHANGED);
        }
        assertThat(victim.resolve("a")).hasContent("not to be touched");
    }

    @Test
    void deeds_ofOneself_doNotMakeAFolderLookLikeAnother() throws IOException {
        try (Folder folder = new PortableFileCalls().openFolder(home)) {
            for (int i = 0; i < 5; i++) {
                folder.createFolder(Leaf.of("f" + i), true);
            }
            assertThatCode(folder::facts).doesNotThrowAnyException();
        }
    }

    @Test
    void anotherMount_isEnteredOnlyWhenAsked() throws IOException {
        FileCalls calls = new PortableFileCalls();
        assumeTrue(Files.exists(Path.of("/proc/self")), "needs /proc, a file system of its own");

        try (Folder top = calls.openFolder(Path.of("/"))) {
            assertThat(troubleOf(() -> top.openFolder("proc".getBytes(UTF_8), false)))
                    .isEqualTo(Trouble.DIFFERENT_MOUNTS);
            try (Folder proc = top.openFolder("proc".getBytes(UTF_8), true)) {
                assertThat(proc.path()).isEqualTo(Path.of("/proc"));
            }
            try (Listing listing = top.list()) {
                while (listing.next()) {
                    if (listing.leaf().equals(Leaf.of("proc"))) {
                        EntryFacts seen = new EntryFacts();
                        assertThat(listing.readFacts(seen)).isTrue();
                        assertThat(seen.isMountPoint()).isTrue();
                    }
                }
            }
        }
        assertThat(calls.volume(Path.of("/proc/self/stat")).pseudo()).isTrue();
    }

    @Test
    void link_acrossVolumes_isRefusedWithBothPathsAndAWayOut() throws IOException {
        Path shm = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(shm) && !Files.getFileStore(shm).equals(Files.getFileStore(home)),
                "needs a second file system");
        Files.writeString(home.resolve("a"), "bytes");
        Leaf unused = Leaf.of("aka-test-" + ProcessHandle.current().pid());

        try (Folder here = new PortableFileCalls().openFolder(home);
                Folder there = new PortableFileCalls().openFolder(shm);
                Body held = here.hold(A)) {
            FileCallException refused = catchThrowableOfType(FileCallException.class, () -> there.link(held, unused));

            assertThat(refused.trouble()).isEqualTo(Trouble.DIFFERENT_VOLUMES);
            assertThat(refused.osError()).isEqualTo("EXDEV");
            assertThat(refused.osNumber()).isEqualTo(18);
            assertThat(refused.deed()).contains(home.toString()).contains(unused.toString());
            assertThat(refused.wayOut()).contains("one volume");
        }
    }

    @Test
    void link_pastTheLimitOfExt4_isRefusedWithAWayOut() throws IOException {
        assumeTrue(
                Files.getFileStore(home).type().equals("ext4"), "needs ext4, on which a file has 65,000 names at most");
        Files.writeString(home.resolve("a"), "bytes");

        try (Folder folder = new PortableFileCalls().openFolder(home);
                Body held = folder.hold(A)) {
            for (int names = 1; names < 65_000; names++) {
                Files.createLink(home.resolve("n" + names), home.resolve("a"));
            }
            FileCallException refused = catchThrowableOfType(FileCallException.class, () -> folder.link(held, B));

            assertThat(refused.trouble()).isEqualTo(Trouble.LINK_LIMIT);
            assertThat(refused).hasMessageContaining("(EMLINK 31)");
            assertThat(refused.wayOut()).isNotEmpty();
            assertThat(folder.facts(A).linkCount()).hasValue(65_000);
        }
    }

    @Test
    void volume_doesNotSayWhatTheJdkDoesNotSay() throws IOException {
        var volume = new PortableFileCalls().volume(home);

        assertThat(volume.maxLinks()).isEmpty();
        assertThat(volume.mountPoint()).isEmpty();
        assertThat(volume.id().lasting()).isFalse();
        assertThat(volume.links()).isEqualTo(Support.UNKNOWN);
        assertThat(volume.exchange()).isEqualTo(Support.NO);
        assertThat(volume.pseudo()).isFalse();
    }

    @Test
    void refusals_nameTheCallThatIsMissing() throws IOException {
        Files.writeString(home.resolve("a"), "");
        Files.writeString(home.resolve("b"), "");

        try (Folder folder = new PortableFileCalls().openFolder(home)) {
            FileCallException refused =
                    catchThrowableOfType(FileCallException.class, () -> folder.exchange(A, folder, B));

            assertThat(refused).hasMessageContaining("renameat2(RENAME_EXCHANGE)");
            assertThat(refused.otherPath()).contains(home.resolve("b"));
        }
    }

    @Test
    void callStatuses_sayWhatIsDoneWithoutACallThatIsMissing() {
        assertThat(new PortableFileCalls().callStatuses())
                .filteredOn(status -> !status.found())
                .isNotEmpty()
                .extracting(CallStatus::instead)
                .doesNotContain("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void link_toANameThatIsNoText_worksInAnyLocale(String locale) throws IOException, InterruptedException {
        Files.writeString(home.resolve("a"), "bytes");
        ProcessBuilder forked = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OddNames.class.getName(),
                home.toString());
        forked.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        forked.environment().put("LC_ALL", locale);
        Process process = forked.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("linked 3, listed 3");
        assertThat(process.waitFor()).isZero();
        assertThat(Files.getAttribute(home.resolve("a"), "unix:nlink")).isEqualTo(4);
        for (byte[] odd : OddNames.ODD) {
            assertThat(Files.isSameFile(home.resolve(RawPath.path(odd)), home.resolve("a")))
                    .isTrue();
        }
    }

    /** Links {@code a} to odd names in a folder and reads them back; a program of its own, for a locale of its own. */
    static final class OddNames {

        static final byte[][] ODD = {
            {'b', 'a', 'd', (byte) 0xFF}, {(byte) 0xC3, (byte) 0xBC}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n'}
        };

        private OddNames() {}

        @SuppressWarnings("SystemOut") // What a process has to say, it says there.
        public static void main(String[] args) throws IOException {
            int linked = 0;
            int listed = 0;
            try (Folder folder = new PortableFileCalls().openFolder(Path.of(args[0]));
                    Body held = folder.hold(A)) {
                for (byte[] odd : ODD) {
                    folder.link(held, Leaf.of(odd));
                    linked++;
                }
                try (Listing listing = folder.list()) {
                    while (listing.next()) {
                        byte[] leaf = listing.leaf().bytes();
                        listed += Arrays.stream(ODD).anyMatch(odd -> Arrays.equals(odd, leaf))
                                        && listing.readFacts(new EntryFacts())
                                ? 1
                                : 0;
                    }
                }
            }
            System.out.print("linked " + linked + ", listed " + listed);
        }
    }

    private static Trouble troubleOf(ThrowingCallable deed) {
        FileCallException refused = catchThrowableOfType(FileCallException.class, deed);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.trouble();
    }
}
