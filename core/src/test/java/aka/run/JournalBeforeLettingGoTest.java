package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the journal's disk must hold before a former body goes for good. */
class JournalBeforeLettingGoTest {

    private static final Path ROOT = Path.of("/d");

    private final AtomicLong ticks =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
    private final FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
            .file("/d/one", "equal bytes")
            .file("/d/sub/two", "equal bytes");

    @Test
    void aFormerBody_goesOnlyWhenTheHashOfItsBytesIsOnTheDisk() throws Exception {
        MemoryMedium medium = new MemoryMedium();
        List<String> early = new ArrayList<>();
        fake.script().beforeEach(call -> {
            boolean moved = new String(medium.forced(), StandardCharsets.UTF_8).contains("\"type\":\"moved\"");
            if (call.name().equals("unlink") && call.path().toString().contains(".join.") && !moved) {
                early.add(call.toString());
            }
        });

        Ran ran = Ran.of(
                new TestPlan(fake, ROOT).replace("one", "sub/two").plan(), fake, Ran.QUICK, medium, new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        assertThat(early).isEmpty();
    }

    @Test
    void aDeed_waitsUntilItsIntentIsOnTheDiskThoughThatIsForcedBesideIt() throws Exception {
        MemoryMedium medium = new MemoryMedium().slow(30);
        List<String> early = new ArrayList<>();
        fake.script().beforeEach(call -> {
            boolean told = new String(medium.forced(), StandardCharsets.UTF_8).contains("\"type\":\"intent\"");
            if (call.name().equals("exchange") && !told) {
                early.add(call.toString());
            }
        });
        RunSettings beside = new RunSettings(Duration.ZERO, 3, Duration.ZERO, true);

        Ran ran = Ran.of(
                new TestPlan(fake, ROOT).replace("one", "sub/two").plan(), fake, beside, medium, new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        assertThat(early).isEmpty();
    }

    @Test
    void aJournalThatCannotTakeTheHash_givesTheNamesBack() throws Exception {
        MemoryMedium medium = new MemoryMedium();
        fake.script().beforeNext("exchange", () -> medium.failFrom(medium.calls() + 1));

        Ran ran = Ran.of(
                new TestPlan(fake, ROOT).replace("one", "sub/two").plan(), fake, Ran.QUICK, medium, new CancelToken());

        assertThat(ran.reasons()).containsExactly(StepReason.FAILED);
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }
}
