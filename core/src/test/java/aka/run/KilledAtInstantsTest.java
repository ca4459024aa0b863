package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed at instants that are spread over all the time it takes. Where {@code strace} is, {@link KilledRunTest} kills at
 * each call instead; here this is for Windows.
 */
@Tag("windows")
class KilledAtInstantsTest {

    @RegisterExtension
    static final Proof KILLS = Proof.ofKills();

    private static final int INSTANTS = 50;

    @TempDir
    Path temporary;

    @Test
    void runKilledAtAnyInstant_leavesEveryNameItsBytesAndIsRecoveredAndTakenBack() throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Windows"), "on Linux a run is killed at each system call");
        long whole = killAfter(Long.MAX_VALUE, "whole");
        int killed = 0;
        for (int instant = 0; instant < INSTANTS; instant++) {
            killed += killAfter(whole * instant / INSTANTS, "at-" + instant) < 0 ? 1 : 0;
        }
        KILLS.add(killed);
        // A process is quicker at one time than at another.
        assertThat(killed).isGreaterThan(INSTANTS / 2);
    }

    /** Returns how many nanoseconds the run took; below 0 if it was killed. */
    private long killAfter(long nanos, String name) throws Exception {
        DiskScene scene = DiskScene.make(temporary.resolve(name));
        Path home = Files.createDirectory(temporary.resolve(name + "-home"));
        Process process = ForkedRun.start(List.of(), "told", home, List.of(scene.root()));
        boolean killed;
        long took;
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(firstLine(told)).isEqualTo(ForkedRun.BEGINS);
            long began = System.nanoTime();
            killed = !process.waitFor(Math.min(nanos, TimeUnit.MINUTES.toNanos(1)), TimeUnit.NANOSECONDS);
            took = System.nanoTime() - began;
            process.destroyForcibly().waitFor();
        }
        try {
            scene.requireEveryByte();
            AfterKill.requireExplained(scene, home);
            AfterKill.recoverAndTakeBack(scene, home);
        } catch (AssertionError fault) {
            throw new AssertionError("killed after " + took + " ns: " + fault.getMessage(), fault);
        }
        return killed ? -1 : took;
    }

    /** Wine says things of its own first. */
    private static String firstLine(BufferedReader told) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            if (line.equals(ForkedRun.BEGINS)) {
                return line;
            }
            all.append(line).append('\n');
        }
        return all.toString();
    }
}
