package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.RunId;
import aka.run.ForkedRun.Heard;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** System calls fail under a run on a real file system: ext4. */
class SystemFaultsTest {

    @RegisterExtension
    static final Proof FAULTS = Proof.ofFaults();

    private static TestVolume volume;

    @TempDir
    Path temporary;

    @BeforeAll
    static void mount() {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to let system calls fail");
        volume = TestVolume.make("ext4", 200);
    }

    @AfterAll
    static void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    /**
     * Many runs in one process, of which each meets one failure at another place: the calls from one failure to the next are
     * some more than a run makes.
     *
     * @param apart how many calls of that kind lie between two failures
     */
    @ParameterizedTest
    @CsvSource({"renameat2, EIO, 7", "linkat, EIO, 9", "unlinkat, EIO, 13", "syncfs, EIO, 7", "fcntl, EAGAIN, 41"})
    void oneCallFails_everythingIsAsToldAndNothingIsLeftBehind(String call, String error, int apart) throws Exception {
        oneCallFails(call, error, apart, 12);
    }

    @ParameterizedTest
    @CsvSource({
        "renameat2, ENOSPC, 7",
        "renameat2, EROFS, 7",
        "renameat2, EINTR, 7",
        "linkat, EDQUOT, 9",
        "linkat, ENOSPC, 9",
        "linkat, EACCES, 9",
        "unlinkat, EACCES, 13",
        "unlinkat, EROFS, 13",
        "mkdirat, ENOSPC, 3",
        "mkdirat, EACCES, 3",
        "fdatasync, EIO, 11",
        "openat2, EACCES, 31",
        "statx, EIO, 271",
        "fsync, EIO, 5",
        "fdatasync, ENOSPC, 11",
        "syncfs, ENOSPC, 7",
        "copy_file_range, ENOSPC, 2",
        "utimensat, EACCES, 9",
        "fchown, EPERM, 2",
        "openat2, EIO, 31",
        "openat2, EMFILE, 31",
        "fcntl, EIO, 47",
        "statx, EACCES, 271",
        "statx, EINTR, 271",
        "flistxattr, EIO, 23"
    })
    @Tag("long")
    void oneCallFailsInAnotherWay_everythingIsAsToldAndNothingIsLeftBehind(String call, String error, int apart)
            throws Exception {
        oneCallFails(call, error, apart, 60);
    }

    private void oneCallFails(String call, String error, int apart, int runs) throws Exception {
        Map<Path, DiskScene> scenes = scenes(runs);
        List<Heard> heard = run(ForkedRun.failing(call, error, apart + "+" + apart, temporary.resolve("log")), scenes);
        List<String> faults = new ArrayList<>();
        FAULTS.add(heard.size());
        for (Heard each : heard) {
            DiskScene scene = Objects.requireNonNull(scenes.remove(each.root()));
            note(faults, each.text(), () -> {
                scene.requireEveryByte();
                scene.requireTruth(each.done());
                assertThat(each.open()).as("files left open").isZero();
                assertThat(scene.leftovers()).isEmpty();
            });
        }
        assertThat(faults).isEmpty();
        assertThat(scenes).as("runs that were not told of").isEmpty();
        assertThat(Files.readString(temporary.resolve("log")))
                .as("calls that failed")
                .contains("(INJECTED)");
    }

    @ParameterizedTest
    @CsvSource({"renameat2, EIO, 3", "syncfs, EIO, 2"})
    void everyCallFailsFromThenOn_noByteIsLostAndTheJournalExplainsWhatIsLeft(String call, String error, int n)
            throws Exception {
        everyCallFails(call, error, n);
    }

    @ParameterizedTest
    @CsvSource({
        "renameat2, EIO, 6",
        "unlinkat, EIO, 11",
        "unlinkat, EROFS, 11",
        "linkat, EACCES, 8",
        "mkdirat, EACCES, 3",
        "syncfs, ENOSPC, 5",
        "fdatasync, ENOSPC, 9",
        "utimensat, EACCES, 5",
        "openat2, EIO, 25",
        "fcntl, EIO, 40"
    })
    @Tag("long")
    void everyCallFailsFromEachOn_noByteIsLostAndTheJournalExplainsWhatIsLeft(String call, String error, int last)
            throws Exception {
        for (int n = 1; n <= last; n++) {
            everyCallFails(call, error, n);
        }
    }

    private void everyCallFails(String call, String error, int n) throws Exception {
        Map<Path, DiskScene> scenes = scenes(1);
        DiskScene scene = scenes.values().iterator().next();
        Path home = Files.createTempDirectory(temporary, "home");
        List<Heard> heard = ForkedRun.heard(ForkedRun.start(
                ForkedRun.failing(call, error, n + "+", temporary.resolve("log")), "run", home, List.of(scene.root())));
        FAULTS.add();
        String when = error + " from " + call + " " + n + " on: " + heard;
        List<String> faults = new ArrayList<>();
        note(faults, when, () -> {
            scene.requireEveryByte();
            requireExplained(scene, home);
            for (Heard each : heard) {
                assertThat(each.open()).as("files left open").isZero();
                if (!each.rescued()) {
                    scene.requireTruth(each.done());
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    private static void requireExplained(DiskScene scene, Path home) throws IOException {
        List<Path> left = scene.leftovers();
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            StateFolder state = StateFolder.open(calls, home);
            List<RunId> runs = state.runs();
            if (runs.isEmpty()) {
                assertThat(left).isEmpty();
                return;
            }
            Reading reading = state.read(runs.getFirst());
            assertThat(reading.flaws()).isEmpty();
            assertThat(left).allMatch(Explained.by(reading, scene.root())::is);
        }
    }

    private static Map<Path, DiskScene> scenes(int runs) throws IOException {
        Map<Path, DiskScene> scenes = new HashMap<>();
        for (int i = 0; i < runs; i++) {
            DiskScene scene = DiskScene.make(Files.createTempDirectory(volume.root(), "run"));
            scenes.put(scene.root(), scene);
        }
        return scenes;
    }

    private List<Heard> run(List<String> strace, Map<Path, DiskScene> scenes) throws Exception {
        List<Path> roots = List.copyOf(scenes.keySet());
        return ForkedRun.heard(ForkedRun.start(strace, "run", temporary.resolve("home"), roots));
    }

    /** What must be true. */
    private interface Check {
        void run() throws IOException;
    }

    private static void note(List<String> faults, String when, Check check) throws IOException {
        try {
            check.run();
        } catch (AssertionError fault) {
            faults.add(when + ": " + fault.getMessage());
        }
    }
}
