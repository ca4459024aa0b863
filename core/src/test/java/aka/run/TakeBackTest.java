package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of what was written by a name while its former body was in limbo, when that cannot be let go. */
@Tag("windows")
class TakeBackTest {

    private static final Path ROOT = Path.of("/d");
    private static final RunSettings SETTINGS = new RunSettings(Duration.ofMillis(1), 3, Duration.ZERO, false);

    static List<Consumer<FakeVolume>> volumes() {
        return List.of(
                volume -> {},
                volume -> volume.leases(false),
                volume -> volume.exchange(false).leases(false).namelessDrafts(false));
    }

    private static FakeFileCalls tree(Consumer<FakeVolume> volume) {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "equal bytes")
                .file("/d/two", "equal bytes")
                .link("/d/sub/too", "/d/two")
                .set("/d", volume);
    }

    /** Runs a plan; somebody acts when names have been moved, before the volume is forced. */
    private static Ran run(FakeFileCalls fake, Plan plan, Runnable act) throws Exception {
        boolean[] moved = {false};
        boolean[] acted = {false};
        fake.script().beforeEach(call -> {
            if (call.name().equals("exchange") || call.name().equals("renameOver")) {
                moved[0] = true;
            } else if (call.name().equals("forceVolume") && moved[0] && !acted[0]) {
                acted[0] = true;
                act.run();
            }
        });
        Ran ran = Ran.of(plan, fake, SETTINGS, new MemoryMedium(), new CancelToken());
        fake.script().calm();
        fake.checkNoOpenHandles();
        return ran;
    }

    private static String limbo(FakeFileCalls fake) {
        return fake.names().stream()
                .filter(name -> name.contains(".join."))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> rescued(FakeFileCalls fake, Ran ran) {
        return ran.results.stream()
                .filter(StepResult.NotDone.class::isInstance)
                .flatMap(result -> ((StepResult.NotDone) result).rescued().stream())
                .map(path -> fake.text(path.toString()));
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void split_whoseNewBodyIsWrittenToByItsName_keepsThatThere(Consumer<FakeVolume> volume) throws Exception {
        FakeFileCalls fake = tree(volume);
        Plan plan = new TestPlan(fake, ROOT).split("two").plan();

        Ran ran = run(fake, plan, () -> fake.write("/d/two", 0, "MINE").write("/d/sub/too", 0, "THEIRS"));

        assertThat(ran.reasons()).isNotEmpty();
        assertThat(fake.text("/d/two")).isEqualTo("MINEl bytes");
        assertThat(fake.text("/d/sub/too")).isEqualTo("THEIRSbytes");
        assertThat(rescued(fake, ran)).containsExactly("THEIRSbytes");
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void replace_whereBothBodiesAreWrittenTo_losesNeither(Consumer<FakeVolume> volume) throws Exception {
        FakeFileCalls fake = tree(volume);
        Plan plan = new TestPlan(fake, ROOT).replace("one", "two", "sub/too").plan();

        Ran ran = run(fake, plan, () -> fake.write("/d/two", 0, "MINE").write(limbo(fake), 0, "LATE"));

        assertThat(fake.text("/d/two")).isEqualTo("MINEl bytes");
        assertThat(rescued(fake, ran)).contains("LATEl bytes");
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void replace_whereOnlyTheFormerBodyIsWrittenTo_givesItsNamesBack(Consumer<FakeVolume> volume) throws Exception {
        FakeFileCalls fake = tree(volume);
        Plan plan = new TestPlan(fake, ROOT).replace("one", "two", "sub/too").plan();

        Ran ran = run(fake, plan, () -> fake.write(limbo(fake), 0, "LATE"));

        assertThat(ran.reasons()).containsAnyOf(StepReason.BUSY, StepReason.CHANGED);
        assertThat(fake.text("/d/two")).isEqualTo("LATEl bytes");
        assertThat(fake.oneBody("/d/two", "/d/sub/too")).isTrue();
        assertThat(fake.text("/d/one")).isEqualTo("equal bytes");
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
    }
}
