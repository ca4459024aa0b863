package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order things come to the disk, so that a power cut at any instant finds a state that can be explained. */
class DiskOrderTest {

    static List<Scene> scenes() {
        return Scene.all();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void intent_isOnTheDiskBeforeTheDeed(Scene scene) throws FileCallException {
        SceneRun run = new SceneRun(scene);
        run.requireJournalFirst();
        run.run().requireAllDone();
        assertThat(run.deedsUntold()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void newBody_isOnTheDiskBeforeANameLeadsToIt(Scene scene) throws FileCallException {
        SceneRun run = new SceneRun(scene);
        List<String> early = new ArrayList<>();
        run.fake.script().beforeEach(call -> {
            if (isSwap(call) && !run.fake.isForcedBytes(call.path().toString())) {
                early.add(call.toString());
            }
        });
        run.run().requireAllDone();
        assertThat(early).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void formerBody_goesOnlyAfterTheNewNameIsOnTheDiskAndTheGraceIsOver(Scene scene) throws FileCallException {
        requireNoneGoesEarly(scene, Duration.ofMillis(20));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void formerBody_goesOnlyAfterTheNewNameIsOnTheDiskThoughThereIsNoGrace(Scene scene) throws FileCallException {
        requireNoneGoesEarly(scene, Duration.ZERO);
    }

    private static void requireNoneGoesEarly(Scene scene, Duration grace) throws FileCallException {
        SceneRun run = new SceneRun(scene);
        Map<String, Long> moved = new HashMap<>();
        List<String> early = new ArrayList<>();
        boolean[] forced = {false};
        run.fake.script().beforeEach(call -> {
            String path = call.path().toString();
            if (isSwap(call)) {
                forced[0] = false;
                moved.put(path.replace(".new.", ".join."), System.nanoTime());
            } else if (call.name().equals("forceVolume")) {
                forced[0] = true;
            } else if (call.name().equals("unlink") && moved.containsKey(path)) {
                long waited = System.nanoTime() - moved.get(path);
                if (!forced[0] || waited < grace.toNanos()) {
                    early.add(call + " after " + waited + " ns, forced: " + forced[0]);
                }
            }
        });
        run.run(new RunSettings(grace, 3, Duration.ZERO, false), new CancelToken())
                .requireAllDone();
        assertThat(moved).isNotEmpty();
        assertThat(early).isEmpty();
    }

    @Test
    void removedNames_areGoneFromTheDiskWhenTheRunHasEnded() throws FileCallException {
        SceneRun run = new SceneRun(Scene.others().getFirst());
        run.run().requireAllDone();
        assertThat(run.fake.isForced("/d")).isTrue();
        assertThat(run.fake.isForced("/d/sub")).isTrue();
    }

    /** In the call that makes a name lead to another body, the first path is where that body is until then. */
    private static boolean isSwap(FakeCall call) {
        String from = call.path().toString();
        return (call.name().equals("exchange") || call.name().equals("renameOver"))
                && (from.contains(".join.") || from.contains(".new."));
    }
}
