package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.run.ForkedRun.Heard;
import aka.volume.TestVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run is killed as it enters a system call that changes something, at the first of its kind, the second, until it goes
 * through. Each state that it can leave on the disk is met.
 */
class KilledRunTest {

    @RegisterExtension
    static final Proof KILLS = Proof.ofKills();

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    @TempDir
    Path temporary;

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    @ParameterizedTest
    @CsvSource({"run, renameat2, 5", "beside, renameat2, 2"})
    void runKilledAtACall_leavesEveryNameItsBytesAndAJournalThatExplainsTheRest(String deed, String call, int least)
            throws Exception {
        assertThat(killAtEach(deed, "ext4", call)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        "run, syncfs, 3",
        "run, linkat, 6",
        "run, unlinkat, 7",
        "run, mkdirat, 2",
        "run, fdatasync, 5",
        "run, fsync, 1",
        "run, write, 5",
        "run, copy_file_range, 1",
        "run, ftruncate, 1",
        "run, utimensat, 3",
        "run, fchown, 1",
        "run, fchmod, 1",
        "run, fcntl, 20",
        "beside, syncfs, 3",
        "beside, linkat, 2",
        "beside, unlinkat, 2",
        "beside, fcntl, 5"
    })
    @Tag("long")
    void runKilledAtAnyOtherCall_leavesEveryNameItsBytesAndAJournalThatExplainsTheRest(
            String deed, String call, int least) throws Exception {
        assertThat(killAtEach(deed, "ext4", call)).isGreaterThanOrEqualTo(least);
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
        assertThat(killAtEach("run", type, call)).isGreaterThanOrEqualTo(least);
    }

    /** Returns how often it was killed. */
    private int killAtEach(String deed, String type, String call) throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to kill at a system call");
        for (int n = 1; ; n++) {
            DiskScene scene = DiskScene.make(VOLUMES.folder(type));
            Path home = Files.createTempDirectory(temporary, "home");
            Killed killed = kill(deed, call, n, home, scene);
            try {
                scene.requireEveryByte();
                AfterKill.requireExplained(scene, home);
                if (!killed.was()) {
                    assertThat(killed.heard().getFirst().done()).hasSize(DiskScene.STEPS);
                    assertThat(scene.leftovers()).isEmpty();
                    return n - 1;
                }
                AfterKill.recoverAndTakeBack(scene, home);
            } catch (AssertionError fault) {
                throw new AssertionError("killed at " + call + " " + n + ": " + fault.getMessage(), fault);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ext4, renameat2, unlinkat",
        "ext4, unlinkat, unlinkat",
        "ext4, renameat2, renameat2",
        "ext4, renameat2, fdatasync",
        "ntfs-3g, renameat, unlinkat",
        "ntfs-3g, renameat, renameat"
    })
    @Tag("long")
    void recoveryKilledAtACall_isFinishedByTheNext(String type, String call, String recoveryCall) throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to kill at a system call");
        int kills = 0;
        for (int n = 1; ; n++) {
            for (int m = 1; ; m++) {
                DiskScene scene = DiskScene.make(VOLUMES.folder(type));
                Path home = Files.createTempDirectory(temporary, "home");
                if (!kill("run", call, n, home, scene).was()) {
                    assertThat(kills).isPositive();
                    return;
                }
                Killed recovery = kill("recover", recoveryCall, m, home, scene);
                try {
                    scene.requireEveryByte();
                    AfterKill.requireExplained(scene, home);
                    AfterKill.recoverAndTakeBack(scene, home);
                } catch (AssertionError fault) {
                    String when = "killed at " + call + " " + n + ", then at " + recoveryCall + " " + m + ": ";
                    throw new AssertionError(when + fault.getMessage(), fault);
                }
                if (!recovery.was()) {
                    break;
                }
                kills++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"renameat2, 5", "unlinkat, 7", "linkat, 6", "copy_file_range, 3", "syncfs, 3"})
    @Tag("long")
    void undoKilledAtACall_isRecoveredAndTakenUpAgain(String call, int least) throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to kill at a system call");
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            DiskScene scene = DiskScene.make(VOLUMES.folder("ext4"));
            Path home = Files.createTempDirectory(temporary, "home");
            assertThat(kill("run", "acct", 1, home, scene).was()).isFalse();
            killed = kill("undo", call, kills + 1, home, scene).was();
            try {
                scene.requireEveryByte();
                AfterKill.requireExplained(scene, home);
                AfterKill.recoverAndTakeBack(scene, home);
            } catch (AssertionError fault) {
                throw new AssertionError("killed at " + call + " " + (kills + 1) + ": " + fault.getMessage(), fault);
            }
        }
        assertThat(kills - 1).isGreaterThanOrEqualTo(least);
    }

    /** What a process told before it was killed, if it was. */
    private record Killed(boolean was, List<Heard> heard) {}

    private static Killed kill(String deed, String call, int n, Path home, DiskScene scene) throws Exception {
        Process process = ForkedRun.start(ForkedRun.killing(call, n), deed, home, List.of(scene.root()));
        List<Heard> heard = ForkedRun.heard(process);
        assertThat(process.exitValue()).as(deed + ": " + heard).isIn(0, ForkedRun.KILLED);
        boolean killed = process.exitValue() != 0;
        KILLS.add(killed ? 1 : 0);
        return new Killed(killed, heard);
    }
}
