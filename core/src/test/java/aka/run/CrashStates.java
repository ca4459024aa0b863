package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.History;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Done;
import aka.journal.Reading;
import aka.journal.RunOutcome;
import aka.journal.RunState;
import aka.journal.StepStory;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every state in which a crash can leave a step, made by hand and recovered. {@code one} is a name of the kept body, {@code two}
 * of the one to be displaced; {@code one-too} is a second name of the kept body where there is one.
 */
abstract class CrashStates {

    static final String BYTES = "equal bytes";

    @TempDir
    Path home;

    Ground ground;
    private Runs runs;
    Wreck wreck;

    /** Returns a new place to work in. */
    abstract Ground ground() throws IOException;

    /** Returns what is done about a name that is gone while its former body is aside: someone else removed it, or we did. */
    Remedy forAMissingName() {
        return Remedy.FINISH;
    }

    @BeforeEach
    void make() throws IOException {
        ground = ground();
        ground.file("one", BYTES);
        ground.file("two", BYTES);
        runs = new Runs(home, ground.calls());
        wreck = new Wreck(ground, runs);
    }

    @AfterEach
    void close() throws IOException {
        ground.close();
        runs.close();
    }

    /** Recovers, first only looking, which must find the same and change nothing. */
    private List<Finding> recover() throws IOException {
        wreck.cutOff();
        List<String> before = ground.leftovers();
        List<Finding> looked = findings(wreck.plan());
        assertThat(ground.leftovers()).isEqualTo(before);
        List<Finding> found = findings(wreck.recover());
        assertThat(found)
                .map(CrashStates::withoutWords)
                .isEqualTo(looked.stream().map(CrashStates::withoutWords).toList());
        return found;
    }

    private static List<Finding> findings(RecoveryPlan plan) {
        return plan.runs().stream().flatMap(run -> run.findings().stream()).toList();
    }

    private static Finding withoutWords(Finding finding) {
        return new Finding(finding.name(), finding.temporary(), finding.remedy(), "");
    }

    private static List<Remedy> remedies(List<Finding> findings) {
        return findings.stream().map(Finding::remedy).toList();
    }

    private StepStory story(int step) throws IOException {
        return Objects.requireNonNull(reading().steps().get(step));
    }

    private Reading reading() throws IOException {
        return runs.state.read(wreck.run);
    }

    /** The run has its end, nothing of it is left, and a second recovery has nothing to do. */
    private void requireEnded() throws IOException {
        assertThat(reading().ended()).isPresent();
        assertThat(ground.leftovers()).isEmpty();
        assertThat(wreck.recover().isEmpty()).isTrue();
    }

    private boolean isDone(int step) throws IOException {
        return story(step).done().isPresent();
    }

    // ---- n leads to the former body

    @Test
    void nothingHappened_isToldSo() throws Exception {
        wreck.replace("one", "two");
        assertThat(recover()).isEmpty();
        assertThat(story(1).skipped()).isPresent();
        requireEnded();
    }

    @Test
    void formerAtName_keptAside_keptGoes() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.oneBody("one", "two")).isFalse();
        assertThat(story(1).back()).isPresent();
        requireEnded();
    }

    @Test
    void formerAtName_lastNameOfTheKeptAside_goesSinceTheFormerHasItsBytes() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.remove("one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void formerAtName_lastNameOfTheKeptAside_staysWhereTheBytesDiffer() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.remove("one");
        ground.write("two", "EDITED");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
        assertThat(story(1).rescued()).hasSize(1);
        assertThat(reading().ended()).isPresent();
    }

    @Test
    void formerAtName_lastNameOfTheKeptAside_staysWhereItsModeIsNotInTheJournal() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.remove("one");
        ground.mode(aside, 0600);
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void formerAtBoth_theOneAsideGoes() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "two");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void formerAtBoth_keptOnItsWay_bothGo() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "two");
        ground.link(withWord(aside, "new"), "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP, Remedy.DROP);
        assertThat(ground.oneBody("one", "two")).isFalse();
        requireEnded();
    }

    // ---- n leads to the kept body

    @Test
    void keptAtName_formerAside_isFinished() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.swap("two", aside);
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.oneBody("one", "two")).isTrue();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    void keptAtName_formerAside_canBeTakenBackAfterwards() throws Exception {
        ground.modified("two", Instant.parse("2020-01-01T00:00:00Z"));
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.swap("two", aside);
        recover();
        runs.undo(wreck.run);
        assertThat(ground.oneBody("one", "two")).isFalse();
        assertThat(ground.calls().facts(ground.root().resolve("two")).modified())
                .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void keptAtName_formerAsideWasWrittenTo_isTakenBack() throws Exception {
        String aside = swapped();
        ground.write(aside, "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
        assertThat(ground.text("one")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void keptAtName_formerAsideWasWrittenToAndItsTimePutBack_isTakenBackByTheHash() throws Exception {
        Instant modified = Instant.parse("2020-01-01T00:00:00Z");
        ground.modified("two", modified);
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.swap("two", aside);
        wreck.moved("one");
        ground.write(aside, "LATER");
        ground.modified(aside, modified);
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
    }

    @Test
    void keptAtName_formerAsideHasAnotherMode_isTakenBack() throws Exception {
        String aside = swapped();
        ground.mode(aside, 0600);
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.mode("two")).isEqualTo(0600);
        requireEnded();
    }

    @Test
    void keptAtName_keptWasWrittenTo_formerStaysAside() throws Exception {
        String aside = swapped();
        ground.write("two", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
        assertThat(reading().ended()).isPresent();
        assertThat(isDone(1)).isFalse();
    }

    @Test
    void keptAtName_bothWereWrittenTo_formerStaysAside() throws Exception {
        String aside = swapped();
        ground.write("two", "LATER");
        ground.write(aside, "OTHER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo("OTHER bytes");
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
    }

    @Test
    void keptAtName_bothHaveAnotherMode_formerStaysAside() throws Exception {
        String aside = swapped();
        ground.mode("two", 0600);
        ground.mode(aside, 0400);
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void keptAtName_nothingAside_isDone() throws Exception {
        wreck.replace("one", "two");
        ground.remove("two");
        ground.link("two", "one");
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        requireEnded();
        runs.undo(wreck.run);
        assertThat(ground.oneBody("one", "two")).isFalse();
    }

    @Test
    void keptAtName_nothingAsideAndEditedSince_isDoneButItsOldBytesAreUnknown() throws Exception {
        wreck.replace("one", "two");
        ground.remove("two");
        ground.link("two", "one");
        ground.write("two", "LATER");
        recover();
        assertThat(isDone(1)).isTrue();
        assertThat(story(1).moved()).isEmpty();
        assertThat(runs.undoPlan(wreck.run).plan().steps()).isEmpty();
    }

    @Test
    void keptAtBoth_theOneAsideGoes() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.remove("two");
        ground.link("two", "one");
        ground.link(aside, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    // ---- n is something else, or gone

    @Test
    void otherAtName_keptAside_keptGoes() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        save("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.text("two")).isEqualTo("newer");
        requireEnded();
    }

    @Test
    void otherAtName_lastNameOfTheKeptAside_stays() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.remove("one");
        save("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void nothingAtName_keptAside_keptGoes() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.remove("two");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.exists("two")).isFalse();
        requireEnded();
    }

    @Test
    void otherAtName_formerAside_goesIfTheKeptHasItsBytes() throws Exception {
        swapped();
        save("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.text("two")).isEqualTo("newer");
        requireEnded();
    }

    @Test
    void otherAtName_formerAside_staysIfTheKeptHasOtherBytes() throws Exception {
        String aside = swapped();
        save("two", "newer");
        ground.write("one", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void otherAtName_formerAside_staysIfTheKeptIsGone() throws Exception {
        String aside = swapped();
        save("two", "newer");
        ground.remove("one");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void nothingAtName_formerAside_goesIfTheKeptHasItsBytes() throws Exception {
        swapped();
        ground.remove("two");
        assertThat(remedies(recover())).containsExactly(forAMissingName());
        assertThat(ground.exists("two")).isEqualTo(forAMissingName() == Remedy.PUT_BACK);
        requireEnded();
    }

    @Test
    void folderAtName_formerAside_goesIfTheKeptHasItsBytes() throws Exception {
        swapped();
        ground.remove("two");
        ground.folder("two");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.exists("two")).isTrue();
        requireEnded();
    }

    // ---- t is something else

    @Test
    void otherAside_staysAndIsTold() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.file(aside, "newcomer");
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground.text(aside)).isEqualTo("newcomer");
        assertThat(ground.text("two")).isEqualTo(BYTES);
        assertThat(reading().ended()).isPresent();
    }

    @Test
    void linkAside_staysAndIsTold() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.symlink(aside, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground.exists(aside)).isTrue();
    }

    @Test
    void folderAside_staysAndIsTold() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.folder(aside);
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground.exists(aside)).isTrue();
    }

    @Test
    void whatStays_isToldAgainAndNothingElseIsDone() throws Exception {
        String aside = wreck.replace("one", "two").getFirst();
        ground.file(aside, "newcomer");
        recover();
        int records = reading().records().size();
        assertThat(remedies(findings(wreck.recover()))).containsExactly(Remedy.HANDS_OFF);
        assertThat(reading().records()).hasSize(records);
    }

    // ---- several names

    @Test
    void someNamesMovedSomeNot_allAreTakenBack() throws Exception {
        ground.link("two-too", "two");
        List<String> aside = wreck.replace("one", "two", "two-too");
        ground.link(aside.getFirst(), "one");
        ground.swap("two", aside.getFirst());
        ground.link(aside.getLast(), "one");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK, Remedy.DROP);
        assertThat(ground.oneBody("two", "two-too")).isTrue();
        assertThat(ground.oneBody("one", "two")).isFalse();
        assertThat(story(1).back()).isPresent();
        requireEnded();
    }

    @Test
    void someNamesMovedSomeNotAndEditedSince_theEditStaysWhereItIs() throws Exception {
        ground.link("two-too", "two");
        List<String> aside = wreck.replace("one", "two", "two-too");
        ground.link(aside.getFirst(), "one");
        ground.swap("two", aside.getFirst());
        ground.write("two", "LATER");
        recover();
        assertThat(ground.text("two")).isEqualTo("LATER bytes");
        assertThat(ground.text("two-too")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void allNamesMoved_isFinished() throws Exception {
        ground.link("two-too", "two");
        List<String> aside = wreck.replace("one", "two", "two-too");
        for (int i = 0; i < 2; i++) {
            ground.link(aside.get(i), "one");
        }
        ground.swap("two", aside.getFirst());
        ground.swap("two-too", aside.getLast());
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH, Remedy.FINISH);
        assertThat(ground.oneBody("one", "two-too")).isTrue();
        requireEnded();
        runs.undo(wreck.run);
        assertThat(ground.oneBody("two", "two-too")).isTrue();
        assertThat(ground.oneBody("one", "two")).isFalse();
    }

    @Test
    void oneNameMovedTheOtherDeletedAndFormerAsideTwice_isFinished() throws Exception {
        ground.link("two-too", "two");
        List<String> aside = wreck.replace("one", "two", "two-too");
        for (int i = 0; i < 2; i++) {
            ground.link(aside.get(i), "one");
        }
        ground.swap("two", aside.getFirst());
        ground.swap("two-too", aside.getLast());
        ground.remove("two-too");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH, forAMissingName());
        requireEnded();
    }

    @Test
    void formerAsideWithANameThatTheRunDidNotKnow_isFinished() throws Exception {
        ground.link("unknown", "two");
        String aside = swapped();
        ground.remove("one");
        ground.write("two", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.text("unknown")).isEqualTo(BYTES);
        assertThat(ground.exists(aside)).isFalse();
    }

    // ---- split: k is the shared body, N the one that was made

    @Test
    void split_copyAside_copyGoes() throws Exception {
        ground.link("one-too", "one");
        String aside = wreck.split("one", "one", "one-too").getFirst();
        ground.file(aside, BYTES);
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.oneBody("one", "one-too")).isTrue();
        requireEnded();
    }

    @Test
    void split_unfinishedCopyAside_copyGoes() throws Exception {
        ground.link("one-too", "one");
        String aside = wreck.split("one", "one", "one-too").getFirst();
        ground.file(withWord(aside, "copy"), BYTES.substring(0, 4));
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        requireEnded();
    }

    @Test
    void split_copyAsideThatIsNone_stays() throws Exception {
        ground.link("one-too", "one");
        String aside = wreck.split("one", "one", "one-too").getFirst();
        ground.file(aside, "else");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo("else");
    }

    @Test
    void split_copyAsideWhoseFormerFileIsGone_stays() throws Exception {
        ground.link("one-too", "one");
        String aside = wreck.split("one", "one", "one-too").getFirst();
        ground.file(aside, BYTES);
        ground.remove("one");
        ground.remove("one-too");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void split_copyAtName_sharedAside_isFinished() throws Exception {
        String aside = splitDone();
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.exists(aside)).isFalse();
        assertThat(ground.oneBody("one", "one-too")).isFalse();
        assertThat(isDone(1)).isTrue();
        requireEnded();
        runs.undo(wreck.run);
        assertThat(ground.oneBody("one", "one-too")).isTrue();
    }

    @Test
    void split_copyAtNameEditedSince_sharedAside_isFinished() throws Exception {
        splitDone();
        ground.write("one-too", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.text("one-too")).isEqualTo("LATER bytes");
        assertThat(ground.text("one")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void split_copyAtName_lastNameOfTheSharedAside_goesIfTheCopyHasItsBytes() throws Exception {
        splitDone();
        ground.remove("one");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.text("one-too")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void split_copyAtNameEditedSince_lastNameOfTheSharedAside_stays() throws Exception {
        String aside = splitDone();
        ground.remove("one");
        ground.write("one-too", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void split_someNamesMovedSomeNot_allAreTakenBack() throws Exception {
        ground.link("one-too", "one");
        ground.link("one-three", "one");
        ground.file("like", BYTES);
        copyTime("one", "like");
        List<String> aside = wreck.split("one", "like", "one-too", "one-three");
        ground.link(aside.getFirst(), "like");
        ground.link(aside.getLast(), "like");
        ground.remove("like");
        ground.swap("one-too", aside.getFirst());
        recover();
        assertThat(ground.oneBody("one", "one-too")).isTrue();
        assertThat(ground.oneBody("one", "one-three")).isTrue();
        requireEnded();
    }

    @Test
    void split_nothingAside_isDoneIfTheNameHasWhatTheStepWanted() throws Exception {
        String aside = splitDone();
        ground.remove(aside);
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    void split_nothingAsideAndAnotherFileAtTheName_isNotDone() throws Exception {
        ground.link("one-too", "one");
        wreck.split("one", "one", "one-too");
        save("one-too", "newer");
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isFalse();
        requireEnded();
    }

    // ---- names removed, made; folders; shared blocks

    @Test
    void removed_movedAside_isPutBack() throws Exception {
        ground.link("two-too", "two");
        String aside = wreck.unlink("two", false);
        rename("two", aside);
        assertThat(remedies(recover())).containsExactly(Remedy.PUT_BACK);
        assertThat(ground.oneBody("two", "two-too")).isTrue();
        requireEnded();
    }

    @Test
    void removed_lastNameMovedAside_isPutBack() throws Exception {
        String aside = wreck.unlink("two", true);
        rename("two", aside);
        assertThat(remedies(recover())).containsExactly(Remedy.PUT_BACK);
        assertThat(ground.text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void removed_movedAsideAndTheNameTaken_goesIfItHasAnotherName() throws Exception {
        ground.link("two-too", "two");
        String aside = wreck.unlink("two", false);
        rename("two", aside);
        ground.file("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.text("two")).isEqualTo("newer");
        assertThat(ground.text("two-too")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void removed_lastNameMovedAsideAndTheNameTaken_stays() throws Exception {
        String aside = wreck.unlink("two", true);
        rename("two", aside);
        ground.file("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void removed_atBoth_theOneAsideGoes() throws Exception {
        String aside = wreck.unlink("two", false);
        ground.link(aside, "two");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void removed_somethingElseAside_stays() throws Exception {
        String aside = wreck.unlink("two", false);
        ground.file(aside, "other");
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground.text(aside)).isEqualTo("other");
    }

    @Test
    void removed_gone_isDone() throws Exception {
        ground.link("two-too", "two");
        wreck.unlink("two", false);
        ground.remove("two");
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    void removed_stillThere_isNotDone() throws Exception {
        wreck.unlink("two", false);
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isFalse();
        requireEnded();
    }

    @Test
    void made_isDoneIfTheNameIsThere() throws Exception {
        wreck.intend(new Create(wreck.body("one"), TestPlan.name("new")));
        ground.link("new", "one");
        wreck.intend(new Create(wreck.body("one"), TestPlan.name("newer")));
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        assertThat(isDone(2)).isFalse();
        requireEnded();
    }

    // ---- a name led to other bytes

    @Test
    void repointed_formerAside_goesSinceItHasAnotherName() throws Exception {
        String limbo = repointed("kept-aside");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.oneBody("one", "two")).isTrue();
        assertThat(ground.text("kept-aside")).isEqualTo("OTHER");
        assertThat(ground.exists(limbo)).isFalse();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    void repointed_canBeTakenBackAfterwards() throws Exception {
        repointed("kept-aside");
        recover();
        runs.undo(wreck.run);
        assertThat(ground.text("two")).isEqualTo("OTHER");
        assertThat(ground.oneBody("two", "kept-aside")).isTrue();
        assertThat(ground.text("one")).isEqualTo(BYTES);
    }

    @Test
    void repointed_lastNameOfTheFormerAside_getsItsNameBack() throws Exception {
        repointed("kept-aside");
        ground.remove("kept-aside");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground.text("two")).isEqualTo("OTHER");
        assertThat(ground.text("one")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    void repointed_lastNameOfTheFormerAside_staysWhereTheKeptWasWrittenTo() throws Exception {
        String limbo = repointed("kept-aside");
        ground.remove("kept-aside");
        ground.write("two", "EDITED");
        ground.modified("two", Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground.text("two")).startsWith("EDITED");
        assertThat(ground.text(limbo)).isEqualTo("OTHER");
    }

    @Test
    void notYetRepointed_theKeptAside_goes() throws Exception {
        ground.link("kept-aside", "two");
        String limbo = wreck.repoint("one", "two", "kept-aside");
        ground.link(limbo, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground.text("two")).isEqualTo(BYTES);
        assertThat(story(1).back()).isPresent();
        requireEnded();
    }

    /** Leads {@code two}, whose body holds other bytes and has another name, to {@code one}. Returns where its body is. */
    private String repointed(String other) throws Exception {
        ground.remove("two");
        ground.file("two", "OTHER");
        ground.link(other, "two");
        String limbo = wreck.repoint("one", "two", other);
        ground.link(limbo, "one");
        ground.swap("two", limbo);
        return limbo;
    }

    @Test
    void folders_areDoneIfTheyAreThereOrGone() throws Exception {
        ground.folder("made");
        wreck.intend(new CreateFolder(TestPlan.name("made")));
        wreck.intend(new RemoveFolder(TestPlan.name("gone")));
        wreck.intend(new CreateFolder(TestPlan.name("never")));
        recover();
        assertThat(isDone(1)).isTrue();
        assertThat(isDone(2)).isTrue();
        assertThat(isDone(3)).isFalse();
        requireEnded();
    }

    @Test
    void sharedBlocks_needNothing() throws Exception {
        wreck.intend(new Share(wreck.body("one"), wreck.body("two")));
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isFalse();
        requireEnded();
    }

    // ---- done in the journal, not on the disk

    @Test
    void doneInTheJournalButTheFormerBodyIsAside_isFinished() throws Exception {
        String aside = swapped();
        wreck.write(new Done(1, 0, Optional.of(wreck.metadata("one")), Optional.empty(), Optional.empty()));
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.exists(aside)).isFalse();
        requireEnded();
    }

    @Test
    void endedRunWhoseFormerBodyIsAsideAgain_isFinished() throws Exception {
        String aside = swapped();
        wreck.write(new Done(1, 0, Optional.of(wreck.metadata("one")), Optional.empty(), Optional.empty()));
        wreck.write(new JournalRecord.Ended(RunOutcome.COMPLETE, 1, 0, 0, 0));
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground.exists(aside)).isFalse();
        requireEnded();
    }

    // ---- private folders

    @Test
    void poolWithTrialsAndACopyThatNoIntentTellsOf_isCleared() throws Exception {
        ground.file(wreck.pool() + "/one", "");
        ground.file(wreck.pool() + "/other", "");
        ground.file(wreck.pool() + "/" + Leftover.numbered(9, "copy", Leaf.of("x")), "half");
        recover();
        requireEnded();
    }

    @Test
    void poolWithoutAManifest_isCleared() throws Exception {
        ground.remove(wreck.pool() + "/MANIFEST");
        recover();
        requireEnded();
    }

    @Test
    void strangeThingInThePool_staysUnlessItsFileHasAnotherName() throws Exception {
        String single = wreck.pool() + "/" + Leftover.numbered(7, "join", Leaf.of("x"));
        String twin = wreck.pool() + "/" + Leftover.numbered(8, "join", Leaf.of("x"));
        ground.file(single, "the only one");
        ground.link(twin, "one");
        assertThat(remedies(recover())).containsExactlyInAnyOrder(Remedy.RESCUE, Remedy.DROP);
        assertThat(ground.text(single)).isEqualTo("the only one");
        assertThat(ground.exists(twin)).isFalse();
    }

    @Test
    void journalGone_whatHasATwinGoesAndTheRestStays() throws Exception {
        String aside = swapped();
        String twin = wreck.pool() + "/" + Leftover.numbered(8, "join", Leaf.of("x"));
        ground.link(twin, "one");
        wreck.cutOff();
        runs.state.remove(wreck.run);
        List<Finding> looked = Recovery.plan(runs.state, ground.calls(), Ran.QUICK, List.of(ground.root()), Runs.NEVER)
                .strays();
        assertThat(remedies(looked)).containsExactlyInAnyOrder(Remedy.RESCUE, Remedy.DROP);
        assertThat(ground.exists(twin)).isTrue();
        List<Finding> found = Recovery.run(runs.state, ground.calls(), Ran.QUICK, List.of(ground.root()), Runs.NEVER)
                .strays();
        assertThat(found).isEqualTo(looked);
        assertThat(ground.exists(twin)).isFalse();
        assertThat(ground.text(aside)).isEqualTo(BYTES);
    }

    @Test
    void journalGone_aCopyThatMayBeTheOnlyOneStays() throws Exception {
        String copy = wreck.pool() + "/" + Leftover.numbered(9, "copy", Leaf.of("x"));
        ground.file(copy, "half");
        wreck.cutOff();
        runs.state.remove(wreck.run);
        List<Finding> found = Recovery.run(runs.state, ground.calls(), Ran.QUICK, List.of(ground.root()), Runs.NEVER)
                .strays();
        assertThat(remedies(found)).containsExactly(Remedy.RESCUE);
        assertThat(ground.text(copy)).isEqualTo("half");
    }

    @Test
    void journalGoneAndNothingLeft_thePoolGoes() throws Exception {
        wreck.cutOff();
        runs.state.remove(wreck.run);
        Recovery.run(runs.state, ground.calls(), Ran.QUICK, List.of(ground.root()), Runs.NEVER);
        assertThat(ground.leftovers()).isEmpty();
    }

    @Test
    void poolOfAnotherMachine_stays() throws Exception {
        wreck.cutOff();
        runs.state.remove(wreck.run);
        ground.remove(wreck.pool() + "/MANIFEST");
        ground.file(wreck.pool() + "/MANIFEST", "run " + wreck.run + "\nmachine another\njournal /gone/journal\n");
        List<Finding> found = Recovery.run(runs.state, ground.calls(), Ran.QUICK, List.of(ground.root()), Runs.NEVER)
                .strays();
        assertThat(remedies(found)).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground.exists(wreck.pool())).isTrue();
    }

    @Test
    void journalCutOffBeforeItsFirstRecord_goes() throws Exception {
        swapped();
        recover();
        assertThat(History.of(runs.state))
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.PARTIAL));
    }

    // ---- hands

    /** Two leads to the kept body, and the former one is under the temporary name, which is returned. */
    String swapped() throws IOException {
        String aside = wreck.replace("one", "two").getFirst();
        ground.link(aside, "one");
        ground.swap("two", aside);
        return aside;
    }

    /** One-too leads to a copy, and the body that it shared with one is under the temporary name, which is returned. */
    private String splitDone() throws IOException {
        ground.link("one-too", "one");
        ground.file("like", BYTES);
        copyTime("one", "like");
        String aside = wreck.split("one", "like", "one-too").getFirst();
        ground.link(aside, "like");
        ground.remove("like");
        ground.swap("one-too", aside);
        return aside;
    }

    private void copyTime(String from, String to) throws IOException {
        ground.modified(to, ground.calls().facts(ground.root().resolve(from)).modified());
    }

    /** As an editor saves: another file comes to the name. */
    void save(String name, String bytes) throws IOException {
        ground.remove(name);
        ground.file(name, bytes);
    }

    private void rename(String from, String to) throws IOException {
        ground.link(to, from);
        ground.remove(from);
    }

    static String withWord(String temporary, String word) {
        Path path = Path.of(temporary);
        return path.resolveSibling(Leftover.withWord(Leaf.of(path), word).toString())
                .toString();
    }
}
