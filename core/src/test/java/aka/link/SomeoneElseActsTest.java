package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.Deeds.Deed;
import aka.os.fake.FakeFileCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Before the first call of a deed another program acts, before the second, and so on: it never loses what it did. */
@Tag("windows")
class SomeoneElseActsTest {

    /** What is true in the end, whenever it was that the other program acted. */
    private interface Check {
        void of(Deeds deeds);
    }

    private static void beforeEveryCall(Deed deed, Consumer<FakeFileCalls> act, Check check) {
        List<String> faults = new ArrayList<>();
        boolean reached = true;
        for (int n = 1; reached; n++) {
            int at = n;
            Deeds deeds = new Deeds();
            boolean[] decided = {false};
            deeds.fake.script().beforeEach(call -> {
                if (deeds.fake.script().count() == at) {
                    decided[0] = deeds.decided;
                    act.accept(deeds.fake);
                }
            });
            deeds.run(deed);
            reached = deeds.fake.script().count() >= at;
            try {
                if (decided[0]) {
                    check.of(deeds);
                    deeds.requireLeftoversTold();
                }
                deeds.fake.checkNoOpenHandles();
            } catch (AssertionError | IllegalArgumentException fault) {
                faults.add("before call " + n + ", " + deeds.call(n) + ": " + fault.getMessage());
            }
        }
        assertThat(faults).isEmpty();
    }

    static List<Deed> all() {
        return Deeds.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void saveByRename_staysAtItsName(Deed deed) {
        beforeEveryCall(
                deed,
                fake -> {
                    if (fake.exists("/d/one")) {
                        fake.remove("/d/one");
                    }
                    fake.file("/d/one", "saved anew");
                },
                deeds -> assertThat(deeds.fake.text("/d/one")).isEqualTo("saved anew"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void fileInPlaceOfASymbolicLink_stays(Deed deed) {
        beforeEveryCall(
                deed,
                fake -> {
                    if (fake.exists("/d/sub/symlink")) {
                        fake.remove("/d/sub/symlink");
                    }
                    fake.file("/d/sub/symlink", "saved anew");
                },
                deeds -> assertThat(deeds.fake.text("/d/sub/symlink")).isEqualTo("saved anew"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void removalOfTheOtherName_neverTakesTheBytes(Deed deed) {
        boolean[] last = {false};
        beforeEveryCall(
                deed,
                fake -> {
                    last[0] = !fake.exists("/d/two") || fake.linkCount("/d/two") == 1;
                    if (fake.exists("/d/two")) {
                        fake.remove("/d/two");
                    }
                },
                deeds -> {
                    if (!last[0] && !deed.mayGo().contains("/d/two")) {
                        assertThat(deeds.fake.text("/d/one")).isEqualTo(Deeds.BODY);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void writeThroughTheName_isThere(Deed deed) {
        boolean[] wrote = {false};
        beforeEveryCall(
                deed,
                fake -> {
                    wrote[0] = fake.exists("/d/one");
                    if (wrote[0]) {
                        fake.write("/d/one", 0, "WRITTEN");
                    }
                },
                deeds -> {
                    if (wrote[0] && deeds.fake.exists("/d/one")) {
                        assertThat(deeds.fake.text("/d/one")).isEqualTo("WRITTEN" + Deeds.BODY.substring(7));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void folderMovedAwayAndAnotherInItsPlace_losesNothing(Deed deed) {
        beforeEveryCall(
                deed,
                fake -> fake.link("/moved", "/d")
                        .remove("/d")
                        .file("/d/one", "decoy one")
                        .file("/d/two", "decoy two")
                        .file("/d/sub/three", "decoy three"),
                deeds -> {
                    FakeFileCalls fake = deeds.fake;
                    if (deeds.done.isEmpty()) {
                        assertThat(fake.text("/moved/one")).isEqualTo(Deeds.BODY);
                        assertThat(fake.text("/moved/sub/three")).isEqualTo(Deeds.SINGLE);
                    }
                    if (!deed.mayGo().contains("/d/two")) {
                        assertThat(fake.text("/moved/two")).isEqualTo(Deeds.BODY);
                    }
                    assertThat(fake.text("/d/one")).isEqualTo("decoy one");
                    assertThat(fake.text("/d/two")).isEqualTo("decoy two");
                    assertThat(fake.text("/d/sub/three")).isEqualTo("decoy three");
                });
    }
}
