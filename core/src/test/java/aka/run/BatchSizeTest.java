package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That too many files are open passes when fewer steps are prepared together: it is no reason to leave one out. */
class BatchSizeTest {

    private static final int PAIRS = 7;

    @ParameterizedTest
    @CsvSource({"20000, 1000", "4096, 389", "1024, 82", "256, 5", "64, 1", "9223372036854775807, 1000"})
    void steps_areSoManyThatTheirFilesMayBeOpen(long maxOpenFiles, int steps) {
        assertThat(new BatchSize(1000, OptionalLong.of(maxOpenFiles)).steps()).isEqualTo(steps);
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
}
