package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.content.BodyHashes;
import aka.content.BodyHashes.Level;
import aka.content.ContentHash;
import aka.content.HashEntry;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.dedupe.FakeMemory;
import aka.file.FileFacts;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.os.fake.FakeFileCalls;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is remembered of bodies whose names a run has changed. */
class TouchedBodiesTest {

    private static final BodyHashes HASHES = new BodyHashes(Level.WHOLE, 1, 2, new ContentHash(3, 4));
    private static final Path ROOT = Path.of("/top");

    /** Each look at the clock is a millisecond later: two changes never have the same time. */
    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);

    private final FakeFileCalls calls = new FakeFileCalls(() -> Instant.ofEpochMilli(millis.incrementAndGet()))
            .file("/top/kept", "equal bytes")
            .file("/top/other", "equal bytes");
    private final FakeMemory memory = new FakeMemory();

    private HashEntry remember(String path) throws FileCallException {
        FileFacts facts = calls.facts(Path.of(path));
        HashEntry entry = new HashEntry(
                facts.key().orElseThrow().fileLow(),
                7,
                facts.sizeBytes(),
                Listing.nanos(facts.modified()),
                Listing.nanos(facts.changed().orElseThrow()),
                HASHES);
        memory.remember(new TreeMap<>(Map.of(PageKey.of(facts.key().get()), HashPage.of(List.of(entry)))));
        return entry;
    }

    private HashEntry remembered(String path) throws FileCallException {
        FileFacts facts = calls.facts(Path.of(path));
        PageKey key = PageKey.of(facts.key().orElseThrow());
        return memory.page(key).find(facts.key().get().fileLow()).orElseThrow();
    }

    private TouchedBodies run(Plan plan) throws FileCallException {
        TouchedBodies touched = new TouchedBodies(plan, RunListener.NONE);
        Ran ran = Ran.of(plan, calls);
        assertThat(ran.reasons()).isEmpty();
        ran.results.forEach(touched::ended);
        return touched;
    }

    private Plan replace() throws FileCallException {
        return new TestPlan(calls, ROOT).replace("kept", "other").plan();
    }

    private Instant changed(String path) throws FileCallException {
        return calls.facts(Path.of(path)).changed().orElseThrow();
    }

    @Test
    void entryOfABodyThatGotNames_isTrueAgainAfterwards() throws FileCallException {
        HashEntry before = remember("/top/kept");
        TouchedBodies touched = run(replace());
        assertThat(Listing.nanos(changed("/top/kept"))).isGreaterThan(before.changedNanos());

        touched.renew(calls, memory);

        assertThat(remembered("/top/kept")).isEqualTo(before.changedAt(Listing.nanos(changed("/top/kept"))));
    }

    @Test
    void entryOfABodyThatLostNames_isTrueAgainAfterwards() throws FileCallException {
        calls.link("/top/second", "/top/kept");
        remember("/top/kept");
        PlannedName second = new PlannedName(0, Path.of("second"));
        PlannedBody body =
                PlannedBody.of(calls.facts(Path.of("/top/kept")), List.of(second, new PlannedName(0, Path.of("kept"))));
        TouchedBodies touched = run(
                new TestPlan(calls, ROOT).step(new Unlink(body, second, false)).plan());

        touched.renew(calls, memory);

        assertThat(remembered("/top/kept").changedNanos()).isEqualTo(Listing.nanos(changed("/top/kept")));
    }

    @Test
    void entryThatWasNotTrueBefore_staysAsItIs() throws FileCallException {
        HashEntry old = remember("/top/kept");
        calls.write("/top/kept", 0, "EQUAL BYTES").write("/top/other", 0, "EQUAL BYTES");
        TouchedBodies touched = run(replace());

        touched.renew(calls, memory);

        assertThat(remembered("/top/kept")).isEqualTo(old);
    }

    @Test
    void entryOfABodyThatWasWrittenSince_staysAsItIs() throws FileCallException {
        HashEntry old = remember("/top/kept");
        TouchedBodies touched = run(replace());
        calls.write("/top/kept", 0, "other words");

        touched.renew(calls, memory);

        assertThat(remembered("/top/kept")).isEqualTo(old);
    }

    @Test
    void bodyThatIsGone_isNoTrouble() throws FileCallException {
        HashEntry old = remember("/top/kept");
        PageKey key = PageKey.of(calls.facts(Path.of("/top/kept")).key().orElseThrow());
        TouchedBodies touched = run(replace());
        calls.remove("/top/kept").remove("/top/other");

        touched.renew(calls, memory);

        assertThat(memory.page(key).find(old.fileLow())).contains(old);
    }

    @Test
    void stepThatWasNotDone_touchesNothing() throws FileCallException {
        Plan plan = replace();
        calls.write("/top/other", 0, "other words");
        TouchedBodies touched = new TouchedBodies(plan, RunListener.NONE);
        Ran ran = Ran.of(plan, calls);
        assertThat(ran.reasons()).hasSize(1);

        ran.results.forEach(touched::ended);

        assertThat(touched.bytes()).isZero();
    }

    @Test
    void bytes_countEachBodyOnce() throws FileCallException {
        calls.file("/top/third", "equal bytes");

        TouchedBodies touched = run(new TestPlan(calls, ROOT)
                .replace("kept", "other")
                .replace("kept", "third")
                .plan());

        assertThat(touched.bytes()).isEqualTo("equal bytes".length());
    }
}
