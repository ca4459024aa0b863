package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts.Owner;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One name of two gets a body of its own. Before the first call of the run another program acts by the other name, before the
 * second, and so on: the other name keeps what was done by it, and the name that is split holds the bytes of one instant.
 */
@Tag("windows")
class SplitRacesTest {

    private static final RunSettings SETTINGS = new RunSettings(Duration.ZERO, 3, Duration.ZERO, true);
    private static final String BYTES = "the bytes of one and two";
    private static final String WRITTEN = "WRITTEN" + BYTES.substring(7);
    private static final Owner OWNER = new Owner(1000, 1000, 0640);

    /** What a volume can do. */
    record Kind(String name, Consumer<FakeVolume> volume) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind("with all calls", volume -> {}),
                new Kind("copying", volume -> volume.clones(false)),
                new Kind("without leases", volume -> volume.leases(false)),
                new Kind("with named drafts", volume -> volume.namelessDrafts(false)),
                new Kind(
                        "without exchange",
                        volume -> volume.exchange(false).leases(false).namelessDrafts(false)),
                new Kind("as on Windows", FakeVolume::windows));
    }

    private static FakeFileCalls tree(Kind kind) {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", BYTES)
                .link("/d/two", "/d/one")
                .owner("/d/one", 1000, 1000, 0600)
                .set("/d", kind.volume);
    }

    private static void beforeEveryCall(Kind kind, Consumer<FakeFileCalls> act, Consumer<FakeFileCalls> check)
            throws FileCallException {
        List<String> faults = new ArrayList<>();
        boolean reached = true;
        for (int n = 1; reached; n++) {
            FakeFileCalls fake = tree(kind);
            Plan plan = new TestPlan(fake, Path.of("/d")).split("one").plan();
            fake.script().forget();
            int at = n;
            fake.script().beforeEach(call -> {
                if (fake.script().count() == at) {
                    act.accept(fake);
                }
            });
            Ran.of(plan, fake, SETTINGS, new MemoryMedium(), new CancelToken());
            fake.script().calm();
            reached = fake.script().count() >= n;
            try {
                if (reached) {
                    check.accept(fake);
                }
                assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
                fake.checkNoOpenHandles();
            } catch (AssertionError | IllegalArgumentException fault) {
                String call = reached ? fake.script().calls().get(n - 1).toString() : "none";
                faults.add("before call " + n + ", " + call + ": " + fault.getMessage());
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeThroughTheOtherName_isThereAndTheNameHasBytesOfOneInstant(Kind kind) throws FileCallException {
        beforeEveryCall(kind, fake -> fake.writeOnceUnguarded("/d/two", "WRITTEN"), fake -> {
            assertThat(fake.text("/d/two")).isEqualTo(WRITTEN);
            assertThat(fake.text("/d/one")).isIn(WRITTEN, BYTES);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void removalOfTheOtherName_neverTakesTheBytes(Kind kind) throws FileCallException {
        beforeEveryCall(kind, fake -> fake.remove("/d/two"), fake -> {
            assertThat(fake.exists("/d/two")).isFalse();
            assertThat(fake.text("/d/one")).isEqualTo(BYTES);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void saveByRenameAtTheOtherName_stays(Kind kind) throws FileCallException {
        beforeEveryCall(kind, fake -> fake.remove("/d/two").file("/d/two", "saved anew"), fake -> {
            assertThat(fake.text("/d/two")).isEqualTo("saved anew");
            assertThat(fake.text("/d/one")).isEqualTo(BYTES);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void changeOfModeByTheOtherName_holdsThere(Kind kind) throws FileCallException {
        beforeEveryCall(kind, fake -> fake.owner("/d/two", 1000, 1000, OWNER.mode()), fake -> {
            assertThat(owner(fake, "/d/two")).isEqualTo(OWNER);
            assertThat(owner(fake, "/d/one").mode()).isIn(OWNER.mode(), 0600);
        });
    }

    private static Owner owner(FakeFileCalls fake, String name) {
        try {
            return fake.facts(Path.of(name)).owner().orElseThrow();
        } catch (FileCallException missing) {
            throw new AssertionError(missing);
        }
    }
}
