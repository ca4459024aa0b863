package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.journal.Journal;
import aka.journal.JournalMedium;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves when something goes wrong that should never go wrong. */
@Timeout(20)
@Tag("windows")
class FaultOfOurOwnTest {

    private static final Path ROOT = Path.of("/d");

    private final AtomicLong ticks =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()));

    /** A journal that cannot be forced to the disk any more once an intent was written, and not for a reason of the disk's. */
    private record Broken(MemoryMedium medium, boolean error) implements JournalMedium {

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            medium.append(bytes);
        }

        @Override
        public void force() throws IOException {
            if (new String(medium.all(), StandardCharsets.UTF_8).contains("\"type\":\"intent\"")) {
                if (error) {
                    throw new InternalError("out of luck");
                }
                throw new IllegalStateException("out of luck");
            }
            medium.force();
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJournalThatBreaksBesideTheRun_letsNoNameBeMoved(boolean error) throws Exception {
        fake.file("/d/one", "equal bytes").file("/d/two", "equal bytes");
        Plan plan = new TestPlan(fake, ROOT).replace("one", "two").plan();
        Journal journal = Journal.over(new Broken(new MemoryMedium(), error), Ran.began(plan, fake));
        RunSettings beside = new RunSettings(Duration.ZERO, 3, Duration.ZERO, true);

        assertThatThrownBy(() -> PlanRun.run(plan, fake, journal, beside, RunListener.NONE, new CancelToken()))
                .hasStackTraceContaining("out of luck");

        assertThat(fake.script().calls()).noneMatch(call -> call.name().equals("exchange"));
        assertThat(fake.oneBody("/d/one", "/d/two")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStepThatBreaksWhileTheNextBatchIsForced_leavesNoBodyInLimbo(boolean beside) throws Exception {
        fake.file("/d/one", "equal bytes");
        TestPlan steps = new TestPlan(fake, ROOT);
        for (int i = 0; i < 4; i++) {
            fake.file("/d/copy" + i, "equal bytes");
            steps.replace("one", "copy" + i);
        }
        Plan plan = steps.plan();
        int[] exchanges = {0};
        fake.script().beforeEach(call -> {
            if (call.name().equals("exchange") && ++exchanges[0] == 2) {
                throw new IllegalStateException("out of luck");
            }
        });
        RunSettings twoBatches = new RunSettings(Duration.ZERO, 2, Duration.ZERO, beside);

        assertThatThrownBy(() -> Ran.of(plan, fake, twoBatches, new MemoryMedium(), new CancelToken()))
                .hasStackTraceContaining("out of luck");

        assertThat(fake.oneBody("/d/one", "/d/copy0")).isTrue();
        assertThat(fake.text("/d/copy1")).isEqualTo("equal bytes");
        assertThat(fake.names()).noneMatch(name -> name.contains(".join."));
        fake.checkNoOpenHandles();
    }
}
