package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another program acts before the first call of a run, before the second, and so on: what it did by a name is found by that name
 * afterwards, or where the run tells that something is left.
 */
@Tag("windows")
class SomeoneElseActsOnARunTest {

    private static final RunSettings AT_ONCE = new RunSettings(Duration.ZERO, 3, Duration.ZERO, false);
    private static final List<String> REPLACED = List.of("/d/one", "/d/sub/two", "/d/far/three");
    private static final List<String> SPLIT = List.of("/d/here", "/d/sub/there", "/d/far/yonder");
    private static final int MODE = 0640;

    static List<Scene> scenes() {
        return Stream.of(Scene.replacing(), Scene.splitting(), Scene.repointing())
                .flatMap(List::stream)
                .toList();
    }

    /** What the other program does by a name, if that is there. */
    private interface Act {
        void by(FakeFileCalls fake, String name);
    }

    /** What must be so afterwards. */
    private interface Kept {
        boolean at(FakeFileCalls fake, String name);
    }

    private static void atEveryCall(Scene scene, Act act, Kept kept) throws FileCallException {
        List<String> lost = new ArrayList<>();
        for (String name : scene.name().startsWith("split") ? SPLIT : REPLACED) {
            boolean reached = true;
            for (int n = 1; reached; n++) {
                SceneRun run = new SceneRun(scene);
                FakeFileCalls fake = run.fake;
                int[] calls = {0};
                String[] at = {"none"};
                int when = n;
                fake.script().beforeEach(call -> {
                    calls[0]++;
                    if (calls[0] == when && !isUnclosable(call, name) && fake.exists(name)) {
                        at[0] = call.toString();
                        act.by(fake, name);
                    }
                });
                run.run(AT_ONCE, new CancelToken());
                reached = calls[0] >= n;
                boolean acted = !at[0].equals("none");
                if (acted
                        && !(fake.exists(name) && kept.at(fake, name))
                        && run.leftovers().stream().noneMatch(left -> kept.at(fake, left) && run.isTold(left))) {
                    lost.add(name + " before call " + n + ", " + at[0]);
                }
                fake.checkNoOpenHandles();
            }
        }
        assertThat(lost).isEmpty();
    }

    /** Without an exchange, a name that is given to something else in this very instant is lost: no call can prevent that. */
    private static boolean isUnclosable(FakeCall call, String name) {
        return call.name().equals("renameOver") && Path.of(name).equals(call.otherPath());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aWriter_findsItsBytesByTheNameItWroteTo(Scene scene) throws FileCallException {
        atEveryCall(
                scene,
                (fake, name) -> fake.writeOnceUnguarded(name, "WRITTEN"),
                (fake, name) -> fake.text(name).startsWith("WRITTEN"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aSaveByRename_isFoundByItsName(Scene scene) throws FileCallException {
        atEveryCall(
                scene,
                (fake, name) -> fake.remove(name).file(name, "SAVED"),
                (fake, name) -> fake.text(name).equals("SAVED"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aChangeOfMode_isFoundByItsName(Scene scene) throws FileCallException {
        atEveryCall(
                scene, (fake, name) -> fake.owner(name, 1000, 1000, MODE), (fake, name) -> mode(fake, name) == MODE);
    }

    private static int mode(FakeFileCalls fake, String name) {
        try {
            return fake.facts(Path.of(name)).owner().orElseThrow().mode();
        } catch (FileCallException missing) {
            throw new AssertionError(missing);
        }
    }
}
