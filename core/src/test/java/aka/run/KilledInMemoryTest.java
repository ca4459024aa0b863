package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.Journal;
import aka.journal.Reading;
import aka.journal.StepReason;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeVolume;
import aka.os.fake.PowerCut;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.Plan;
import aka.plan.PlannedName;
import aka.plan.RunId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run is killed before its first call, before its second, and so on until it goes through; its journal holds all that was
 * written, or only what was forced to the disk. After a recovery each name has its bytes, nothing is left over, and the run can
 * be taken back.
 */
class KilledInMemoryTest {

    @RegisterExtension
    static final Proof KILLS = Proof.ofKills();

    private static final Path ROOT = Path.of("/d");

    private FastHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new FastHome();
    }

    @AfterEach
    void removeHome() throws IOException {
        home.close();
    }

    /** A volume, as far as it matters to how a name is moved. */
    @SuppressWarnings("ImmutableEnumChecker") // the settings are never changed
    enum Kind {
        EXCHANGE(volume -> {}),
        COPIES(volume -> volume.clones(false)),
        NO_EXCHANGE(volume ->
                volume.exchange(false).leases(false).namelessDrafts(false).clones(false)),
        WINDOWS(FakeVolume::windows);

        private final Consumer<FakeVolume> settings;

        Kind(Consumer<FakeVolume> settings) {
            this.settings = settings;
        }
    }

    @ParameterizedTest
    @EnumSource
    void joiningKilledAnywhere_isRecoveredAndCanBeTakenBack(Kind kind) throws Exception {
        int kills = killEverywhere(kind, KilledInMemoryTest::joining);
        assertThat(kills).isGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource
    void splittingKilledAnywhere_isRecoveredAndCanBeTakenBack(Kind kind) throws Exception {
        int kills = killEverywhere(
                kind, fake -> new TestPlan(fake, ROOT).split("two").plan());
        assertThat(kills).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void makingAndRemovingNamesKilledAnywhere_isRecoveredAndCanBeTakenBack(Kind kind) throws Exception {
        int kills = killEverywhere(
                kind,
                fake -> new TestPlan(fake, ROOT)
                        .step(new CreateFolder(new PlannedName(0, Path.of("made"))))
                        .create("one", "made/new")
                        .unlink("two", false)
                        .plan());
        assertThat(kills).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void takingBackKilledAnywhere_isRecoveredAndCanBeGoneOnWith(Kind kind) throws Exception {
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            killed = killUndoAt(kills + 1, kind);
        }
        assertThat(kills).isGreaterThan(50);
    }

    /** The run is done, and killed while it is taken back; after a recovery what is left of it is taken back. */
    private boolean killUndoAt(int n, Kind kind) throws IOException {
        FakeFileCalls fake = tree(kind);
        try (Runs runs = new Runs(home.folder("undo" + n), fake)) {
            RunId run = runs.run(joining(fake));
            Plan undo = runs.undoPlan(run).plan();
            Journal journal = runs.state.begin(Ran.began(undo, fake));
            boolean killed = runKilledAt(n, undo, fake, journal);
            journal.close();
            FakeFileCalls next = fake.killed();
            Runs after = runs.over(next);
            String when = kind + ", killed at call " + n;
            RecoveryPlan recovered = Recovery.run(after.state, next, Ran.QUICK, List.of(), Runs.NEVER);
            assertThat(recovered.isClean()).as(when + ": " + recovered).isTrue();
            UndoPlan rest = after.undoPlan(run);
            assertThat(rest.left()).as(when).allMatch(left -> left.reason() == StepReason.ALREADY_DONE);
            after.run(rest.plan());
            requireAsBefore(when, next);
            assertThat(FakeGround.leftovers(next)).as(when).isEmpty();
            return killed;
        }
    }

    private static Plan joining(FakeFileCalls fake) throws IOException {
        return new TestPlan(fake, ROOT)
                .replace("one", "two", "sub/two-too")
                .replace("one", "three")
                .plan();
    }

    private static FakeFileCalls tree(Kind kind) {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", "equal bytes")
                .file("/d/two", "equal bytes")
                .link("/d/sub/two-too", "/d/two")
                .file("/d/three", "equal bytes")
                .set("/d", kind.settings);
    }

    /** Makes the plan of what is there. */
    private interface Planner {
        Plan plan(FakeFileCalls fake) throws IOException;
    }

    private int killEverywhere(Kind kind, Planner planner) throws IOException {
        for (int n = 1; ; n++) {
            boolean killed = false;
            for (boolean lossy : List.of(false, true)) {
                killed = killAt(n, lossy, kind, planner);
            }
            if (!killed) {
                return n - 1;
            }
        }
    }

    private boolean killAt(int n, boolean lossy, Kind kind, Planner planner) throws IOException {
        FakeFileCalls fake = tree(kind);
        try (Runs runs = new Runs(home.folder(n + (lossy ? "-lossy" : "")), fake)) {
            Plan plan = planner.plan(fake);
            Journal journal = runs.state.begin(Ran.began(plan, fake));
            boolean killed = runKilledAt(n, plan, fake, journal);
            long written = Files.size(journal.path());
            journal.close();
            if (lossy) {
                cut(journal.path(), written);
            }
            String when = kind + (lossy ? ", lossy" : "") + ", killed at call " + n;
            FakeFileCalls next = fake.killed();
            requireWholeAfterRecovery(when, runs.over(next), next, journal.run());
            return killed;
        }
    }

    private static boolean runKilledAt(int n, Plan plan, FakeFileCalls fake, Journal journal) throws IOException {
        fake.script().cutBefore(n);
        try {
            PlanRun.run(plan, fake, journal, Ran.QUICK, RunListener.NONE, Runs.NEVER);
            return false;
        } catch (PowerCut killed) {
            KILLS.add();
            return true;
        }
    }

    /** What was collected in memory when the process ended is not in the journal. */
    private static void cut(Path journal, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private static void requireWholeAfterRecovery(String when, Runs runs, FakeFileCalls fake, RunId run)
            throws IOException {
        for (String name : List.of("/d/one", "/d/sub/two-too", "/d/three")) {
            assertThat(fake.text(name)).as(when + ": " + name + " before").isEqualTo("equal bytes");
        }
        RecoveryPlan recovered = Recovery.run(runs.state, fake, Ran.QUICK, List.of(), Runs.NEVER);
        assertThat(recovered.isClean()).as(when + ": " + recovered).isTrue();
        for (String name : List.of("/d/one", "/d/sub/two-too", "/d/three")) {
            assertThat(fake.text(name)).as(when + ": " + name).isEqualTo("equal bytes");
        }
        assertThat(FakeGround.leftovers(fake)).as(when).isEmpty();
        Reading reading = runs.state.read(run);
        assertThat(reading.ended()).as(when).isPresent();
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.left()).as(when).isEmpty();
        runs.run(undo.plan());
        requireAsBefore(when, fake);
    }

    private static void requireAsBefore(String when, FakeFileCalls fake) throws IOException {
        assertThat(fake.names()).as(when).containsExactly("/d/one", "/d/sub/two-too", "/d/three", "/d/two");
        assertThat(fake.exists("/d/made")).as(when).isFalse();
        assertThat(fake.linkCount("/d/one")).as(when).isEqualTo(1);
        assertThat(fake.linkCount("/d/three")).as(when).isEqualTo(1);
        assertThat(fake.oneBody("/d/two", "/d/sub/two-too")).as(when).isTrue();
        fake.checkNoOpenHandles();
    }
}
