package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.LinkStep.Replace;
import aka.plan.PlannedBody;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans with very many steps take memory and time in proportion, and little of it. */
class LongPlanTest {

    private static final int KEPT = 100;

    @TempDir
    Path home;

    @Test
    @Timeout(60)
    void aPlanOf5000Steps_isRunWithLittleMemory() throws Exception {
        run(5_000, 64, 4_096);
    }

    @Test
    @Timeout(60)
    void aPlan_isRunWhereFewFilesMayBeOpen() throws Exception {
        run(500, 64, 150);
    }

    @Test
    @Tag("long")
    @Timeout(300)
    void aPlanOf100000Steps_isRunWith512MiB() throws Exception {
        run(100_000, 512, 4_096);
    }

    private void run(int steps, int heapMiB, int openFiles) throws Exception {
        try (TestVolume volume = TestVolume.make("tmpfs", 2_000);
                FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Path root = Files.createDirectory(volume.root().resolve("tree"));
            TestPlan plan = plan(calls, root, steps);
            OtherProcess process = new OtherProcess(Files.createDirectory(home.resolve("classes")));
            List<String> told = OtherProcess.end(
                    process.start(plan.plan(), heapMiB, openFiles, volume.root().resolve("state")));
            assertThat(told).filteredOn(line -> line.endsWith(" DONE")).hasSize(steps);
            assertThat(told.getLast()).isEqualTo("COMPLETE freed " + 4096L * steps);
        }
    }

    private static TestPlan plan(FileCalls calls, Path root, int steps) throws IOException {
        TestPlan plan = new TestPlan(calls, root);
        for (int first = 0; first < steps; first += KEPT) {
            Path folder = Files.createDirectory(root.resolve("f" + first));
            Files.writeString(folder.resolve("kept"), "equal bytes");
            PlannedBody kept = plan.body("f" + first + "/kept");
            for (int i = first; i < Math.min(steps, first + KEPT); i++) {
                String name = "f" + first + "/d" + i;
                Files.writeString(root.resolve(name), "equal bytes");
                plan.step(new Replace(kept, plan.body(name)));
            }
        }
        return plan;
    }
}
