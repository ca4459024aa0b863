package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.RunOutcome;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a stop makes of a run. */
@Tag("windows")
class StopTest {

    private static final Path ROOT = Path.of("/d");
    private static final String LONG = "x".repeat(300_000);

    private static FakeFileCalls tree() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", LONG)
                .file("/d/two", LONG)
                .file("/d/three", LONG);
    }

    @Test
    void aStopBetweenTheStepsOfTheLastBatch_isToldAsAStop() throws Exception {
        FakeFileCalls fake = tree();
        Plan plan = new TestPlan(fake, ROOT)
                .replace("one", "two")
                .replace("one", "three")
                .plan();
        CancelToken cancel = new CancelToken();
        fake.script().beforeNext("exchange", cancel::cancel);

        Ran ran = Ran.of(plan, fake, Ran.QUICK, new MemoryMedium(), cancel);

        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(ran.result.done()).isOne();
        assertThat(ran.result.notDone()).isOne();
        fake.checkNoOpenHandles();
    }

    @Test
    void aStopWhileTheLastStepCompares_isToldAsAStop() throws Exception {
        FakeFileCalls fake = tree();
        Plan plan = new TestPlan(fake, ROOT).replace("one", "two").plan();
        CancelToken cancel = new CancelToken();
        fake.script().beforeNext("read", cancel::cancel);

        Ran ran = Ran.of(plan, fake, Ran.QUICK, new MemoryMedium(), cancel);

        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(fake.oneBody("/d/one", "/d/two")).isFalse();
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }
}
