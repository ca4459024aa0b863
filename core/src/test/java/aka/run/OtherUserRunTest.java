package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.os.linux.LinuxFileCalls;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user who is not root can have done, and what becomes of the rest. */
class OtherUserRunTest {

    private static final int ME = OtherProcess.NOBODY;
    private static final int HIM = 1234;
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

    @TempDir
    static Path home;

    private static TestVolume volume;
    private static OtherProcess process;
    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();
    private Path root;

    @BeforeAll
    static void mount() throws IOException {
        assumeTrue(TestVolume.isRoot(), "needs root to become another user");
        volume = TestVolume.make("ext4", 64);
        process = new OtherProcess(home);
    }

    @AfterAll
    static void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    @BeforeEach
    void show() throws IOException {
        // The folder above the mount point is closed to others; the bind mount is not.
        root = volume.bind(Files.createTempDirectory(volume.root(), "tree"));
        own(ME, "0755", root);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    private static void own(int user, String mode, Path path) {
        TestVolume.run("chown", user + ":" + user, path.toString());
        TestVolume.run("chmod", mode, path.toString());
    }

    private Path folder(int user, String mode, String name) throws IOException {
        Path path = Files.createDirectories(root.resolve(name));
        own(user, mode, path);
        return path;
    }

    private Path file(int user, String mode, String name) throws IOException {
        Path path = Files.writeString(root.resolve(name), "equal bytes");
        own(user, mode, path);
        return path;
    }

    private boolean joined(String one, String other) throws IOException {
        return Files.isSameFile(root.resolve(one), root.resolve(other));
    }

    private void requireNoLitter() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    private List<String> run(TestPlan plan) throws Exception {
        return OtherProcess.end(process.start(ME, plan.plan()));
    }

    @Test
    void whatIsMine_isDone_andWhatIsAnothers_isRefusedWithTheReason() throws Exception {
        folder(ME, "0755", "mine");
        folder(HIM, "0755", "his");
        file(ME, "0644", "mine/kept");
        file(ME, "0644", "mine/one");
        file(ME, "0644", "his/mine");
        file(HIM, "0644", "mine/his");
        file(HIM, "0600", "mine/secret");
        List<String> lines = run(new TestPlan(calls, root)
                .replace("mine/kept", "mine/one")
                .replace("mine/kept", "his/mine")
                .replace("mine/kept", "mine/his")
                .replace("mine/kept", "mine/secret")
                .split("mine/his")
                .waive(MetadataPart.OWNER, MetadataPart.MODE));
        assertThat(lines).contains("1 DONE");
        assertThat(lines).anyMatch(line -> line.startsWith("2 NO_PERMISSION "));
        assertThat(lines).anyMatch(line -> line.startsWith("3 WIDENS_ACCESS "));
        assertThat(lines).anyMatch(line -> line.startsWith("4 NO_PERMISSION "));
        assertThat(joined("mine/kept", "mine/one")).isTrue();
        assertThat(joined("mine/kept", "his/mine")).isFalse();
        requireNoLitter();
    }

    @Test
    void anothersFile_inMyFolder_isNeitherReplacedNorSplit() throws Exception {
        file(HIM, "0644", "kept");
        file(HIM, "0644", "one");
        Files.createLink(root.resolve("two"), root.resolve("one"));
        List<String> lines =
                run(new TestPlan(calls, root).replace("kept", "one", "two").split("two"));
        assertThat(lines).anyMatch(line -> line.startsWith("1 NO_PERMISSION "));
        assertThat(lines).anyMatch(line -> line.startsWith("2 NO_PERMISSION "));
        assertThat(joined("one", "two")).isTrue();
        requireNoLitter();
    }

    @Test
    void aRootThatMayNotBeChanged_getsNoPool_andWhatIsBelowIsDone() throws Exception {
        own(0, "0755", root);
        Files.setLastModifiedTime(root, LONG_AGO);
        Path mine = folder(ME, "0755", "mine");
        file(ME, "0644", "mine/kept");
        file(ME, "0644", "mine/one");
        Files.createLink(root.resolve("mine/two"), root.resolve("mine/one"));
        Files.setLastModifiedTime(mine, LONG_AGO);
        List<String> lines = run(new TestPlan(calls, root).replace("mine/kept", "mine/one", "mine/two"));
        assertThat(lines).containsExactly("1 DONE", "COMPLETE freed 1024");
        assertThat(joined("mine/kept", "mine/two")).isTrue();
        assertThat(Files.getLastModifiedTime(mine)).isEqualTo(LONG_AGO);
        requireNoLitter();
    }

    @Test
    void aFolderOfSomeoneElse_inWhichIMayChangeNames_keepsItsNewTime_whichIsToldOf() throws Exception {
        Path open = folder(HIM, "0777", "open");
        file(ME, "0644", "open/kept");
        file(ME, "0644", "open/one");
        Files.setLastModifiedTime(open, LONG_AGO);
        List<String> lines = run(new TestPlan(calls, root).replace("open/kept", "open/one"));
        assertThat(lines).contains("1 DONE");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("warning cannot set when the folder " + open + " was changed"));
        assertThat(joined("open/kept", "open/one")).isTrue();
        requireNoLitter();
    }

    @Test
    void inAStickyFolder_myFilesAreJoined_andAnothersAreNot() throws Exception {
        folder(0, "1777", "sticky");
        file(ME, "0644", "sticky/kept");
        file(ME, "0644", "sticky/one");
        file(HIM, "0666", "sticky/his");
        file(HIM, "0666", "sticky/too");
        List<String> lines = run(
                new TestPlan(calls, root).replace("sticky/kept", "sticky/one").replace("sticky/his", "sticky/too"));
        assertThat(lines).contains("1 DONE");
        assertThat(lines).anyMatch(line -> line.startsWith("2 NO_PERMISSION "));
        assertThat(joined("sticky/kept", "sticky/one")).isTrue();
        assertThat(joined("sticky/his", "sticky/too")).isFalse();
        requireNoLitter();
    }

    /** A name of someone else's file could not be taken out of a sticky folder again, were it needed to. */
    @Test
    void inAStickyFolder_myFileIsNotReplacedByAnothers() throws Exception {
        folder(0, "1777", "sticky");
        file(0, "0644", "kept");
        file(ME, "0644", "sticky/one");
        List<String> lines =
                run(new TestPlan(calls, root).replace("kept", "sticky/one").waive(MetadataPart.OWNER));
        assertThat(lines).anyMatch(line -> line.startsWith("1 NO_PERMISSION "));
        assertThat(joined("kept", "sticky/one")).isFalse();
        requireNoLitter();
    }

    @Test
    void aStickyRoot_isWorkedInByAPoolOfMine() throws Exception {
        own(0, "1777", root);
        file(ME, "0644", "kept");
        file(ME, "0644", "one");
        List<String> lines = run(new TestPlan(calls, root).replace("kept", "one"));
        assertThat(lines).contains("1 DONE");
        assertThat(joined("kept", "one")).isTrue();
        requireNoLitter();
    }
}
