package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The journal's disk is full, or fails, at the first write, the second, and so on: nothing is done that it does not tell. */
class JournalFaultsTest {

    static List<Scene> scenes() {
        return Scene.all();
    }

    private static void atEveryCall(Scene scene, BiConsumer<MemoryMedium, Integer> fault) throws FileCallException {
        List<String> faults = new ArrayList<>();
        boolean reached = true;
        for (int n = 1; reached; n++) {
            SceneRun run = new SceneRun(scene);
            fault.accept(run.medium, n);
            run.requireJournalFirst();
            run.run();
            reached = run.medium.calls() >= n;
            try {
                run.requireEveryByte();
                run.requireTruth();
                run.requireNothingLeftBehind();
                run.requireNoFlaws();
            } catch (AssertionError | RuntimeException wrong) {
                faults.add("journal call " + n + ": " + wrong.getMessage());
            }
            faults.addAll(run.deedsUntold());
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void oneWriteFails_nothingIsDoneThatTheDiskDoesNotTell(Scene scene) throws FileCallException {
        atEveryCall(scene, MemoryMedium::failAt);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyWriteFailsFromThenOn_nothingIsDoneThatTheDiskDoesNotTell(Scene scene) throws FileCallException {
        atEveryCall(scene, MemoryMedium::failFrom);
    }
}
