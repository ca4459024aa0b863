package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Done;
import aka.journal.RunOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States in which a crash leaves a name that comes to lead to a body of equal bytes. n is the name, t the temporary one. */
interface JoinCrashes extends CrashScene {

    // ---- n leads to the former body

    @Test
    default void nothingHappened_isToldSo() throws Exception {
        wreck().replace("one", "two");
        assertThat(recover()).isEmpty();
        assertThat(story(1).skipped()).isPresent();
        requireEnded();
    }

    @Test
    default void formerAtName_keptAside_keptGoes() throws Exception {
        keptAside();
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().oneBody("one", "two")).isFalse();
        assertThat(story(1).back()).isPresent();
        requireEnded();
    }

    @Test
    default void formerAtName_lastNameOfTheKeptAside_goesSinceTheFormerHasItsBytes() throws Exception {
        keptAside();
        ground().remove("one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void formerAtName_lastNameOfTheKeptAside_staysWhereTheBytesDiffer() throws Exception {
        String aside = keptAside();
        ground().remove("one");
        ground().write("two", "EDITED");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
        assertThat(story(1).rescued()).hasSize(1);
        assertThat(reading().ended()).isPresent();
    }

    @Test
    default void formerAtName_lastNameOfTheKeptAside_staysWhereItsModeIsNotInTheJournal() throws Exception {
        String aside = keptAside();
        ground().remove("one");
        ground().mode(aside, 0600);
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void formerAtBoth_theOneAsideGoes() throws Exception {
        formerAside();
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void formerAtBoth_keptOnItsWay_bothGo() throws Exception {
        String aside = formerAside();
        ground().link(Wreck.withWord(aside, "new"), "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP, Remedy.DROP);
        assertThat(ground().oneBody("one", "two")).isFalse();
        requireEnded();
    }

    // ---- n leads to the kept body

    @Test
    default void keptAtName_formerAside_isFinished() throws Exception {
        String aside = keptAside();
        ground().swap("two", aside);
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().oneBody("one", "two")).isTrue();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    default void keptAtName_formerAside_canBeTakenBackAfterwards() throws Exception {
        ground().modified("two", Instant.parse("2020-01-01T00:00:00Z"));
        String aside = keptAside();
        ground().swap("two", aside);
        recover();
        runs().undo(wreck().run);
        assertThat(ground().oneBody("one", "two")).isFalse();
        assertThat(ground().calls().facts(ground().root().resolve("two")).modified())
                .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    default void keptAtName_formerAsideWasWrittenTo_isTakenBack() throws Exception {
        String aside = swapped();
        ground().write(aside, "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground().text("two")).isEqualTo("LATER bytes");
        assertThat(ground().text("one")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void keptAtName_formerAsideWasWrittenToAndItsTimePutBack_isTakenBackByTheHash() throws Exception {
        Instant modified = Instant.parse("2020-01-01T00:00:00Z");
        ground().modified("two", modified);
        String aside = keptAside();
        ground().swap("two", aside);
        wreck().moved("one");
        ground().write(aside, "LATER");
        ground().modified(aside, modified);
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground().text("two")).isEqualTo("LATER bytes");
    }

    @Test
    default void keptAtName_formerAsideHasAnotherMode_isTakenBack() throws Exception {
        String aside = swapped();
        ground().mode(aside, 0600);
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground().mode("two")).isEqualTo(0600);
        requireEnded();
    }

    @Test
    default void keptAtName_keptWasWrittenTo_formerStaysAside() throws Exception {
        String aside = swapped();
        ground().write("two", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
        assertThat(ground().text("two")).isEqualTo("LATER bytes");
        assertThat(reading().ended()).isPresent();
        assertThat(isDone(1)).isFalse();
    }

    @Test
    default void keptAtName_bothWereWrittenTo_formerStaysAside() throws Exception {
        String aside = swapped();
        ground().write("two", "LATER");
        ground().write(aside, "OTHER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo("OTHER bytes");
        assertThat(ground().text("two")).isEqualTo("LATER bytes");
    }

    @Test
    default void keptAtName_bothHaveAnotherMode_formerStaysAside() throws Exception {
        String aside = swapped();
        ground().mode("two", 0600);
        ground().mode(aside, 0400);
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void keptAtName_nothingAside_isDone() throws Exception {
        wreck().replace("one", "two");
        ground().remove("two");
        ground().link("two", "one");
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        requireEnded();
        runs().undo(wreck().run);
        assertThat(ground().oneBody("one", "two")).isFalse();
    }

    @Test
    default void keptAtName_nothingAsideAndEditedSince_isDoneButItsOldBytesAreUnknown() throws Exception {
        wreck().replace("one", "two");
        ground().remove("two");
        ground().link("two", "one");
        ground().write("two", "LATER");
        recover();
        assertThat(isDone(1)).isTrue();
        assertThat(story(1).moved()).isEmpty();
        assertThat(runs().undoPlan(wreck().run).plan().steps()).isEmpty();
    }

    @Test
    default void keptAtBoth_theOneAsideGoes() throws Exception {
        String aside = wreck().replace("one", "two").getFirst();
        ground().remove("two");
        ground().link("two", "one");
        ground().link(aside, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    // ---- n is something else, or gone

    @Test
    default void otherAtName_keptAside_keptGoes() throws Exception {
        keptAside();
        save("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().text("two")).isEqualTo("newer");
        requireEnded();
    }

    @Test
    default void otherAtName_lastNameOfTheKeptAside_stays() throws Exception {
        String aside = keptAside();
        ground().remove("one");
        save("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void nothingAtName_keptAside_keptGoes() throws Exception {
        keptAside();
        ground().remove("two");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().exists("two")).isFalse();
        requireEnded();
    }

    @Test
    default void otherAtName_formerAside_goesIfTheKeptHasItsBytes() throws Exception {
        swapped();
        save("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().text("two")).isEqualTo("newer");
        requireEnded();
    }

    @Test
    default void otherAtName_formerAside_staysIfTheKeptHasOtherBytes() throws Exception {
        String aside = swapped();
        save("two", "newer");
        ground().write("one", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void otherAtName_formerAside_staysIfTheKeptIsGone() throws Exception {
        String aside = swapped();
        save("two", "newer");
        ground().remove("one");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void nothingAtName_formerAside_goesIfTheKeptHasItsBytes() throws Exception {
        swapped();
        ground().remove("two");
        assertThat(remedies(recover())).containsExactly(forAMissingName());
        assertThat(ground().exists("two")).isEqualTo(forAMissingName() == Remedy.PUT_BACK);
        requireEnded();
    }

    @Test
    default void folderAtName_formerAside_goesIfTheKeptHasItsBytes() throws Exception {
        swapped();
        ground().remove("two");
        ground().folder("two");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().exists("two")).isTrue();
        requireEnded();
    }

    // ---- t is something else

    @Test
    default void otherAside_staysAndIsTold() throws Exception {
        String aside = wreck().replace("one", "two").getFirst();
        ground().file(aside, "newcomer");
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground().text(aside)).isEqualTo("newcomer");
        assertThat(ground().text("two")).isEqualTo(BYTES);
        assertThat(reading().ended()).isPresent();
    }

    @Test
    default void linkAside_staysAndIsTold() throws Exception {
        String aside = wreck().replace("one", "two").getFirst();
        ground().symlink(aside, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground().exists(aside)).isTrue();
    }

    @Test
    default void folderAside_staysAndIsTold() throws Exception {
        String aside = wreck().replace("one", "two").getFirst();
        ground().folder(aside);
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground().exists(aside)).isTrue();
    }

    @Test
    default void whatStays_isToldAgainAndNothingElseIsDone() throws Exception {
        String aside = wreck().replace("one", "two").getFirst();
        ground().file(aside, "newcomer");
        recover();
        int records = reading().records().size();
        assertThat(remedies(findings(wreck().recover()))).containsExactly(Remedy.HANDS_OFF);
        assertThat(reading().records()).hasSize(records);
    }

    // ---- several names

    @Test
    default void someNamesMovedSomeNot_allAreTakenBack() throws Exception {
        ground().link("two-too", "two");
        List<String> aside = wreck().replace("one", "two", "two-too");
        ground().link(aside.getFirst(), "one");
        ground().swap("two", aside.getFirst());
        ground().link(aside.getLast(), "one");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK, Remedy.DROP);
        assertThat(ground().oneBody("two", "two-too")).isTrue();
        assertThat(ground().oneBody("one", "two")).isFalse();
        assertThat(story(1).back()).isPresent();
        requireEnded();
    }

    @Test
    default void someNamesMovedSomeNotAndEditedSince_theEditStaysWhereItIs() throws Exception {
        ground().link("two-too", "two");
        List<String> aside = wreck().replace("one", "two", "two-too");
        ground().link(aside.getFirst(), "one");
        ground().swap("two", aside.getFirst());
        ground().write("two", "LATER");
        recover();
        assertThat(ground().text("two")).isEqualTo("LATER bytes");
        assertThat(ground().text("two-too")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void allNamesMoved_isFinished() throws Exception {
        ground().link("two-too", "two");
        List<String> aside = wreck().replace("one", "two", "two-too");
        for (int i = 0; i < 2; i++) {
            ground().link(aside.get(i), "one");
        }
        ground().swap("two", aside.getFirst());
        ground().swap("two-too", aside.getLast());
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH, Remedy.FINISH);
        assertThat(ground().oneBody("one", "two-too")).isTrue();
        requireEnded();
        runs().undo(wreck().run);
        assertThat(ground().oneBody("two", "two-too")).isTrue();
        assertThat(ground().oneBody("one", "two")).isFalse();
    }

    @Test
    default void oneNameMovedTheOtherDeletedAndFormerAsideTwice_isFinished() throws Exception {
        ground().link("two-too", "two");
        List<String> aside = wreck().replace("one", "two", "two-too");
        for (int i = 0; i < 2; i++) {
            ground().link(aside.get(i), "one");
        }
        ground().swap("two", aside.getFirst());
        ground().swap("two-too", aside.getLast());
        ground().remove("two-too");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH, forAMissingName());
        requireEnded();
    }

    @Test
    default void formerAsideWithANameThatTheRunDidNotKnow_isFinished() throws Exception {
        ground().link("unknown", "two");
        String aside = swapped();
        ground().remove("one");
        ground().write("two", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().text("unknown")).isEqualTo(BYTES);
        assertThat(ground().exists(aside)).isFalse();
    }

    // ---- done in the journal, not on the disk

    @Test
    default void doneInTheJournalButTheFormerBodyIsAside_isFinished() throws Exception {
        String aside = swapped();
        wreck().write(new Done(1, 0, Optional.of(wreck().metadata("one")), Optional.empty(), Optional.empty()));
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().exists(aside)).isFalse();
        requireEnded();
    }

    @Test
    default void endedRunWhoseFormerBodyIsAsideAgain_isFinished() throws Exception {
        String aside = swapped();
        wreck().write(new Done(1, 0, Optional.of(wreck().metadata("one")), Optional.empty(), Optional.empty()));
        wreck().write(new JournalRecord.Ended(RunOutcome.COMPLETE, 1, 0, 0, 0));
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().exists(aside)).isFalse();
        requireEnded();
    }
}
