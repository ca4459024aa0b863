package aka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aka.file.FileFacts;
import aka.journal.Flaw;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Ended;
import aka.journal.JournalRecord.Moved;
import aka.journal.Reading;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.Host;
import aka.os.Trouble;
import aka.os.fake.FakeFileCalls;
import aka.plan.LinkStep;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Split;
import aka.plan.Plan;
import aka.plan.PlannedName;
import aka.plan.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back of a run, over a tree in memory. */
class UndoTest {

    private static final Path ROOT = Path.of("/d");
    private static final String BYTES = "equal bytes";

    @TempDir
    Path home;

    private FakeFileCalls fake;
    private Runs runs;

    @BeforeEach
    void make() throws IOException {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet()))
                .file("/d/one", BYTES)
                .file("/d/sub/two", BYTES)
                .link("/d/sub/too", "/d/sub/two")
                .file("/d/three", BYTES);
        runs = new Runs(home, fake);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        fake.checkNoOpenHandles();
        runs.close();
    }

    private TestPlan plan() {
        return new TestPlan(fake, ROOT);
    }

    private RunId join() throws FileCallException {
        return runs.run(plan().replace("one", "sub/two", "sub/too").plan());
    }

    private List<StepReason> reasons(UndoPlan plan) {
        return plan.left().stream().map(LeftAsIs::reason).toList();
    }

    private FileFacts facts(String path) throws FileCallException {
        return fake.facts(Path.of(path));
    }

    // ---- joined, split

    @Test
    void undo_ofAReplace_givesItsNamesOneBodyOfTheirOwnAgain() throws Exception {
        FileFacts before = facts("/d/sub/two");
        RunId run = join();
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.left()).isEmpty();
        assertThat(undo.plan().undoes()).contains(run);
        runs.run(undo.plan());
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isTrue();
        assertThat(fake.text("/d/sub/two")).isEqualTo(BYTES);
        assertThat(facts("/d/sub/two").modified()).isEqualTo(before.modified());
        assertThat(fake.names()).containsExactly("/d/one", "/d/sub/too", "/d/sub/two", "/d/three");
    }

    @Test
    void undo_ofARepoint_leadsTheNameBack_andTakesTheNameAsideAway() throws Exception {
        FileFacts before = other("/d/other");
        RunId run = setAside();
        assertThat(fake.oneBody("/d/other", "/d/one")).isTrue();
        assertThat(fake.text("/d/aside")).isEqualTo("other bytes");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.left()).isEmpty();
        RunId back = runs.run(undo.plan());
        assertThat(facts("/d/other").key()).isEqualTo(before.key());
        assertThat(fake.exists("/d/aside")).isFalse();
        assertThat(fake.linkCount("/d/one")).isEqualTo(1);

        runs.undo(back);
        assertThat(fake.oneBody("/d/other", "/d/one")).isTrue();
        assertThat(fake.text("/d/aside")).isEqualTo("other bytes");
    }

    @Test
    void undo_ofARepoint_toAFileThatOthersMayWrite_whichHasThreeNamesThen_leadsAllBack() throws Exception {
        other("/d/other");
        fake.link("/d/more", "/d/other").owner("/d/other", 1000, 1000, 0664).owner("/d/one", 1000, 1000, 0664);
        RunId run = runs.run(plan().create("other", "aside")
                .repoint("one", "other", "aside")
                .repoint("one", "more", "aside")
                .plan());
        assertThat(fake.linkCount("/d/one")).isEqualTo(3);
        runs.undo(run);
        assertThat(fake.linkCount("/d/one")).isEqualTo(1);
        assertThat(fake.oneBody("/d/other", "/d/more")).isTrue();
    }

    @Test
    void undo_ofSomeRepoints_leavesTheOthersTheirWayBack() throws Exception {
        other("/d/other");
        fake.link("/d/more", "/d/other");
        RunId run = runs.run(plan().create("other", "aside")
                .repoint("one", "other", "aside")
                .repoint("one", "more", "aside")
                .plan());
        runs.undo(run, Runs.paths("more"));
        fake.remove("/d/aside");
        runs.run(runs.undoPlan(run, Runs.paths("other")).plan());
        assertThat(fake.oneBody("/d/other", "/d/more")).isTrue();
        assertThat(fake.text("/d/other")).isEqualTo("other bytes");
    }

    @Test
    void repoint_whereTheNameAsideCouldNotBeMade_isRefused() throws Exception {
        other("/d/other");
        fake.link("/d/more", "/d/other");
        Plan plan =
                plan().create("other", "aside").repoint("one", "other", "aside").plan();
        fake.file("/d/aside", "in the way");
        runs.tryRun(plan);
        assertThat(runs.results).allMatch(StepResult.NotDone.class::isInstance);
        assertThat(fake.text("/d/other")).isEqualTo("other bytes");
    }

    @Test
    void undo_ofARepoint_whoseFormerFileWasRemovedSince_leavesItAndSaysSo() throws Exception {
        other("/d/other");
        RunId run = setAside();
        fake.remove("/d/aside");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(reasons(undo)).contains(StepReason.LAST_NAME);
        assertThat(undo.plan().steps()).isEmpty();
    }

    @Test
    void undo_ofARepoint_whoseKeptFileHasNoOtherNameByNow_leavesItAndSaysSo() throws Exception {
        other("/d/other");
        RunId run = setAside();
        fake.remove("/d/one");
        assertThat(reasons(runs.undoPlan(run))).contains(StepReason.LAST_NAME);
        assertThat(fake.text("/d/other")).isEqualTo(BYTES);
    }

    @Test
    void repoint_ofTheOnlyName_isRefused_sinceItsBytesWouldHaveNone() throws Exception {
        other("/d/other");
        runs.tryRun(plan().repoint("one", "other").plan());
        assertThat(runs.results)
                .singleElement()
                .isInstanceOfSatisfying(
                        StepResult.NotDone.class,
                        not -> assertThat(not.reason()).isEqualTo(StepReason.LAST_NAME));
        assertThat(fake.text("/d/other")).isEqualTo("other bytes");
    }

    @Test
    void repoint_toAFileOfAnotherMode_isRefusedUnlessThatIsWaived() throws Exception {
        other("/d/other");
        fake.owner("/d/other", 1000, 1000, 0600);
        Plan plan = plan().repoint("one", "other", "aside").plan();
        fake.link("/d/aside", "/d/other");
        runs.tryRun(plan);
        assertThat(runs.results)
                .singleElement()
                .isInstanceOfSatisfying(
                        StepResult.NotDone.class,
                        not -> assertThat(not.reason()).isEqualTo(StepReason.METADATA_DIFFERS));
        assertThat(fake.text("/d/other")).isEqualTo("other bytes");
    }

    private FileFacts other(String name) throws FileCallException {
        fake.file(name, "other bytes");
        return facts(name);
    }

    private RunId setAside() throws FileCallException {
        return runs.run(
                plan().create("other", "aside").repoint("one", "other", "aside").plan());
    }

    @Test
    void undo_bringsOwnerModeAndAttributesBack() throws Exception {
        fake.owner("/d/sub/two", 1000, 7, 0400)
                .attribute("/d/sub/two", "user.a", "two")
                .attribute("/d/one", "user.b", "one");
        RunId run = runs.run(
                plan().replace("one", "sub/two", "sub/too").waive(Runs.all()).plan());
        runs.undo(run);
        assertThat(facts("/d/sub/two").owner().orElseThrow()).isEqualTo(new FileFacts.Owner(1000, 7, 0400));
        assertThat(facts("/d/one").owner().orElseThrow().mode()).isEqualTo(0644);
    }

    @Test
    void undo_ofSeveralStepsOntoOneBody_bringsEachBodyBackByItself() throws Exception {
        RunId run = runs.run(plan().replace("one", "sub/two", "sub/too")
                .replace("one", "three")
                .plan());
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps())
                .extracting(step -> ((Split) step).names().getFirst().below())
                .as("the last step first")
                .containsExactly(Path.of("three"), Path.of("sub/two"));
        runs.run(undo.plan());
        assertThat(fake.linkCount("/d/one")).isEqualTo(1);
        assertThat(fake.linkCount("/d/three")).isEqualTo(1);
        assertThat(fake.linkCount("/d/sub/two")).isEqualTo(2);
    }

    @Test
    void undo_ofAnUndo_joinsAgain() throws Exception {
        RunId undone = runs.undo(join());
        UndoPlan redo = runs.undoPlan(undone);
        assertThat(redo.plan().steps()).singleElement().isInstanceOf(Replace.class);
        runs.run(redo.plan());
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isTrue();
        assertThat(fake.oneBody("/d/one", "/d/sub/too")).isTrue();
    }

    @Test
    void undo_ofAnUndoOfAnUndo_splitsAgain() throws Exception {
        runs.undo(runs.undo(runs.undo(join())));
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isTrue();
    }

    @Test
    void undo_ofAnUndoWhereTheFilesDifferByNow_isRefusedByTheRun() throws Exception {
        RunId undone = runs.undo(join());
        fake.write("/d/sub/two", 0, "EQUAL");
        runs.tryRun(runs.undoPlan(undone).plan());
        assertThat(runs.results).singleElement().isInstanceOf(StepResult.NotDone.class);
        assertThat(fake.text("/d/sub/two")).isEqualTo("EQUAL bytes");
    }

    @Test
    void undo_asecondTime_findsNothingToDo() throws Exception {
        RunId run = join();
        runs.undo(run);
        UndoPlan again = runs.undoPlan(run);
        assertThat(again.plan().steps()).isEmpty();
        assertThat(reasons(again)).containsExactly(StepReason.ALREADY_DONE, StepReason.ALREADY_DONE);
    }

    @Test
    void undo_ofASplitWhoseOtherNamesTheRunDidNotKnow_findsThem() throws Exception {
        RunId run = runs.run(plan().split("sub/two").plan());
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isFalse();
        runs.undo(run);
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isTrue();
    }

    @Test
    void undo_ofASplitWhoseOtherNamesAreGone_leavesIt() throws Exception {
        RunId run = runs.run(plan().split("sub/two").plan());
        fake.remove("/d/sub/too");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(reasons(undo)).containsExactly(StepReason.VANISHED);
    }

    // ---- since the run

    @Test
    void undo_whereTheBytesWereEdited_leavesTheNamesJoinedAndTellsIt() throws Exception {
        RunId run = join();
        fake.write("/d/sub/two", 0, "EDITED");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(reasons(undo)).containsExactly(StepReason.BYTES_DIFFER, StepReason.BYTES_DIFFER);
        assertThat(undo.left().getFirst().words()).contains("--split-changed");
    }

    @Test
    void undo_whereTheBytesWereWrittenAsTheyWere_bringsThemBack() throws Exception {
        RunId run = join();
        fake.write("/d/sub/two", 0, BYTES);
        runs.undo(run);
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
    }

    @Test
    void undo_splitChanged_givesTheNamesTodaysBytes() throws Exception {
        RunId run = join();
        fake.write("/d/sub/two", 0, "EDITED");
        runs.undo(run, new UndoOptions(true, List.of()));
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
        assertThat(fake.text("/d/sub/two")).isEqualTo("EDITEDbytes");
        assertThat(fake.text("/d/one")).isEqualTo("EDITEDbytes");
    }

    @Test
    void undo_whereBytesChangedAndTheTimeWasPutBack_isRefusedByTheRun() throws Exception {
        RunId run = join();
        Instant modified = facts("/d/one").modified();
        fake.write("/d/one", 0, "EDITED").modified("/d/one", modified);
        runs.tryRun(runs.undoPlan(run).plan());
        assertThat(runs.results)
                .singleElement()
                .isInstanceOfSatisfying(
                        StepResult.NotDone.class,
                        result -> assertThat(result.reason()).isEqualTo(StepReason.BYTES_DIFFER));
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isTrue();
    }

    @Test
    void undo_whereTheModeWasChangedSince_keepsItAndTellsIt() throws Exception {
        RunId run = join();
        fake.owner("/d/one", 1000, 1000, 0600);
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.kept())
                .containsExactly(
                        new KeptAsToday(Path.of("/d/sub/two"), List.of("mode 600")),
                        new KeptAsToday(Path.of("/d/sub/too"), List.of("mode 600")));
        runs.run(undo.plan());
        assertThat(facts("/d/sub/two").owner().orElseThrow().mode()).isEqualTo(0600);
    }

    @Test
    void undo_whereANameIsGone_bringsTheOthersBackAndTellsIt() throws Exception {
        RunId run = join();
        fake.remove("/d/sub/too");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(reasons(undo)).containsExactly(StepReason.VANISHED);
        runs.run(undo.plan());
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
    }

    @Test
    void undo_whereANameIsAnotherFileByNow_leavesIt() throws Exception {
        RunId run = join();
        fake.remove("/d/sub/too").file("/d/sub/too", "newer");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(reasons(undo)).containsExactly(StepReason.CHANGED);
        runs.run(undo.plan());
        assertThat(fake.text("/d/sub/too")).isEqualTo("newer");
    }

    @Test
    void undo_whereAnotherFileHasTheNumberByNow_leavesIt() throws Exception {
        RunId run = join();
        fake.born("/d/one", Instant.parse("2026-07-01T00:00:00Z"));
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(undo.left())
                .extracting(LeftAsIs::words)
                .containsOnly("another file has its place and its number by now");
    }

    @Test
    void undo_whereAFolderBecameALink_leavesTheNames() throws Exception {
        RunId run = join();
        fake.file("/elsewhere/two", "x")
                .file("/elsewhere/too", "x")
                .remove("/d/sub")
                .symlink("/d/sub", "/elsewhere");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(undo.left()).hasSize(2);
    }

    @Test
    void undo_whereALaterRunMovedTheNamesOn_tellsWhichIsToBeTakenBackFirst() throws Exception {
        RunId run = join();
        RunId later =
                runs.run(plan().replace("three", "one", "sub/two", "sub/too").plan());
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(undo.left())
                .hasSize(2)
                .allSatisfy(left -> assertThat(left.words()).contains(later.brief()));
    }

    @Test
    void undo_afterTheLaterRunWasTakenBack_works() throws Exception {
        RunId run = join();
        runs.undo(runs.run(plan().replace("three", "one", "sub/two", "sub/too").plan()));
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.left()).isEmpty();
        runs.run(undo.plan());
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
        assertThat(fake.oneBody("/d/one", "/d/three")).isFalse();
        assertThat(fake.oneBody("/d/sub/too", "/d/sub/two")).isTrue();
    }

    @Test
    void undo_whereTheKeptNameIsGone_bringsTheMetadataBackOnly() throws Exception {
        fake.owner("/d/sub/two", 1000, 1000, 0400);
        RunId run = runs.run(
                plan().replace("one", "sub/two", "sub/too").waive(Runs.all()).plan());
        fake.remove("/d/one");
        runs.undo(run);
        assertThat(facts("/d/sub/two").owner().orElseThrow().mode()).isEqualTo(0400);
        assertThat(fake.oneBody("/d/sub/too", "/d/sub/two")).isTrue();
        assertThat(fake.text("/d/sub/two")).isEqualTo(BYTES);
    }

    @Test
    void undo_ofMetadataOnly_bringsTheLaterMetadataBack() throws Exception {
        fake.owner("/d/sub/two", 1000, 1000, 0400);
        RunId run = runs.run(
                plan().replace("one", "sub/two", "sub/too").waive(Runs.all()).plan());
        fake.remove("/d/one");
        runs.undo(runs.undo(run));
        assertThat(facts("/d/sub/two").owner().orElseThrow().mode()).isEqualTo(0644);
    }

    @Test
    void undo_whereTheNamesAreAFileOfTheirOwnWithItsMetadata_hasNothingToDo() throws Exception {
        fake.modified("/d/sub/two", Instant.EPOCH).modified("/d/one", Instant.EPOCH);
        RunId run = join();
        fake.remove("/d/one");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(reasons(undo)).containsExactly(StepReason.ALREADY_DONE, StepReason.ALREADY_DONE);
    }

    // ---- volumes, machines

    @Test
    void undo_whereTheVolumeIsMountedElsewhere_findsIt() throws Exception {
        fake.mount("/mnt/usb", "fake", volume -> {})
                .file("/mnt/usb/photos/a", BYTES)
                .file("/mnt/usb/photos/b", BYTES);
        TestPlan plan = new TestPlan(fake, Path.of("/mnt/usb/photos"));
        RunId run = runs.run(plan.replace("a", "b").plan());
        fake.bind("/media/stick", "/mnt/usb").remove("/mnt/usb").host(new Host("fake", "second"));
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().roots().getFirst().path()).isEqualTo(Path.of("/media/stick/photos"));
        runs.run(undo.plan());
        assertThat(fake.oneBody("/media/stick/photos/a", "/media/stick/photos/b"))
                .isFalse();
    }

    @Test
    void undo_whereTheVolumeIsAbsent_isRefused() throws Exception {
        RunId run = join();
        fake.remove("/d");
        FileCallException refused = catchThrowableOfType(FileCallException.class, () -> runs.undoPlan(run));
        assertThat(refused.trouble()).isEqualTo(Trouble.MISSING);
        assertThat(refused).hasMessageContaining("not mounted");
    }

    @Test
    void undo_onAnotherMachineWithoutTheVolume_isRefusedWithThatReason() throws Exception {
        RunId run = join();
        fake.remove("/d").folder("/d").host(new Host("another", "first"));
        FileCallException refused = catchThrowableOfType(FileCallException.class, () -> runs.undoPlan(run));
        assertThat(refused).hasMessageContaining("another machine");
    }

    @Test
    void undo_onAnotherMachineWithTheVolume_works() throws Exception {
        RunId run = join();
        fake.host(new Host("another", "first"));
        runs.undo(run);
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
    }

    // ---- chosen names, room

    @Test
    void undo_ofChosenPaths_leavesTheOthers() throws Exception {
        RunId run = runs.run(plan().replace("one", "sub/two", "sub/too")
                .replace("one", "three")
                .plan());
        runs.undo(run, Runs.paths("sub/**"));
        assertThat(fake.oneBody("/d/one", "/d/three")).isTrue();
        assertThat(fake.oneBody("/d/one", "/d/sub/too")).isFalse();
    }

    @Test
    void undo_ofAChosenAbsolutePath_takesThat() throws Exception {
        RunId run = runs.run(plan().replace("one", "sub/two", "sub/too")
                .replace("one", "three")
                .plan());
        assertThat(runs.undoPlan(run, Runs.paths("/d/th*")).plan().steps()).hasSize(1);
    }

    @Test
    void undo_withoutRoom_isRefusedWithFigures() throws Exception {
        RunId run = join();
        fake.set("/d", volume -> volume.clones(false).spaceBytes(2 * 4096));
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.neededBytes()).isEqualTo(4096);
        FileCallException refused = catchThrowableOfType(FileCallException.class, undo::requireSpace);
        assertThat(refused.trouble()).isEqualTo(Trouble.NO_SPACE);
        assertThat(refused).hasMessageContaining("4096 bytes").hasMessageContaining("0 are free");
    }

    @Test
    void undo_withoutRoomWhereBlocksAreShared_isNotRefused() throws Exception {
        RunId run = join();
        fake.set("/d", volume -> volume.spaceBytes(2 * 4096));
        UndoPlan undo = runs.undoPlan(run);
        undo.requireSpace();
        assertThat(undo.neededBytes()).isZero();
    }

    // ---- names and folders

    @Test
    void undo_ofANewName_removesIt() throws Exception {
        RunId run = runs.run(plan().create("one", "new").plan());
        runs.undo(run);
        assertThat(fake.exists("/d/new")).isFalse();
        assertThat(fake.text("/d/one")).isEqualTo(BYTES);
    }

    @Test
    void undo_ofANewNameThatIsTheLastByNow_leavesIt() throws Exception {
        RunId run = runs.run(plan().create("one", "new").plan());
        fake.remove("/d/one");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(reasons(undo)).containsExactly(StepReason.LAST_NAME);
    }

    @Test
    void undo_ofTwoNewNames_keepsOneWhereTheirFileHasNoOther() throws Exception {
        RunId run = runs.run(plan().create("one", "new").create("one", "newer").plan());
        fake.remove("/d/one");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).hasSize(1);
        assertThat(reasons(undo)).containsExactly(StepReason.LAST_NAME);
    }

    @Test
    void undo_ofARemovedName_makesItAgainFromANameThatTheRunDidNotKnow() throws Exception {
        RunId run = runs.run(plan().unlink("sub/two", false).plan());
        runs.undo(run);
        assertThat(fake.oneBody("/d/sub/two", "/d/sub/too")).isTrue();
    }

    @Test
    void undo_ofALastNameThatWasRemoved_tellsThatItsBytesAreGone() throws Exception {
        RunId run = runs.run(plan().unlink("three", true).plan());
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.left())
                .containsExactly(new LeftAsIs(
                        Path.of("/d/three"), StepReason.LAST_NAME, "its last name was removed, and its bytes with it"));
    }

    @Test
    void undo_ofARemovedNameThatIsTaken_leavesIt() throws Exception {
        RunId run = runs.run(plan().unlink("sub/two", false).plan());
        fake.file("/d/sub/two", "newer");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(reasons(undo)).containsExactly(StepReason.CHANGED);
    }

    @Test
    void undo_ofAFolderWithNames_removesBoth() throws Exception {
        PlannedName folder = new PlannedName(0, Path.of("made"));
        RunId run = runs.run(
                plan().step(new CreateFolder(folder)).create("one", "made/new").plan());
        runs.undo(run);
        assertThat(fake.exists("/d/made")).isFalse();
    }

    @Test
    void undo_ofAFolderThatHoldsOtherThings_leavesIt() throws Exception {
        PlannedName folder = new PlannedName(0, Path.of("made"));
        RunId run = runs.run(
                plan().step(new CreateFolder(folder)).create("one", "made/new").plan());
        fake.file("/d/made/other", "x");
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).hasSize(1);
        assertThat(reasons(undo)).containsExactly(StepReason.CHANGED);
    }

    @Test
    void undo_ofARemovedFolder_makesItAgainWithItsNames() throws Exception {
        PlannedName folder = new PlannedName(0, Path.of("sub"));
        RunId run = runs.run(plan().unlink("sub/two", false)
                .step(new LinkStep.Unlink(
                        plan().body("sub/too", "sub/two"), new PlannedName(0, Path.of("sub/too")), true))
                .plan());
        assertThat(fake.exists("/d/sub/too")).isFalse();
        RunId removed = runs.run(plan().step(new LinkStep.RemoveFolder(folder)).plan());
        assertThat(fake.exists("/d/sub")).isFalse();
        runs.undo(removed);
        assertThat(fake.exists("/d/sub")).isTrue();
        assertThat(reasons(runs.undoPlan(run))).contains(StepReason.LAST_NAME);
    }

    @Test
    void undo_ofSharedBlocks_hasNothingToTakeBackAndSaysSo() throws Exception {
        RunId run = runs.run(plan().share("one", "three").plan());
        UndoPlan undo = runs.undoPlan(run);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(reasons(undo)).containsExactly(StepReason.ALREADY_DONE);
    }

    // ---- journals that are not whole

    @Test
    void undo_ofARunThatWasCutOff_wantsItRecoveredFirst() throws Exception {
        Reading whole = runs.state.read(join());
        Reading cut = without(whole, Ended.class::isInstance, false);
        FileCallException refused = catchThrowableOfType(
                FileCallException.class, () -> Undo.plan(runs.state, cut, fake, UndoOptions.all(), Runs.NEVER));
        assertThat(refused.wayOut()).contains("aka recover");
    }

    @Test
    void undo_whereTheJournalsFirstLineIsUnreadable_isRefused() throws Exception {
        Reading whole = runs.state.read(join());
        Reading damaged = without(whole, JournalRecord.Began.class::isInstance, true);
        FileCallException refused = catchThrowableOfType(
                FileCallException.class, () -> Undo.plan(runs.state, damaged, fake, UndoOptions.all(), Runs.NEVER));
        assertThat(refused.trouble()).isEqualTo(Trouble.UNSUPPORTED);
    }

    @Test
    void undo_whereAStepsEndIsUnreadable_bringsTheOthersBackAndTellsIt() throws Exception {
        RunId run = runs.run(plan().replace("one", "sub/two", "sub/too")
                .replace("one", "three")
                .plan());
        Reading damaged =
                without(runs.state.read(run), record -> record instanceof Done done && done.step() == 1, true);
        UndoPlan undo = Undo.plan(runs.state, damaged, fake, UndoOptions.all(), Runs.NEVER);
        assertThat(undo.plan().steps()).hasSize(1);
        assertThat(undo.left())
                .hasSize(2)
                .allSatisfy(left -> assertThat(left.words()).contains("unknown"));
    }

    @Test
    void undo_whereAnIntentIsUnreadable_tellsThatAStepIsUnknown() throws Exception {
        Reading damaged = without(runs.state.read(join()), record -> record instanceof JournalRecord.Intent, true);
        UndoPlan undo = Undo.plan(runs.state, damaged, fake, UndoOptions.all(), Runs.NEVER);
        assertThat(undo.plan().steps()).isEmpty();
        assertThat(undo.left())
                .singleElement()
                .satisfies(left -> assertThat(left.words()).contains("up to 1 steps"));
    }

    @Test
    void undo_whereTheHashIsUnreadable_leavesTheNamesUnlessAskedOtherwise() throws Exception {
        Reading damaged = without(runs.state.read(join()), Moved.class::isInstance, true);
        UndoPlan undo = Undo.plan(runs.state, damaged, fake, UndoOptions.all(), Runs.NEVER);
        assertThat(reasons(undo)).containsExactly(StepReason.BYTES_DIFFER, StepReason.BYTES_DIFFER);
        Plan changed = Undo.plan(runs.state, damaged, fake, new UndoOptions(true, List.of()), Runs.NEVER)
                .plan();
        runs.run(changed);
        assertThat(fake.oneBody("/d/one", "/d/sub/two")).isFalse();
    }

    private static Reading without(Reading whole, Predicate<JournalRecord> lost, boolean flaw) {
        List<JournalRecord> left =
                whole.records().stream().filter(lost.negate()).toList();
        return new Reading(whole.run(), left, false, flaw ? List.of(new Flaw(2, 100, "damaged")) : List.of());
    }
}
