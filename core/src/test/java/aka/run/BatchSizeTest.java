package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That too many files are open passes when fewer steps are prepared together: it is no reason to leave one out. */
@Tag("windows")
class BatchSizeTest {

    private static final int PAIRS = 7;

    @ParameterizedTest
    @CsvSource({
        "65536, 1, 1000",
        "20000, 1, 733",
        "4096, 1, 144",
        "4096, 500, 107",
        "1024, 1, 30",
        "256, 1, 2",
        "64, 1, 1",
        "1024, 9999, 1",
        "9223372036854775807, 1, 1000"
    })
    void steps_areSoManyThatTheirFilesMayBeOpen(long maxOpenFiles, int roots, int steps) {
        assertThat(new BatchSize(1000, roots, OptionalLong.of(maxOpenFiles)).steps())
                .isEqualTo(steps);
    }

    private static FakeFileCalls tree() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()));
        for (int i = 0; i < PAIRS; i++) {
            fake.file("/d/kept" + i, "bytes " + i).file("/d/copy" + i, "bytes " + i);
            fake.file("/d/linked" + i, "shared " + i).link("/d/other" + i, "/d/linked" + i);
        }
        return fake;
    }

    private static Plan plan(FakeFileCalls fake, String kind) throws Exception {
        TestPlan plan = new TestPlan(fake, Path.of("/d"));
        for (int i = 0; i < PAIRS; i++) {
            switch (kind) {
                case "replace" -> plan.replace("kept" + i, "copy" + i);
                case "split" -> plan.split("other" + i);
                default -> plan.unlink("other" + i, false);
            }
        }
        return plan.plan();
    }

    /** Fails each call that opens something, one call a run. */
    @ParameterizedTest
    @ValueSource(strings = {"replace", "split", "unlink"})
    void aStepThatFoundTooManyFilesOpen_isTakenLater(String kind) throws Exception {
        int failed = 0;
        for (String opening : List.of("openBody", "openFolder", "draft")) {
            boolean met = true;
            for (int n = 1; met; n++) {
                FakeFileCalls fake = tree();
                Plan plan = plan(fake, kind);
                fake.script().forget().failNth(opening, n, FakeError.EMFILE);

                Ran ran = Ran.of(plan, fake);

                met = fake.script().callsOf(opening).size() >= n;
                failed += met ? 1 : 0;
                assertThat(ran.reasons()).as("%s %d", opening, n).isEmpty();
                assertThat(ran.result.done()).isEqualTo(PAIRS);
                fake.checkNoOpenHandles();
            }
        }
        assertThat(failed).isGreaterThan(PAIRS);
    }

    /** What is opened once more was changed a moment ago: by us. */
    @Test
    void aStepThatComesAgainWhereWritersCannotBeKeptAway_findsItsBodyOldEnough() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().minus(Duration.ofHours(1)));
        FakeFileCalls fake = new FakeFileCalls(() -> now.get());
        fake.file("/d/kept", "bytes").set("/d", volume -> volume.leases(false));
        TestPlan copies = new TestPlan(fake, Path.of("/d"));
        for (int i = 0; i < PAIRS; i++) {
            fake.file("/d/copy" + i, "bytes");
        }
        for (int i = 0; i < PAIRS; i++) {
            copies.replace("kept", "copy" + i);
        }
        Plan plan = copies.plan();
        now.set(Instant.now());
        fake.script().forget().failNth("openBody", PAIRS, FakeError.EMFILE);
        RunSettings settings = new RunSettings(Duration.ofMillis(1), 3, Duration.ofMinutes(10), false);

        Ran ran = Ran.of(plan, fake, settings, new MemoryMedium(), new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.result.done()).isEqualTo(PAIRS);
        fake.checkNoOpenHandles();
    }
}
