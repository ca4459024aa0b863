package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.Host;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recovery does where the volume, the machine or the file system stands in the way, over a tree in memory. */
class RecoveryTest {

    private static final String BYTES = CrashStates.BYTES;

    @TempDir
    Path home;

    private FakeGround ground;
    private Runs runs;
    private Wreck wreck;

    @BeforeEach
    void make() throws IOException {
        ground = new FakeGround();
        ground.file("one", BYTES);
        ground.file("two", BYTES);
        runs = new Runs(home, ground.fake);
        wreck = new Wreck(ground, runs);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        ground.close();
        runs.close();
    }

    /** Two leads to the kept body, and the former one is under the temporary name, which is returned. */
    private String swapped() throws IOException {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.swap("two", aside);
        return aside;
    }

    private RunRecovery recover() throws IOException {
        wreck.cutOff();
        return only();
    }

    private RunRecovery only() throws IOException {
        RecoveryPlan plan = wreck.recover();
        assertThat(plan.runs()).hasSize(1);
        return plan.runs().getFirst();
    }

    private static List<Remedy> remedies(RunRecovery run) {
        return run.findings().stream().map(Finding::remedy).toList();
    }

    @Test
    void nothingIsToBeRecovered_isEmpty() throws Exception {
        wreck.replace("one", "two");
        wreck.cutOff();
        wreck.recover();
        RecoveryPlan again = wreck.recover();
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.isClean()).isTrue();
    }

    @Test
    void runThatStillRuns_isLeftAlone() throws Exception {
        String aside = swapped();
        assertThat(wreck.recover().isEmpty()).isTrue();
        assertThat(ground.exists(aside)).isTrue();
        wreck.cutOff();
    }

    @Test
    void countSmallerThanTheNamesFound_removesNothingAndAsksForACheck() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "two");
        ground.fake.miscount("/d/two", 1);
        RunRecovery recovered = recover();
        assertThat(remedies(recovered)).containsExactly(Remedy.DAMAGED);
        assertThat(recovered.ends()).isFalse();
        assertThat(recovered.findings().getFirst().words()).contains("chkdsk");
        assertThat(ground.exists(aside)).isTrue();
        assertThat(ground.text("two")).isEqualTo(BYTES);
        ground.fake.miscount("/d/two", 2);
        assertThat(remedies(only())).containsExactly(Remedy.DROP);
    }

    @Test
    void keptBodyCountedTooSmall_removesNothing() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.fake.miscount("/d/one", 1);
        assertThat(remedies(recover())).containsExactly(Remedy.DAMAGED);
        assertThat(ground.exists(aside)).isTrue();
    }

    @Test
    void removedNameCountedTooSmall_removesNothing() throws Exception {
        String aside = wreck.unlink("two", false);
        ground.link(aside, "two");
        ground.fake.miscount("/d/two", 1);
        assertThat(remedies(recover())).containsExactly(Remedy.DAMAGED);
        assertThat(ground.exists(aside)).isTrue();
    }

    @Test
    void someoneIsWriting_theStepWaits() throws Exception {
        String aside = swapped();
        try (Writer writer = ground.fake.openForWriting("/d/" + aside)) {
            RunRecovery recovered = recover();
            assertThat(recovered.undecided()).isEqualTo(1);
            assertThat(recovered.ends()).isFalse();
            assertThat(ground.exists(aside)).isTrue();
            writer.write(0, "LATER");
        }
        assertThat(remedies(only())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
    }

    @Test
    void someoneWritesWhileItIsCompared_nothingIsRemoved() throws Exception {
        String aside = swapped();
        wreck.cutOff();
        ground.fake.script().beforeNext("read", () -> ground.write(aside, "LATER"));
        assertThat(only().undecided()).isEqualTo(1);
        ground.fake.script().calm();
        assertThat(remedies(only())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
    }

    @Test
    void someoneWritesBeforeTheFormerGoes_nothingIsRemoved() throws Exception {
        String aside = swapped();
        wreck.cutOff();
        ground.fake.script().beforeNext("force", () -> ground.write(aside, "LATER"));
        assertThat(only().undecided()).isEqualTo(1);
        assertThat(ground.text(aside)).isEqualTo("LATER bytes");
    }

    @Test
    void someoneSavesWhileANameIsGivenBack_theSaveStaysAtTheName() throws Exception {
        String aside = swapped();
        ground.write(aside, "LATER");
        wreck.cutOff();
        ground.fake
                .script()
                .beforeNext("exchange", () -> ground.fake.remove("/d/two").file("/d/two", "newest"));
        RunRecovery recovered = only();
        assertThat(ground.text("two")).isEqualTo("newest");
        assertThat(recovered.undecided()).isEqualTo(1);
        ground.fake.script().calm();
        assertThat(remedies(only())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text("two")).isEqualTo("newest");
        assertThat(ground.text(aside)).isEqualTo("LATER bytes");
    }

    @Test
    void volumeThatCannotBeForced_removesNothing() throws Exception {
        String aside = swapped();
        wreck.cutOff();
        ground.fake.script().failEvery("forceVolume", FakeError.EIO);
        assertThat(only().ends()).isFalse();
        assertThat(ground.exists(aside)).isTrue();
    }

    @Test
    void absentVolume_isToldAndTheRunStaysUnfinished() throws Exception {
        swapped();
        wreck.cutOff();
        ground.fake.remove("/d");
        RunRecovery recovered = only();
        assertThat(recovered.ends()).isFalse();
        assertThat(recovered.troubles()).anyMatch(trouble -> trouble.contains("not mounted"));
        assertThat(runs.state.read(wreck.run).ended()).isEmpty();
    }

    @Test
    void anotherMachinesRun_isToldAndLeftAlone() throws Exception {
        String aside = swapped();
        ground.fake.host(new Host("another", "first"));
        RunRecovery recovered = recover();
        assertThat(recovered.troubles()).containsExactly("it ran on another machine: recover it there");
        assertThat(ground.exists(aside)).isTrue();
    }

    @Test
    void anotherStartOfTheMachine_isNoHindrance() throws Exception {
        swapped();
        ground.fake.host(new Host("fake", "second"));
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
    }

    @Test
    void folderOfTheNameBecameALink_isNotFollowed() throws Exception {
        ground.file("sub/three", BYTES);
        String aside = wreck.replace("one", "sub/three").getFirst();
        ground.link(aside, "one");
        ground.swap("sub/three", aside);
        ground.fake.file("/elsewhere/three", "untouched").remove("/d/sub").symlink("/d/sub", "/elsewhere");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.fake.text("/elsewhere/three")).isEqualTo("untouched");
    }

    // ---- where names cannot be exchanged

    private void withoutExchange() {
        ground.fake.set("/d", volume -> volume.exchange(false).leases(false).namelessDrafts(false));
    }

    @Test
    void withoutExchange_nothingAtName_formerAside_isPutBack() throws Exception {
        withoutExchange();
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "two");
        ground.remove("two");
        assertThat(remedies(recover())).containsExactly(Remedy.PUT_BACK);
        assertThat(ground.text("two")).isEqualTo(BYTES);
        assertThat(ground.leftovers()).isEmpty();
    }

    @Test
    void withoutExchange_formerAsideWasWrittenTo_isTakenBack() throws Exception {
        withoutExchange();
        String aside = swapped();
        ground.write(aside, "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
        assertThat(ground.leftovers()).isEmpty();
    }

    @Test
    void withoutExchange_takenBackThoughTheKeptIsStillOnItsWay() throws Exception {
        withoutExchange();
        String aside = swapped();
        ground.write(aside, "LATER");
        ground.link(Wreck.withWord(aside, "new"), "one");
        recover();
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
        assertThat(ground.text("one")).isEqualTo(BYTES);
        assertThat(ground.leftovers()).isEmpty();
    }

    @Test
    void withoutExchange_wayBackWasCutOff_goesOn() throws Exception {
        withoutExchange();
        String aside = swapped();
        ground.write(aside, "LATER");
        ground.link(Wreck.withWord(aside, "new"), aside);
        recover();
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
        assertThat(ground.leftovers()).isEmpty();
    }

    @Test
    void withoutExchange_someoneSavesWhileANameIsGivenBack_theSaveStaysAtTheName() throws Exception {
        withoutExchange();
        String aside = swapped();
        ground.write(aside, "LATER");
        wreck.cutOff();
        ground.fake
                .script()
                .beforeNext("link", () -> ground.fake.remove("/d/two").file("/d/two", "newest"));
        assertThat(only().undecided()).isEqualTo(1);
        assertThat(ground.text("two")).isEqualTo("newest");
        assertThat(ground.text(aside)).isEqualTo("LATER bytes");
    }

    @Test
    void withoutExchange_allNamesMoved_isFinished() throws Exception {
        withoutExchange();
        swapped();
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.oneBody("one", "two")).isTrue();
    }
}
