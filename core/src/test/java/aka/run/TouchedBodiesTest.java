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
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import aka.os.fake.FakeFileCalls;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Root;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is remembered of bodies whose names a run has changed. */
class TouchedBodiesTest {

    private static final BodyHashes HASHES = new BodyHashes(Level.WHOLE, 1, 2, new ContentHash(3, 4));
    private static final Path ROOT = Path.of("/top");
    private static final PlannedName SECOND = new PlannedName(0, Path.of("second"));

    /** Each look at the clock is a millisecond later: two changes never have the same time. */
    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);

    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.incrementAndGet());

    private final FakeFileCalls calls =
            new FakeFileCalls(clock).file("/top/kept", "equal bytes").file("/top/other", "equal bytes");
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
        TouchedBodies touched = new TouchedBodies(plan, RunListener.NONE, clock);
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

        touched.renew(calls, memory, new CancelToken());

        assertThat(remembered("/top/kept")).isEqualTo(before.changedAt(Listing.nanos(changed("/top/kept"))));
    }

    @Test
    void entryOfABodyThatLostNames_whereItsBytesWereCompared_isTrueAgainAfterwards() throws FileCallException {
        calls.link("/top/second", "/top/kept");
        remember("/top/kept");
        FormerBody former = former(false);

        TouchedBodies touched = touched(split(former));
        touched.renew(calls, memory, new CancelToken());

        assertThat(remembered("/top/kept").changedNanos()).isEqualTo(Listing.nanos(changed("/top/kept")));
    }

    @Test
    void entryOfABodyWhoseBytesNobodyCompared_staysAsItIs() throws FileCallException {
        calls.link("/top/second", "/top/kept");
        HashEntry old = remember("/top/kept");
        PlannedName third = new PlannedName(0, Path.of("third"));

        for (LinkStep step : List.of(
                split(former(true)),
                new Split(kept(), List.of(SECOND), Optional.empty()),
                new Create(kept(), third),
                new Unlink(kept(), SECOND, false))) {
            TouchedBodies touched = touched(step);

            touched.renew(calls, memory, new CancelToken());

            assertThat(touched.sum(length -> 1)).as(step.toString()).isZero();
            assertThat(remembered("/top/kept")).as(step.toString()).isEqualTo(old);
        }
    }

    /** Hears of the step, after which the body's last change is a later one. */
    private TouchedBodies touched(LinkStep step) throws FileCallException {
        Root top = new Root(ROOT, calls.facts(ROOT).key(), ROOT);
        Plan plan = new Plan("undo", List.of(top), Set.of(), false, Optional.empty(), List.of(step));
        TouchedBodies touched = new TouchedBodies(plan, RunListener.NONE, clock);
        calls.link("/top/passing", "/top/kept").remove("/top/passing");
        touched.ended(new StepResult.Done(1, step, 0, 0));
        return touched;
    }

    private PlannedBody kept() throws FileCallException {
        return PlannedBody.of(calls.facts(Path.of("/top/kept")), List.of(SECOND, new PlannedName(0, Path.of("kept"))));
    }

    private LinkStep split(FormerBody former) throws FileCallException {
        return new Split(kept(), List.of(SECOND), Optional.of(former));
    }

    private FormerBody former(boolean splitChanged) throws FileCallException {
        try (Folder top = calls.openFolder(ROOT);
                Body body = top.openBody("kept".getBytes(StandardCharsets.UTF_8))) {
            BodyMetadata metadata = calls.metadata().orElseThrow().of(body);
            return new FormerBody(metadata, metadata, new ContentHash(3, 4), splitChanged);
        }
    }

    private void requireNotRenewed(TouchedBodies touched, HashEntry old) throws FileCallException {
        touched.renew(calls, memory, new CancelToken());
        assertThat(remembered("/top/kept")).isEqualTo(old);
    }

    @Test
    void entryThatWasNotTrueBefore_staysAsItIs() throws FileCallException {
        HashEntry old = remember("/top/kept");
        calls.write("/top/kept", 0, "EQUAL BYTES").write("/top/other", 0, "EQUAL BYTES");
        TouchedBodies touched = run(replace());

        requireNotRenewed(touched, old);
    }

    @Test
    void entryOfABodyThatWasWrittenSince_staysAsItIs() throws FileCallException {
        HashEntry old = remember("/top/kept");
        TouchedBodies touched = run(replace());
        calls.write("/top/kept", 0, "other words");

        requireNotRenewed(touched, old);
    }

    @Test
    void entryOfABodyThatWasWritten_andItsTimeOfModificationPutBack_staysAsItIs() throws FileCallException {
        HashEntry old = remember("/top/kept");
        Instant modified = calls.facts(Path.of("/top/kept")).modified();
        TouchedBodies touched = run(replace());
        calls.write("/top/kept", 0, "other words").modified("/top/kept", modified);
        assertThat(calls.facts(Path.of("/top/kept")).modified()).isEqualTo(modified);

        requireNotRenewed(touched, old);
    }

    @Test
    void entryThatWasMadeBeforeTheLastChange_staysAsItIs() throws FileCallException {
        HashEntry old = remember("/top/kept");
        calls.link("/top/passing", "/top/kept").remove("/top/passing");
        TouchedBodies touched = run(replace());

        requireNotRenewed(touched, old);
    }

    @Test
    void renew_thatIsCancelled_changesNothing() throws FileCallException {
        HashEntry old = remember("/top/kept");
        TouchedBodies touched = run(replace());
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        touched.renew(calls, memory, cancel);

        assertThat(remembered("/top/kept")).isEqualTo(old);
    }

    @Test
    void bodyThatIsGone_isNoTrouble() throws FileCallException {
        HashEntry old = remember("/top/kept");
        PageKey key = PageKey.of(calls.facts(Path.of("/top/kept")).key().orElseThrow());
        TouchedBodies touched = run(replace());
        calls.remove("/top/kept").remove("/top/other");

        touched.renew(calls, memory, new CancelToken());

        assertThat(memory.page(key).find(old.fileLow())).contains(old);
    }

    @Test
    void stepThatWasNotDone_touchesNothing() throws FileCallException {
        Plan plan = replace();
        calls.write("/top/other", 0, "other words");
        TouchedBodies touched = new TouchedBodies(plan, RunListener.NONE, clock);
        Ran ran = Ran.of(plan, calls);
        assertThat(ran.reasons()).hasSize(1);

        ran.results.forEach(touched::ended);

        assertThat(touched.sum(length -> 1)).isZero();
    }

    @Test
    void sum_countsEachBodyOnce() throws FileCallException {
        calls.file("/top/third", "equal bytes");

        TouchedBodies touched = run(new TestPlan(calls, ROOT)
                .replace("kept", "other")
                .replace("kept", "third")
                .plan());

        assertThat(touched.sum(length -> 100 + length)).isEqualTo(100 + "equal bytes".length());
    }
}
