package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.JournalBytes;
import aka.journal.StepStory;
import aka.os.CancelToken;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What passes is no reason to give up a whole root, and no step is left without an end. */
@Tag("windows")
class TooManyRootsTest {

    private static FakeFileCalls tree() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()));
    }

    private static FakeFileCalls pairs() {
        return tree().file("/a/one", "equal bytes")
                .file("/a/two", "equal bytes")
                .file("/b/one", "other equal bytes")
                .file("/b/two", "other equal bytes");
    }

    private static Plan joining(FakeFileCalls fake) throws Exception {
        DirectPlan plan = new DirectPlan(fake, "link", Path.of("/"));
        for (String root : List.of("/a", "/b")) {
            Path one = Path.of(root, "one");
            Path two = Path.of(root, "two");
            plan.replace(List.of(one), fake.facts(one), two, fake.facts(two));
        }
        fake.script().forget();
        return plan.plan();
    }

    @Test
    void aRootThatCannotBeOpenedSinceTooManyFilesAre_isOpenedLater() throws Exception {
        FakeFileCalls smooth = pairs();
        Ran.of(joining(smooth), smooth);
        List<String> calls =
                smooth.script().calls().stream().map(FakeCall::toString).toList();
        assertThat(calls).contains("openFolder /b");
        FakeFileCalls fake = pairs();
        Plan plan = joining(fake);
        int first = calls.indexOf("openFolder /b") + 1;
        fake.script().failCall(first, FakeError.EMFILE).failCall(first + 1, FakeError.EMFILE);

        Ran ran = Ran.of(plan, fake);

        assertThat(ran.reasons()).isEmpty();
        assertThat(fake.oneBody("/b/one", "/b/two")).isTrue();
        fake.checkNoOpenHandles();
    }

    @Test
    void aStepThatWaitsForAnotherBodyWhenTheRunIsStopped_hasAnEndInTheJournal() throws Exception {
        FakeFileCalls fake = tree().file("/d/one", "equal bytes")
                .file("/d/two", "equal bytes")
                .file("/d/three", "equal bytes")
                .set("/d", volume -> volume.maxLinks(1));
        Plan plan = new TestPlan(fake, Path.of("/d"))
                .replace("one", "two")
                .replace("one", "three")
                .plan();
        CancelToken cancel = new CancelToken();
        MemoryMedium medium = new MemoryMedium();
        fake.script().beforeNext("link", cancel::cancel);

        Ran ran = Ran.of(plan, fake, Ran.QUICK, medium, cancel);

        assertThat(JournalBytes.read(ran.result.run(), medium.forced()).steps().values())
                .hasSize(2)
                .allMatch(StepStory::ended);
        fake.checkNoOpenHandles();
    }
}
