package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.journal.RunOutcome;
import aka.journal.StepReason;
import aka.os.CancelToken;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies that splits want are made on several threads. */
@Timeout(20)
@Tag("windows")
class SplitBesideTest {

    private static final Path ROOT = Path.of("/d");
    private static final int NAMES = 24;
    private static final int BATCH = 8;

    private final FakeFileCalls fake = new FakeFileCalls();

    private static RunSettings settings(boolean beside) {
        return new RunSettings(Duration.ofMillis(1), BATCH, Duration.ZERO, beside);
    }

    /** Plans to give each of some pairs of names a body for either. */
    private Plan splits() throws Exception {
        TestPlan plan = new TestPlan(fake, ROOT);
        for (int i = 0; i < NAMES; i++) {
            fake.file("/d/one" + i, "bytes of " + i).link("/d/two" + i, "/d/one" + i);
        }
        for (int i = 0; i < NAMES; i++) {
            plan.split("one" + i);
        }
        return plan.plan();
    }

    private Ran run(Plan plan, RunSettings settings, CancelToken cancel) throws Exception {
        Ran ran = Ran.of(plan, fake, settings, new MemoryMedium(), cancel);
        requireAllBytes();
        return ran;
    }

    private void requireAllBytes() {
        for (int i = 0; i < NAMES; i++) {
            assertThat(fake.text("/d/one" + i)).isEqualTo("bytes of " + i);
            assertThat(fake.text("/d/two" + i)).isEqualTo("bytes of " + i);
        }
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
    }

    private long split() {
        long split = 0;
        for (int i = 0; i < NAMES; i++) {
            split += fake.oneBody("/d/one" + i, "/d/two" + i) ? 0 : 1;
        }
        return split;
    }

    @Test
    void bodies_areMadeOnAllThreads() throws Exception {
        Assumptions.assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is one processor only");
        Plan plan = splits();
        CountDownLatch two = new CountDownLatch(2);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        fake.script().beforeEach(call -> {
            if (call.name().equals("copyFrom")
                    && threads.add(Thread.currentThread().getName())) {
                two.countDown();
                assertThat(isReached(two)).isTrue();
            }
        });

        Ran ran = run(plan, settings(true), new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        assertThat(split()).isEqualTo(NAMES);
        assertThat(threads).hasSizeGreaterThan(1);
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "draft, false", "prepare, false", "copyFrom, false", "apply, false",
        "draft, true", "prepare, true", "copyFrom, true", "apply, true"
    })
    void aBodyThatCannotBeMade_isNoHindranceToOthers(String call, boolean beside) throws Exception {
        Plan plan = splits();
        fake.script().failNth(call, 3 + manifests(call), FakeError.EIO);

        Ran ran = run(plan, settings(beside), new CancelToken());

        assertThat(ran.reasons()).containsExactly(StepReason.FAILED);
        assertThat(ran.result.done()).isEqualTo(NAMES - 1);
        assertThat(split()).isEqualTo(NAMES - 1);
    }

    /** How often a call is made before the first body is: the pool's manifest is a draft as well. */
    private static int manifests(String call) {
        return call.equals("draft") ? 1 : 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodiesForWhichTooManyFilesAreOpen_areMadeInSmallerBatches(boolean beside) throws Exception {
        Plan plan = splits();
        for (int n = 5; n <= 8; n++) {
            fake.script().failNth("draft", n, FakeError.EMFILE);
        }

        Ran ran = run(plan, settings(beside), new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        assertThat(ran.result.done()).isEqualTo(NAMES);
        assertThat(split()).isEqualTo(NAMES);
    }

    /** A large one beside them may have had all the room until it turned out not to fit itself. */
    @Test
    void bodiesThatDidNotFitBesideOthers_areMadeAlone() throws Exception {
        Assumptions.assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is one processor only");
        Plan plan = splits();
        // The last first: what one rule fails, those behind it do not count.
        for (int n = BATCH; n > 1; n--) {
            fake.script().failNth("copyFrom", n, FakeError.ENOSPC);
        }

        Ran ran = run(plan, settings(true), new CancelToken());

        assertThat(ran.reasons()).isEmpty();
        assertThat(split()).isEqualTo(NAMES);
    }

    @Test
    void aBodyThatCouldNotBeMade_takesNoRoomAnyMoreWhenTheNextIsMade() throws Exception {
        fake.set("/", volume -> volume.namelessDrafts(false));
        Plan plan = splits();
        fake.script().failNth("copyFrom", 2, FakeError.ENOSPC);
        List<String> left = new ArrayList<>();
        fake.script().beforeEach(call -> {
            boolean later = call.name().equals("copyFrom") && !isOf(call.path(), 0) && !isOf(call.path(), 1);
            if (later) {
                fake.names().stream()
                        .filter(name -> name.endsWith(".copy.one1"))
                        .forEach(left::add);
            }
        });

        Ran ran = run(plan, settings(false), new CancelToken());

        assertThat(ran.reasons()).containsExactly(StepReason.FAILED);
        assertThat(left).isEmpty();
    }

    private static boolean isOf(Path draft, int number) {
        return draft.toString().endsWith(".one" + number);
    }

    @Test
    void aStopWhileABodyIsMadeOnceMore_leavesNoIntentWithoutAnEnd() throws Exception {
        fake.set("/", volume -> volume.clones(false));
        Plan plan = splits();
        CancelToken cancel = new CancelToken();
        // The first that is opened by its temporary name, when two batches were looked at.
        fake.script().failNth("openBody", 2 * BATCH + 1, FakeError.EMFILE);
        AtomicInteger drafts = new AtomicInteger();
        fake.script().beforeEach(call -> {
            if (call.name().equals("draft") && isOf(call.path(), 0) && drafts.incrementAndGet() == 2) {
                cancel.cancel();
            }
        });

        Ran ran = run(plan, settings(false), cancel);

        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(drafts).hasValue(2);
        String journal = new String(ran.medium.all(), StandardCharsets.UTF_8);
        assertThat(steps(journal, "intent")).isNotEmpty();
        assertThat(steps(journal, "done|back|skipped")).containsAll(steps(journal, "intent"));
    }

    private static Set<String> steps(String journal, String types) {
        return Pattern.compile("\"type\":\"(?:" + types + ")\",\"step\":(\\d+)")
                .matcher(journal)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStopWhileBodiesAreMade_leavesTheirNamesAsTheyAre(boolean beside) throws Exception {
        Plan plan = splits();
        CancelToken cancel = new CancelToken();
        fake.script().beforeNext("copyFrom", cancel::cancel);

        Ran ran = run(plan, settings(beside), cancel);

        assertThat(ran.result.done()).isZero();
        assertThat(ran.result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(ran.result.notDone()).isEqualTo(NAMES);
        assertThat(ran.reasons()).as("told of").isEmpty();
        assertThat(split()).isZero();
        assertThat(fake.script().callsOf("draft").size()).as("drafts").isLessThan(BATCH);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFaultOfOurOwnWhileABodyIsMade_leavesAllAsItWas(boolean beside) throws Exception {
        Plan plan = splits();
        fake.script().beforeNext("apply", () -> {
            throw new IllegalStateException("out of luck");
        });

        assertThatThrownBy(() -> Ran.of(plan, fake, settings(beside), new MemoryMedium(), new CancelToken()))
                .hasStackTraceContaining("out of luck");

        assertThat(split()).isZero();
        assertThat(fake.names()).noneMatch(name -> name.contains(".join."));
        fake.checkNoOpenHandles();
    }
}
