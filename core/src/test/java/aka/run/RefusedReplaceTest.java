package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeAccess;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeFileCalls.Writer;
import aka.os.fake.FakeVolume;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a replacement rests on, one by one: where it does not hold, the file is left alone, and it is told why. */
@Tag("windows")
class RefusedReplaceTest {

    private static final Path ROOT = Path.of("/d");

    private FakeFileCalls fake;

    @BeforeEach
    void make() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "equal bytes")
                .file("/d/in/two", "equal bytes");
    }

    @AfterEach
    void nothingIsTouched() {
        assertThat(fake.oneBody("/d/one", "/d/in/two")).isFalse();
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    private Plan plan() throws FileCallException {
        return new TestPlan(fake, ROOT).replace("one", "in/two").plan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/one", "/d/in/two"})
    void bodyThatSomebodyHasOpenForWriting_isLeftAlone(String name) throws Exception {
        Plan plan = plan();
        try (Writer writer = fake.openForWriting(name)) {
            assertThat(Ran.of(plan, fake).reasons()).containsExactly(StepReason.BUSY);
            assertThat(writer.waits()).isFalse();
        }
    }

    /** Lets another program have a file open meanwhile, on Windows. */
    private void requireBusyWhile(Supplier<AutoCloseable> opened) throws Exception {
        fake.set("/d", FakeVolume::windows);
        Plan plan = plan();
        AutoCloseable other = opened.get();
        try (other) {
            assertThat(Ran.of(plan, fake).reasons()).containsExactly(StepReason.BUSY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/one", "/d/in/two"})
    void fileThatSomebodyLetsNobodyRead_isLeftAlone(String name) throws Exception {
        requireBusyWhile(() -> fake.openSharing(name, FakeAccess.READ));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/one", "/d/in/two"})
    void fileThatSomebodyLetsNobodyDelete_isLeftAlone(String name) throws Exception {
        requireBusyWhile(() -> fake.openSharing(name, FakeAccess.READ, FakeAccess.READ));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/one", "/d/in/two"})
    void fileThatSomebodyHasMappedForWriting_isLeftAlone(String name) throws Exception {
        requireBusyWhile(() -> fake.mapForWriting(name));
    }

    @Test
    void readOnlyFileThatTheUserMayNotForce_isLeftAlone() throws Exception {
        fake.set("/d", volume -> volume.windows().flushedWhole(false))
                .readOnly("/d/one")
                .readOnly("/d/in/two");
        assertThat(Ran.of(plan(), fake).reasons()).containsExactly(StepReason.NO_PERMISSION);
    }

    @Test
    void fileThatChangedAMomentAgo_isLeftAloneWhereWritersCannotBeKeptAway() throws Exception {
        fake.set("/d", volume -> volume.leases(false)).modified("/d/in/two", Instant.now());
        RunSettings settings = new RunSettings(Duration.ZERO, 3, Duration.ofHours(1), false);
        Ran ran = Ran.of(plan(), fake, settings, new MemoryMedium(), new CancelToken());
        assertThat(ran.reasons()).containsExactly(StepReason.BUSY);
    }

    @Test
    void fileWrittenToSinceThePlan_isLeftAloneThoughItsBytesAreTheSame() throws Exception {
        Plan plan = plan();
        fake.write("/d/in/two", 0, "equal bytes");
        assertThat(Ran.of(plan, fake).reasons()).containsExactly(StepReason.CHANGED);
    }

    /** What was written then is not on the disk yet, and would be all that is left after a power cut. */
    @ParameterizedTest
    @ValueSource(strings = {"/d/one", "/d/in/two"})
    void fileWrittenToSinceTheVolumeWasForced_isLeftAloneThoughItsTimeWasPutBack(String name) throws Exception {
        Instant modified = fake.facts(Path.of(name)).modified();
        Plan plan = plan();
        fake.script()
                .beforeNext("guard", () -> fake.write(name, 0, "equal bytes").modified(name, modified));
        assertThat(Ran.of(plan, fake).reasons()).containsExactly(StepReason.CHANGED);
    }

    @Test
    void fileThatHasTheNumberOfAnother_isLeftAlone() throws Exception {
        Instant modified = fake.facts(Path.of("/d/in/two")).modified();
        Plan plan = plan();
        fake.reborn("/d/in/two", "equal bytes", Instant.parse("2026-02-02T00:00:00Z"))
                .modified("/d/in/two", modified);
        assertThat(Ran.of(plan, fake).reasons()).containsExactly(StepReason.CHANGED);
    }

    @Test
    void fileThatGainedANameSinceThePlan_isLeftAlone() throws Exception {
        Plan plan = plan();
        fake.link("/d/in/more", "/d/in/two");
        assertThat(Ran.of(plan, fake).reasons()).containsExactly(StepReason.CHANGED);
    }

    @Test
    void fileThatBeginsAsTheOther_isLeftAlone() throws Exception {
        fake.write("/d/one", 11, ", and more");
        assertThat(Ran.of(plan(), fake).reasons()).containsExactly(StepReason.BYTES_DIFFER);
    }

    @Test
    void fileWithAnotherMode_isLeftAlone() throws Exception {
        fake.owner("/d/in/two", 1000, 1000, 0600);
        assertThat(Ran.of(plan(), fake).reasons()).containsExactly(StepReason.METADATA_DIFFERS);
    }

    @Test
    void fileThatOthersMayWriteBehindAClosedFolder_isLeftAlone() throws Exception {
        fake.owner("/d/one", 1000, 1000, 0666).owner("/d/in/two", 1000, 1000, 0666);
        fake.owner("/d/in", 1000, 1000, 0700);
        assertThat(Ran.of(plan(), fake).reasons()).containsExactly(StepReason.WIDENS_ACCESS);
    }

    @Test
    void fileOfAnotherUserInAStickyFolder_isLeftAlone() throws Exception {
        fake.owner("/d/in", 0, 0, 01777).user(1001);
        assertThat(Ran.of(plan(), fake).reasons()).containsExactly(StepReason.NO_PERMISSION);
    }

    @Test
    void fileThatIsMountedElsewhere_isLeftAlone() throws Exception {
        fake.pin("/d/in/two", "it is mounted elsewhere");
        assertThat(Ran.of(plan(), fake).reasons()).containsExactly(StepReason.PINNED);
    }
}
