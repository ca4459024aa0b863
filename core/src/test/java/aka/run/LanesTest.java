package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that are taken on several threads. */
@Timeout(20)
@Tag("windows")
class LanesTest {

    private static final Path ROOT = Path.of("/d");
    private static final RunSettings BESIDE = new RunSettings(Duration.ofMillis(1), 20, Duration.ZERO, true);

    private final FakeFileCalls fake = new FakeFileCalls();
    /** On which threads names were exchanged, by what their files hold. */
    private final Map<String, Set<String>> threads = new ConcurrentHashMap<>();

    /** Plans to join each group of equal files, among which those in {@code odd} are not equal. */
    private TestPlan groups(int groups, int copies, String... odd) throws Exception {
        TestPlan plan = new TestPlan(fake, ROOT);
        for (int group = 0; group < groups; group++) {
            fake.file("/d/" + group + "-0", "bytes of group " + group);
            for (int copy = 1; copy <= copies; copy++) {
                String name = group + "-" + copy;
                fake.file("/d/" + name, (List.of(odd).contains(name) ? "other" : "bytes") + " of group " + group);
                plan.replace(group + "-0", name);
            }
        }
        return plan;
    }

    private Ran run(TestPlan plan, CancelToken cancel) throws Exception {
        Ran ran = Ran.of(plan.plan(), fake, BESIDE, new MemoryMedium(), cancel);
        assertThat(fake.names()).noneMatch(name -> name.contains(".aka-"));
        fake.checkNoOpenHandles();
        return ran;
    }

    @Test
    void stepsThatConcernOneBody_areTakenOnOneThread() throws Exception {
        TestPlan plan = groups(12, 5);
        List<String> guards = Collections.synchronizedList(new ArrayList<>());
        fake.script().beforeEach(call -> {
            if (call.name().equals("guard")) {
                String group = call.path().getFileName().toString().replaceAll("-.*", "");
                threads.computeIfAbsent(group, any -> ConcurrentHashMap.newKeySet())
                        .add(Thread.currentThread().getName());
                guards.add(group);
            }
        });
        Ran ran = run(plan, new CancelToken());
        assertThat(ran.result.done()).isEqualTo(60);
        assertThat(guards).hasSizeGreaterThanOrEqualTo(72);
        // Batches of 20 cut some groups in two, each half of which may have a thread of its own.
        assertThat(threads.values()).allMatch(names -> names.size() <= 2);
        assertThat(threads.entrySet().stream()
                        .filter(each -> Integer.parseInt(each.getKey()) % 4 == 0)
                        .map(each -> each.getValue().size()))
                .containsOnly(1);
        for (int group = 0; group < 12; group++) {
            assertThat(fake.linkCount("/d/" + group + "-0")).isEqualTo(6);
        }
    }

    @Test
    void aStepThatCannotBeTaken_leavesTheOthersOfItsBodyToBeTaken() throws Exception {
        TestPlan plan = groups(6, 3, "2-2", "4-1");
        Ran ran = run(plan, new CancelToken());
        assertThat(ran.result.done()).isEqualTo(16);
        assertThat(ran.result.notDone()).isEqualTo(2);
        assertThat(fake.oneBody("/d/2-0", "/d/2-3")).isTrue();
        assertThat(fake.oneBody("/d/4-0", "/d/4-2")).isTrue();
        assertThat(fake.oneBody("/d/4-0", "/d/4-1")).isFalse();
    }

    @Test
    void aStop_isHeardBetweenStepsOnEachThread() throws Exception {
        TestPlan plan = groups(20, 2);
        CancelToken cancel = new CancelToken();
        fake.script().beforeEach(call -> {
            if (call.name().equals("exchange")) {
                cancel.cancel();
            }
        });
        Ran ran = run(plan, cancel);
        assertThat(ran.result.done()).isBetween(1L, (long) Runtime.getRuntime().availableProcessors());
        assertThat(ran.result.done() + ran.result.notDone()).isEqualTo(40);
    }

    private long guardsOf(String kept, int bytes) throws Exception {
        TestPlan plan = new TestPlan(fake, ROOT);
        fake.file("/d/" + kept, "x".repeat(bytes));
        for (int copy = 0; copy < 5; copy++) {
            fake.file("/d/" + kept + copy, "x".repeat(bytes));
            plan.replace(kept, kept + copy);
        }
        assertThat(run(plan, new CancelToken()).result.done()).isEqualTo(5);
        return fake.script().callsOf("guard").stream()
                .filter(("guard /d/" + kept)::equals)
                .count();
    }

    @Test
    void theBodyOfTheNextStep_staysGuardedOnlyWhereThatSparesReadingIt() throws Exception {
        assertThat(guardsOf("short", 1000)).isEqualTo(1);
        assertThat(guardsOf("long", 200_000)).isEqualTo(5);
    }
}
