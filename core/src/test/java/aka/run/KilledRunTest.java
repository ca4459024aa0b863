package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.RunId;
import aka.run.ForkedRun.Heard;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run is killed as it enters a system call that changes something, at the first of its kind, the second, until it goes
 * through. Each state that it can leave on the disk is met.
 */
class KilledRunTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    @TempDir
    Path temporary;

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    @ParameterizedTest
    @CsvSource("renameat2, 5")
    void runKilledAtACall_leavesEveryNameItsBytesAndAJournalThatExplainsTheRest(String call, int least)
            throws Exception {
        assertThat(killAtEach("ext4", call)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        "syncfs, 3",
        "linkat, 6",
        "unlinkat, 7",
        "mkdirat, 2",
        "fdatasync, 5",
        "fsync, 1",
        "write, 5",
        "copy_file_range, 1",
        "ftruncate, 1",
        "utimensat, 3",
        "fchown, 1",
        "fchmod, 1",
        "fcntl, 20"
    })
    @Tag("long")
    void runKilledAtAnyOtherCall_leavesEveryNameItsBytesAndAJournalThatExplainsTheRest(String call, int least)
            throws Exception {
        assertThat(killAtEach("ext4", call)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        "ntfs-3g, renameat2, 0",
        "ntfs-3g, renameat, 3",
        "ntfs-3g, linkat, 10",
        "ntfs-3g, unlinkat, 7",
        "ntfs-3g, syncfs, 3",
        "ntfs-3g, utimensat, 3",
        "xfs, renameat2, 5",
        "xfs, unlinkat, 7",
        "btrfs, renameat2, 5",
        "btrfs, unlinkat, 7",
        "tmpfs, renameat2, 5",
        "tmpfs, unlinkat, 7"
    })
    @Tag("long")
    void runKilledElsewhere_leavesEveryNameItsBytesAndAJournalThatExplainsTheRest(String type, String call, int least)
            throws Exception {
        assertThat(killAtEach(type, call)).isGreaterThanOrEqualTo(least);
    }

    /** Returns how often it was killed. */
    private int killAtEach(String type, String call) throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to kill at a system call");
        for (int n = 1; ; n++) {
            DiskScene scene = DiskScene.make(VOLUMES.folder(type));
            Path home = Files.createTempDirectory(temporary, "home");
            Process process = ForkedRun.start(ForkedRun.killing(call, n), home, List.of(scene.root()));
            List<Heard> heard = ForkedRun.heard(process);
            String when = "killed at " + call + " " + n + ": " + heard;
            try {
                scene.requireEveryByte();
                Optional<Reading> reading = reading(home);
                if (process.exitValue() == 0) {
                    assertThat(heard.getFirst().done()).hasSize(DiskScene.STEPS);
                    assertThat(scene.leftovers()).isEmpty();
                    return n - 1;
                }
                assertThat(process.exitValue()).isEqualTo(ForkedRun.KILLED);
                requireExplained(scene, reading);
            } catch (AssertionError fault) {
                throw new AssertionError(when + ": " + fault.getMessage(), fault);
            }
        }
    }

    private static Optional<Reading> reading(Path home) throws FileCallException {
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            StateFolder state = StateFolder.open(calls, home);
            List<RunId> runs = state.runs();
            return runs.isEmpty() ? Optional.empty() : Optional.of(state.read(runs.getFirst()));
        }
    }

    private static void requireExplained(DiskScene scene, Optional<Reading> reading) throws IOException {
        List<Path> left = scene.leftovers();
        if (reading.isEmpty()) {
            assertThat(left).isEmpty();
            return;
        }
        assertThat(reading.get().flaws()).isEmpty();
        assertThat(left).allMatch(Explained.by(reading.get(), scene.root())::is);
    }
}
