package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.RunOutcome;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJournalThatFailsAnywhere_letsNoBodyGoBeforeTheVolumeWasForced(boolean beside) throws Exception {
        RunSettings batches = new RunSettings(Duration.ZERO, 2, Duration.ZERO, beside);
        int failed = 0;
        for (int n = 2; failed == n - 2; n++) {
            FakeFileCalls each = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()));
            each.file("/d/one", "equal bytes");
            TestPlan plan = new TestPlan(each, ROOT);
            for (int copy = 0; copy < 6; copy++) {
                each.file("/d/copy" + copy, "equal bytes");
                plan.replace("one", "copy" + copy);
            }
            Set<String> unforced = ConcurrentHashMap.newKeySet();
            Set<String> early = ConcurrentHashMap.newKeySet();
            each.script().beforeEach(call -> {
                switch (call.name()) {
                    case "exchange" -> unforced.add(call.path().toString());
                    case "forceVolume" -> unforced.clear();
                    case "unlink" -> {
                        // Names that were given back are taken away as well, but lead to the kept body then.
                        boolean former = !each.oneBody(call.path().toString(), "/d/one");
                        if (former && unforced.contains(call.path().toString())) {
                            early.add(call.toString());
                        }
                    }
                    default -> {}
                }
            });
            MemoryMedium medium = new MemoryMedium();
            medium.failFrom(n);
            Ran ran = Ran.of(plan.plan(), each, batches, medium, new CancelToken());
            assertThat(early).as("the journal fails from " + n + " on").isEmpty();
            each.checkNoOpenHandles();
            failed += ran.result.outcome() == RunOutcome.COMPLETE ? 0 : 1;
        }
        assertThat(failed).isGreaterThan(3);
    }
}
