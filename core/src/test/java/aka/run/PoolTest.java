package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The private folder of a run, where others have a hand in the root. */
@Tag("windows")
class PoolTest {

    private static final Path ROOT = Path.of("/d");
    private static final int STRANGER = 1001;

    private static FakeFileCalls tree() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "equal bytes")
                .file("/d/sub/two", "equal bytes");
    }

    /** Lets somebody put a folder in the place of the pool before that is opened. */
    private static void swapPool(FakeFileCalls fake, int owner, int mode) {
        boolean[] done = {false};
        fake.script().beforeEach(call -> {
            String path = call.path().toString();
            if (!done[0] && call.name().equals("openFolder") && path.contains(".aka-")) {
                done[0] = true;
                fake.remove(path).folder(path).owner(path, owner, owner, mode);
            }
        });
    }

    @Test
    void aPoolThatSomebodyElseOwns_isNotUsed() throws Exception {
        FakeFileCalls fake = tree();
        var plan = new TestPlan(fake, ROOT).replace("one", "sub/two").plan();
        swapPool(fake, STRANGER, 0700);

        Ran ran = Ran.of(plan, fake);

        assertThat(ran.reasons()).isEqualTo(List.of(StepReason.CHANGED));
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    @Test
    void aPoolThatOthersMayEnter_isNotUsed() throws Exception {
        FakeFileCalls fake = tree();
        var plan = new TestPlan(fake, ROOT).replace("one", "sub/two").plan();
        swapPool(fake, 1000, 0777);

        Ran ran = Ran.of(plan, fake);

        assertThat(ran.reasons()).isEqualTo(List.of(StepReason.CHANGED));
        fake.checkNoOpenHandles();
    }
}
