package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.Plan;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes at the same files at the same time, each wanting to keep what the other wants to replace. */
class OppositeRunsTest {

    private static final int PAIRS = 150;

    @TempDir
    static Path home;

    private static TestVolume volume;
    private static OtherProcess process;
    private final FileCalls calls = LinuxFileCalls.open().orElseThrow();

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

    @AfterEach
    void close() {
        calls.close();
    }

    private static String text(int pair) {
        return "bytes of pair " + pair;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, OtherProcess.NOBODY})
    void oppositeRuns_ofOneUserOrTwo_loseNothing(int other) throws Exception {
        // The folder above the mount point is closed to others; the bind mount is not.
        Path root = volume.bind(Files.createTempDirectory(volume.root(), "tree"));
        for (int i = 0; i < PAIRS; i++) {
            Files.writeString(root.resolve("a" + i), text(i));
            Files.writeString(root.resolve("b" + i), text(i));
            Files.createLink(root.resolve("c" + i), root.resolve("b" + i));
        }
        TestVolume.run("sh", "-c", "chown -R " + other + ":" + other + " \"$0\"", root.toString());
        TestPlan there = new TestPlan(calls, root);
        TestPlan back = new TestPlan(calls, root);
        for (int i = 0; i < PAIRS; i++) {
            there.replace("a" + i, "b" + i, "c" + i);
            back.replace("b" + i, "a" + i);
        }
        Process one = process.start(0, there.plan());
        Process two = process.start(other, back.plan());
        List<String> told = OtherProcess.end(one);
        List<String> toldToo = OtherProcess.end(two);

        assertThat(told)
                .as("steps and the outcome")
                .filteredOn(line -> !line.startsWith("warning"))
                .hasSize(PAIRS + 1);
        assertThat(toldToo).filteredOn(line -> !line.startsWith("warning")).hasSize(PAIRS + 1);
        for (int i = 0; i < PAIRS; i++) {
            for (String name : List.of("a" + i, "b" + i, "c" + i)) {
                assertThat(root.resolve(name)).hasContent(text(i));
            }
            assertThat(Files.isSameFile(root.resolve("b" + i), root.resolve("c" + i)))
                    .as("b and c of %s", i)
                    .isTrue();
        }
        assertThat(Stream.concat(told.stream(), toldToo.stream()).filter(line -> line.endsWith(" DONE")))
                .isNotEmpty();
        requireNoLitter(root);
    }

    private static void requireNoLitter(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains(".aka-"));
        }
    }

    /** What the other has joined before is told as done already, or as changed, and never as a failure. */
    @Test
    void runsOfOnePlan_atTheSameTime_joinEachPairOnce() throws Exception {
        Path root = volume.bind(Files.createTempDirectory(volume.root(), "tree"));
        TestPlan made = new TestPlan(calls, root);
        for (int i = 0; i < PAIRS; i++) {
            Files.writeString(root.resolve("a" + i), text(i));
            Files.writeString(root.resolve("b" + i), text(i));
            made.replace("a" + i, "b" + i);
        }
        Plan plan = made.plan();
        Process one = process.start(0, plan);
        Process two = process.start(0, plan);
        List<String> told = Stream.concat(OtherProcess.end(one).stream(), OtherProcess.end(two).stream())
                .filter(line -> !line.startsWith("warning") && !line.contains("freed"))
                .toList();
        assertThat(told).allMatch(line -> line.matches("\\d+ (DONE|ALREADY_DONE|CHANGED|BUSY|VANISHED)\\b.*"));
        for (int i = 0; i < PAIRS; i++) {
            assertThat(root.resolve("b" + i)).hasContent(text(i));
        }
        requireNoLitter(root);
    }
}
