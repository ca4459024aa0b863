package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.RunOutcome;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that can take no further name gets a second one beside it. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
@Tag("windows")
class FullBodiesRunTest {

    /** Whether steps are taken on several threads. */
    @Parameter
    boolean beside;

    private static final Path ROOT = Path.of("/d");

    private FakeFileCalls fake;

    @BeforeEach
    void make() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()));
    }

    private void files(int count) {
        for (int i = 0; i < count; i++) {
            fake.file("/d/" + i, "equal bytes");
        }
    }

    private TestPlan joiningAllTo0(int count) throws Exception {
        TestPlan plan = new TestPlan(fake, ROOT);
        for (int i = 1; i < count; i++) {
            plan.replace("0", Integer.toString(i));
        }
        return plan;
    }

    private Ran run(TestPlan plan) throws Exception {
        RunSettings settings = new RunSettings(Duration.ofMillis(1), 3, Duration.ZERO, beside);
        Ran ran = Ran.of(plan.plan(), fake, settings, new MemoryMedium(), new CancelToken());
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
        return ran;
    }

    @Test
    void whatAFullBodyCannotTake_isJoinedToTheFirstThatItDidNotTake() throws Exception {
        files(10);
        fake.set("/d", volume -> volume.maxLinks(4));
        Ran ran = run(joiningAllTo0(10));
        // 0 1 2 3 · 4 5 6 7 · 8 9: the first of each that is full stays as it is.
        assertThat(ran.reasons()).containsExactly(StepReason.LINK_LIMIT, StepReason.LINK_LIMIT);
        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.PARTIAL);
        assertThat(ran.result.done()).isEqualTo(7);
        assertThat(fake.linkCount("/d/0")).isEqualTo(4);
        assertThat(fake.linkCount("/d/4")).isEqualTo(4);
        assertThat(fake.linkCount("/d/8")).isEqualTo(2);
        assertThat(fake.oneBody("/d/4", "/d/7")).isTrue();
        assertThat(fake.oneBody("/d/8", "/d/9")).isTrue();
    }

    @Test
    void aBodyWithMoreNamesThanTheFullOneCanTake_staysWhole() throws Exception {
        files(2);
        fake.link("/d/1a", "/d/1").link("/d/1b", "/d/1").link("/d/0a", "/d/0").file("/d/2", "equal bytes");
        fake.set("/d", volume -> volume.maxLinks(4));
        Ran ran = run(new TestPlan(fake, ROOT).replace("0", "1", "1a", "1b").replace("0", "2"));
        assertThat(ran.reasons()).containsExactly(StepReason.LINK_LIMIT);
        assertThat(fake.oneBody("/d/1", "/d/1b")).isTrue();
        assertThat(fake.linkCount("/d/1")).isEqualTo(4);
        assertThat(fake.oneBody("/d/1", "/d/2")).isTrue();
        assertThat(fake.linkCount("/d/0")).isEqualTo(2);
    }

    @Test
    void aSecondBodyIsComparedAfresh() throws Exception {
        files(4);
        fake.file("/d/9", "other bytes");
        fake.set("/d", volume -> volume.maxLinks(1));
        Ran ran = run(new TestPlan(fake, ROOT).replace("0", "9").replace("0", "1"));
        // Both have one length, and only the bytes tell that 9 is no second 0.
        assertThat(ran.reasons()).containsExactly(StepReason.BYTES_DIFFER, StepReason.LINK_LIMIT);
        assertThat(fake.oneBody("/d/9", "/d/1")).isFalse();
    }

    @Test
    void aPlanThatGoesInCircles_comesToAnEnd() throws Exception {
        files(3);
        fake.set("/d", volume -> volume.maxLinks(1));
        Ran ran = run(new TestPlan(fake, ROOT)
                .replace("0", "1")
                .replace("1", "0")
                .replace("0", "2")
                .replace("1", "2"));
        assertThat(ran.result.done()).isZero();
        assertThat(fake.linkCount("/d/2")).isEqualTo(1);
    }
}
