package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.JournalBytes;
import aka.journal.JournalRecord.Rescued;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A name that is removed, where that goes wrong half way. */
@Tag("windows")
class UnlinkFailsTest {

    private static final Path ROOT = Path.of("/d");

    @Test
    void aNameThatCannotBeMovedBack_isToldAsRescued() throws Exception {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        FakeFileCalls fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "bytes")
                .link("/d/two", "/d/one");
        var plan = new TestPlan(fake, ROOT).unlink("two", false).plan();
        MemoryMedium medium = new MemoryMedium();
        // Somebody takes the name meanwhile, and the removal fails.
        fake.script().failEvery("unlink", FakeError.EIO).beforeNext("unlink", () -> fake.file("/d/two", "newer"));

        Ran ran = Ran.of(plan, fake, Ran.QUICK, medium, new CancelToken());

        String aside = fake.names().stream()
                .filter(name -> name.contains(".rm."))
                .findFirst()
                .orElseThrow();
        assertThat(fake.text("/d/two")).isEqualTo("newer");
        assertThat(((StepResult.NotDone) ran.results.getFirst()).rescued()).contains(Path.of(aside));
        assertThat(JournalBytes.read(ran.result.run(), medium.forced()).records())
                .anyMatch(record -> record instanceof Rescued rescued
                        && rescued.path().equals(Path.of(aside).toAbsolutePath()));
    }

    /** Two runs could else each count the name that the other is about to remove as one that is left. */
    @Test
    void aNameOfAFileThatAnotherRunHasLocked_stays() throws Exception {
        FakeFileCalls fake = new FakeFileCalls().file("/d/one", "bytes").link("/d/two", "/d/one");
        var plan = new TestPlan(fake, ROOT).unlink("two", false).plan();
        fake.lock("/d/one");
        Ran ran = Ran.of(plan, fake);
        assertThat(ran.reasons()).containsExactly(StepReason.BUSY);
        assertThat(fake.oneBody("/d/one", "/d/two")).isTrue();
        fake.checkNoOpenHandles();
    }

    @Test
    void aNameInAnotherFolderAtThePathOfTheRoot_stays() throws Exception {
        FakeFileCalls fake = new FakeFileCalls().file("/d/one", "bytes").link("/d/two", "/d/one");
        var plan = new TestPlan(fake, ROOT).unlink("two", false).plan();
        fake.link("/away", "/d").remove("/d").link("/d/two", "/away/two").remove("/away/two");
        Ran ran = Ran.of(plan, fake);
        assertThat(ran.reasons()).containsExactly(StepReason.CHANGED);
        assertThat(fake.exists("/d/two")).isTrue();
        fake.checkNoOpenHandles();
    }

    @Test
    void aNameBehindAnotherMount_stays() throws Exception {
        FakeFileCalls fake = new FakeFileCalls()
                .file("/d/in/one", "bytes")
                .link("/d/in/two", "/d/in/one")
                .bind("/d/mounted", "/d/in");
        Ran ran = Ran.of(new TestPlan(fake, ROOT).unlink("mounted/two", false).plan(), fake);
        assertThat(ran.reasons()).containsExactly(StepReason.UNSUPPORTED);
        assertThat(fake.exists("/d/in/two")).isTrue();
        fake.checkNoOpenHandles();
    }
}
