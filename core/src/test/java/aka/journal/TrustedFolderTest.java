package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.RunId;
import aka.volume.TestVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who could change a state folder could make a later run do as he likes. */
class TrustedFolderTest {

    private static final int NOBODY = 65534;

    @TempDir
    Path temp;

    private final Volumes volumes = Volumes.open();
    private Path home = Path.of("");

    @BeforeEach
    void place() throws Exception {
        home = Files.createDirectory(temp.toRealPath().resolve("above")).resolve("state");
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    private StateFolder open(Path path) throws FileCallException {
        return StateFolder.open(volumes.calls(), path);
    }

    private FileCallException refused(Path path) {
        FileCallException[] refusal = new FileCallException[1];
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> open(path))
                .satisfies(thrown -> refusal[0] = thrown)
                .withMessageContaining("AKA_HOME");
        return refusal[0];
    }

    private static void own(Path path, int user) throws Exception {
        assumeTrue(TestVolume.isRoot(), "needs root to give files away");
        Files.setAttribute(path, "unix:uid", user);
    }

    private static void mode(Path path, String mode) throws Exception {
        TestVolume.run("chmod", mode, path.toString());
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void open_ofWhatIsNotThere_makesItForItsOwnerOnly() throws Exception {
        Path deep = home.resolve("local/state/aka");
        assertThat(open(deep).path()).isEqualTo(deep);
        assertThat(mode(deep)).isEqualTo("rwx------");
        assertThat(mode(home)).isEqualTo("rwx------");
    }

    @Test
    void open_ofAnothersFolder_isRefused() throws Exception {
        own(Files.createDirectory(home), NOBODY);
        FileCallException refusal = refused(home);
        assertThat(refusal.trouble()).isEqualTo(Trouble.NO_PERMISSION);
        assertThat(refusal).hasMessageContaining("user 65534").hasMessageContaining("sudo -H");
    }

    @Test
    void open_ofAFolderThatOthersMayChange_isRefused() throws Exception {
        Files.createDirectory(home);
        for (String mode : new String[] {"777", "770", "707", "1777", "702", "720"}) {
            mode(home, mode);
            assertThat(refused(home)).hasMessageContaining("mode " + mode).hasMessageContaining("chmod go-w");
        }
        mode(home, "755");
        assertThat(open(home).path()).isEqualTo(home);
    }

    @Test
    void open_belowAFolderThatOthersMayChange_isRefused() throws Exception {
        mode(Objects.requireNonNull(home.getParent()), "775");
        assertThat(refused(home).trouble()).isEqualTo(Trouble.NO_PERMISSION);
        assertThat(home).doesNotExist();
    }

    @Test
    void open_belowAStickyFolder_isFine() throws Exception {
        mode(Objects.requireNonNull(home.getParent()), "1777");
        assertThat(open(home).path()).isEqualTo(home);
    }

    @Test
    void open_belowAnothersFolder_isRefused() throws Exception {
        Files.createDirectory(home);
        own(Objects.requireNonNull(home.getParent()), NOBODY);
        assertThat(refused(home))
                .hasMessageContaining(Objects.requireNonNull(home.getParent()) + " belongs to user 65534");
    }

    @Test
    void open_throughALink_givesTheRealPath() throws Exception {
        Path real = Files.createDirectory(temp.toRealPath().resolve("real"));
        Files.createSymbolicLink(home, Path.of("../real/./x/../"));
        Files.createDirectory(real.resolve("x"));
        assertThat(open(home.resolve("state")).path()).isEqualTo(real.resolve("state"));
    }

    @Test
    void open_throughAnothersLink_isRefused() throws Exception {
        Path real = Files.createDirectory(temp.toRealPath().resolve("real"));
        Files.createSymbolicLink(home, real);
        assumeTrue(TestVolume.isRoot(), "needs root to give files away");
        TestVolume.run("chown", "-h", "65534", home.toString());
        assertThat(refused(home).trouble()).isEqualTo(Trouble.NO_PERMISSION);
    }

    @Test
    void open_throughALinkInAFolderThatOthersMayChange_isRefused() throws Exception {
        Path real = Files.createDirectory(temp.toRealPath().resolve("real"));
        Files.createSymbolicLink(home, real);
        mode(Objects.requireNonNull(home.getParent()), "777");
        assertThat(refused(home).trouble()).isEqualTo(Trouble.NO_PERMISSION);
    }

    @Test
    void open_throughLinksInACircle_isRefused() throws Exception {
        Files.createSymbolicLink(home, home);
        assertThat(refused(home).trouble()).isEqualTo(Trouble.TOO_MANY_LINKS);
    }

    @Test
    void open_whereAFileIs_isRefused() throws Exception {
        Files.writeString(home, "mine");
        assertThat(refused(home).trouble()).isEqualTo(Trouble.NOT_A_FOLDER);
        assertThat(refused(home.resolve("below")).trouble()).isEqualTo(Trouble.NOT_A_FOLDER);
        assertThat(home).hasContent("mine");
    }

    @Test
    void read_ofAJournalThatAnotherOwns_isRefused() throws Exception {
        StateFolder state = open(home);
        RunId run = RunId.random();
        Path journal;
        try (Journal begun = state.begin(new RandomRecords(1).began(run))) {
            journal = begun.path();
        }
        for (Path part : new Path[] {journal, journal.getParent(), home.resolve("runs")}) {
            own(part, NOBODY);
            assertThatExceptionOfType(FileCallException.class)
                    .isThrownBy(() -> state.read(run))
                    .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.NO_PERMISSION));
            own(part, 0);
            mode(part, "722");
            assertThatExceptionOfType(FileCallException.class).isThrownBy(() -> state.reopen(run));
            mode(part, "700");
        }
        assertThat(state.read(run).began()).isPresent();
    }

    @Test
    void read_ofALinkInPlaceOfAJournal_isRefused() throws Exception {
        StateFolder state = open(home);
        RunId run = RunId.random();
        Path journal;
        try (Journal begun = state.begin(new RandomRecords(1).began(run))) {
            journal = begun.path();
        }
        Path elsewhere = Files.move(journal, temp.resolve("elsewhere"));
        Files.createSymbolicLink(journal, elsewhere);
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.read(run))
                .satisfies(refusal -> assertThat(refusal.trouble()).isIn(Trouble.NO_PERMISSION, Trouble.NOT_REGULAR));
    }

    @Test
    void open_onAFullVolume_isRefusedAndLeavesNothing() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 8)) {
            fill(volume);
            Path full = volume.root().resolve("state");
            assertThat(refused(full).trouble()).isEqualTo(Trouble.NO_SPACE);
        }
    }

    private static void fill(TestVolume volume) {
        // Inodes and blocks both: neither a folder nor a file fits in.
        TestVolume.read(
                "sh",
                "-c",
                "cd \"$1\"; head -c 100M /dev/zero > fill 2>/dev/null; i=0; while true > f$i; do i=$((i+1)); done 2>/dev/null; true",
                "sh",
                volume.root().toString());
    }

    @Test
    void open_onAReadOnlyVolume_readsWhatIsThere() throws Exception {
        try (TestVolume volume = TestVolume.make("tmpfs", 2)) {
            Path there = volume.root().resolve("state");
            RunId run = RunId.random();
            open(there).begin(new RandomRecords(1).began(run)).close();
            volume.remount("ro");
            StateFolder state = open(there);
            assertThat(state.runs()).containsExactly(run);
            assertThat(state.isRunning(run)).isFalse();
            assertThatExceptionOfType(FileCallException.class)
                    .isThrownBy(() -> state.begin(new RandomRecords(1).began(RunId.random())))
                    .satisfies(refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.READ_ONLY));
            assertThat(refused(volume.root().resolve("other")).trouble()).isEqualTo(Trouble.READ_ONLY);
        }
    }
}
