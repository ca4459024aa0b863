package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.Deeds.Deed;
import aka.os.fake.FakeError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first call of a deed fails, the second, and so on until the deed goes through: never is a byte lost or a lie told. */
@Tag("windows")
class EveryCallFailsTest {

    private static final List<FakeError> ERRORS =
            List.of(FakeError.EIO, FakeError.ENOSPC, FakeError.EACCES, FakeError.EMLINK, FakeError.EROFS);
    private static final Set<String> BEFORE = Set.of("/d/one", "/d/two", "/d/sub/three", "/d/sub/symlink");

    static List<Deed> deeds() {
        return Deeds.all();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void oneCallFails_everythingIsAsToldAndNothingIsLeftBehind(Deed deed) {
        List<String> faults = new ArrayList<>();
        for (FakeError error : ERRORS) {
            boolean reached = true;
            for (int n = 1; reached; n++) {
                Deeds deeds = new Deeds();
                deeds.fake.script().failCall(n, error);
                deeds.run(deed);
                reached = deeds.fake.script().count() >= n;
                String when = error.name() + " at call " + n + ", " + deeds.call(n);
                note(faults, when, () -> {
                    requireEveryByte(deed, deeds);
                    requireTruth(deed, deeds);
                    assertThat(deeds.leftovers()).isEmpty();
                });
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void everyCallFailsFromThenOn_noByteIsLostAndWhatIsLeftBehindIsTold(Deed deed) {
        List<String> faults = new ArrayList<>();
        for (FakeError error : ERRORS) {
            boolean reached = true;
            for (int n = 1; reached; n++) {
                Deeds deeds = new Deeds();
                deeds.fake.script().failFrom(n, error);
                deeds.run(deed);
                reached = deeds.fake.script().count() >= n;
                String when = error.name() + " from call " + n + ", " + deeds.call(n);
                note(faults, when, () -> {
                    requireEveryByte(deed, deeds);
                    deeds.requireLeftoversTold();
                });
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void note(List<String> faults, String when, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | IllegalArgumentException fault) {
            faults.add(when + ": " + fault.getMessage());
        }
    }

    /** Every former name leads to its bytes, or, where it was to go, to nothing; then a name of its body keeps them. */
    private static void requireEveryByte(Deed deed, Deeds deeds) {
        for (String name : List.of("/d/one", "/d/two", "/d/sub/three")) {
            String bytes = name.equals("/d/sub/three") ? Deeds.SINGLE : Deeds.BODY;
            if (deeds.fake.exists(name)) {
                assertThat(deeds.fake.text(name)).as(name).isEqualTo(bytes);
            } else if (!deeds.done.contains(name)) {
                assertThat(deeds.leftovers())
                        .as("what became of " + name)
                        .anySatisfy(left -> assertThat(deeds.fake.text(left)).isEqualTo(bytes));
            } else {
                assertThat(deed.mayGo()).contains(name);
            }
        }
        Set<String> unexpected = deeds.names();
        unexpected.removeAll(BEFORE);
        unexpected.removeAll(deed.mayCome());
        assertThat(unexpected).isEmpty();
        deeds.fake.checkNoOpenHandles();
    }

    /** What was told as done is done, and nothing else. */
    private static void requireTruth(Deed deed, Deeds deeds) {
        Set<String> expected = new TreeSet<>(BEFORE);
        for (String name : deeds.done) {
            if (deed.mayGo().contains(name)) {
                expected.remove(name);
            } else if (deed.mayCome().contains(name)) {
                expected.add(name);
            }
        }
        assertThat(deeds.names()).isEqualTo(expected);
    }
}
