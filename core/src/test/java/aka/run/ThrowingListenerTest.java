package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.journal.Journal;
import aka.journal.JournalBytes;
import aka.journal.JournalRecord.Began;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a listener that throws does to a run. */
@Tag("windows")
class ThrowingListenerTest {

    private static final Path ROOT = Path.of("/d");

    @Test
    void aListenerThatThrows_stopsTheRunAtASafePoint() throws Exception {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "equal bytes")
                .file("/d/two", "equal bytes")
                .file("/d/three", "equal bytes");
        Plan plan = new TestPlan(fake, ROOT)
                .replace("one", "two")
                .replace("one", "three")
                .plan();
        MemoryMedium medium = new MemoryMedium();
        Began began = Ran.began(plan, fake);
        Journal journal = Journal.over(medium, began);
        RunListener deaf = new RunListener() {
            @Override
            public void ended(StepResult result) {
                throw new IllegalStateException("nobody listens");
            }
        };

        assertThatThrownBy(() -> PlanRun.run(plan, fake, journal, Ran.QUICK, deaf, new CancelToken()))
                .hasMessage("nobody listens");

        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        assertThat(JournalBytes.read(began.run(), medium.forced()).ended()).isPresent();
        fake.checkNoOpenHandles();
    }
}
