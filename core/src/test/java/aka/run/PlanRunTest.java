package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.RunOutcome;
import aka.journal.StepReason;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What running a plan does to a tree in memory. */
@Tag("windows")
class PlanRunTest {

    private static final Path ROOT = Path.of("/d");

    private FakeFileCalls fake;

    @BeforeEach
    void make() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "equal bytes")
                .file("/d/sub/two", "equal bytes")
                .link("/d/sub/too", "/d/sub/two")
                .file("/d/other", "other bytes");
    }

    @Test
    void replace_joinsAllNamesOfABody() throws Exception {
        Ran ran = Ran.of(
                new TestPlan(fake, ROOT).replace("one", "sub/two", "sub/too").plan(), fake);
        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.COMPLETE);
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isTrue();
        assertThat(fake.oneBody("/d/one", "/d/sub/too")).isTrue();
        assertThat(fake.linkCount("/d/one")).isEqualTo(3);
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    @Test
    void replace_ofDifferentBytes_isRefusedAndNothingIsTouched() throws Exception {
        Ran ran = Ran.of(new TestPlan(fake, ROOT).replace("one", "other").plan(), fake);
        assertThat(ran.reasons()).containsExactly(StepReason.BYTES_DIFFER);
        assertThat(fake.text("/d/other")).isEqualTo("other bytes");
        fake.checkNoOpenHandles();
    }

    @Test
    void replace_withoutExchange_joins() throws Exception {
        fake.set("/d", volume -> volume.exchange(false).leases(false).namelessDrafts(false));
        Ran ran = Ran.of(
                new TestPlan(fake, ROOT).replace("one", "sub/two", "sub/too").plan(), fake);
        assertThat(ran.reasons()).isEmpty();
        assertThat(fake.linkCount("/d/one")).isEqualTo(3);
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    @Test
    void split_givesNamesABodyOfTheirOwn() throws Exception {
        Ran ran = Ran.of(new TestPlan(fake, ROOT).split("sub/two").plan(), fake);
        assertThat(ran.reasons()).isEmpty();
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isFalse();
        assertThat(fake.text("/d/sub/two")).isEqualTo("equal bytes");
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    @Test
    void split_withoutExchange_givesNamesABodyOfTheirOwn() throws Exception {
        fake.set("/d", volume -> volume.exchange(false).leases(false).namelessDrafts(false));
        Ran ran = Ran.of(new TestPlan(fake, ROOT).split("sub/two").plan(), fake);
        assertThat(ran.reasons()).isEmpty();
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isFalse();
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    @Test
    void createAndUnlink_makeAndRemoveNames() throws Exception {
        Ran ran = Ran.of(
                new TestPlan(fake, ROOT)
                        .create("one", "sub/new")
                        .unlink("sub/two", false)
                        .plan(),
                fake);
        assertThat(ran.reasons()).isEmpty();
        assertThat(fake.oneBody("/d/one", "/d/sub/new")).isTrue();
        assertThat(fake.exists("/d/sub/two")).isFalse();
        fake.checkNoOpenHandles();
    }

    @Test
    void aStepThatIsReplacedBySomeoneElse_isLeftAlone() throws Exception {
        var plan = new TestPlan(fake, ROOT).replace("one", "sub/two", "sub/too").plan();
        fake.remove("/d/sub/two").file("/d/sub/two", "newer bytes");
        Ran ran = Ran.of(plan, fake);
        assertThat(ran.reasons()).containsExactly(StepReason.CHANGED);
        assertThat(fake.text("/d/sub/two")).isEqualTo("newer bytes");
        fake.checkNoOpenHandles();
    }
}
