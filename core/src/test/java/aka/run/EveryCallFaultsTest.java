package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.fake.FakeError;
import aka.os.fake.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first call of a run fails, the second, and so on until it goes through: never is a byte lost or a lie told. */
@Tag("windows")
class EveryCallFaultsTest {

    @RegisterExtension
    static final Proof FAULTS = Proof.ofFaults();

    /** Those that the run itself tells apart. */
    private static final List<FakeError> DISTINCT = List.of(FakeError.EIO, FakeError.EACCES);

    private static final List<FakeError> OTHERS = List.of(
            FakeError.EMFILE,
            FakeError.ENOSPC,
            FakeError.EMLINK,
            FakeError.EDQUOT,
            FakeError.EINTR,
            FakeError.EROFS,
            FakeError.EAGAIN,
            FakeError.EINVAL,
            FakeError.EXDEV);

    /** Lets the {@code n}-th call fail, one way or another. */
    private interface Fault {
        void set(Script script, int n, FakeError error);
    }

    /** What must be true then. */
    private interface Check {
        void of(SceneRun run);
    }

    static List<Scene> scenes() {
        return Scene.all();
    }

    private static void atEveryCall(Scene scene, List<FakeError> errors, Fault fault, Check check)
            throws FileCallException {
        List<String> faults = new ArrayList<>();
        for (FakeError error : errors) {
            boolean reached = true;
            for (int n = 1; reached; n++) {
                SceneRun run = new SceneRun(scene);
                fault.set(run.fake.script(), n, error);
                try {
                    run.run();
                    reached = run.fake.script().count() >= n;
                    check.of(run);
                    FAULTS.add(reached ? 1 : 0);
                } catch (AssertionError | RuntimeException wrong) {
                    faults.add(error.name() + " at call " + n + ", " + run.call(n) + ": " + wrong.getMessage());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void afterOne(SceneRun run) {
        run.requireEveryByte();
        run.requireTruth();
        run.requireNothingLeftBehind();
    }

    private static void afterAll(SceneRun run) {
        run.requireEveryByte();
        run.requireTruth();
        run.requireOnlyPlannedNames();
        run.requireLeftoversExplained();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void nothingFails_everyStepIsDone(Scene scene) throws FileCallException {
        SceneRun run = new SceneRun(scene).run();
        run.requireAllDone();
        afterOne(run);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void oneCallFails_everythingIsAsToldAndNothingIsLeftBehind(Scene scene) throws FileCallException {
        atEveryCall(scene, DISTINCT, Script::failCall, EveryCallFaultsTest::afterOne);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void oneCallTakesPlaceAndFailsAllTheSame_everythingIsAsToldAndNothingIsLeftBehind(Scene scene)
            throws FileCallException {
        atEveryCall(scene, List.of(FakeError.EIO), Script::failLate, EveryCallFaultsTest::afterOne);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyCallFailsFromThenOn_noByteIsLostAndTheJournalExplainsWhatIsLeft(Scene scene) throws FileCallException {
        atEveryCall(scene, List.of(FakeError.EIO), Script::failFrom, EveryCallFaultsTest::afterAll);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    @Tag("long")
    void oneCallFailsInAnotherWay_everythingIsAsToldAndNothingIsLeftBehind(Scene scene) throws FileCallException {
        atEveryCall(scene, OTHERS, Script::failCall, EveryCallFaultsTest::afterOne);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    @Tag("long")
    void everyCallFailsInAnotherWay_noByteIsLostAndTheJournalExplainsWhatIsLeft(Scene scene) throws FileCallException {
        atEveryCall(scene, List.of(FakeError.EACCES), Script::failFrom, EveryCallFaultsTest::afterAll);
        atEveryCall(scene, OTHERS, Script::failFrom, EveryCallFaultsTest::afterAll);
    }
}
