package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States in which a crash leaves a name that gets a body of its own. */
interface SplitCrashes extends CrashScene {

    @Test
    default void split_copyAside_copyGoes() throws Exception {
        ground().link("one-too", "one");
        String aside = wreck().split("one", "one", "one-too").getFirst();
        ground().file(aside, BYTES);
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().oneBody("one", "one-too")).isTrue();
        requireEnded();
    }

    @Test
    default void split_unfinishedCopyAside_copyGoes() throws Exception {
        ground().link("one-too", "one");
        String aside = wreck().split("one", "one", "one-too").getFirst();
        ground().file(Wreck.withWord(aside, "copy"), BYTES.substring(0, 4));
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        requireEnded();
    }

    @Test
    default void split_copyAsideThatIsNone_stays() throws Exception {
        ground().link("one-too", "one");
        String aside = wreck().split("one", "one", "one-too").getFirst();
        ground().file(aside, "else");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo("else");
    }

    @Test
    default void split_copyAsideWhoseFormerFileIsGone_stays() throws Exception {
        ground().link("one-too", "one");
        String aside = wreck().split("one", "one", "one-too").getFirst();
        ground().file(aside, BYTES);
        ground().remove("one");
        ground().remove("one-too");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void split_copyAtName_sharedAside_isFinished() throws Exception {
        String aside = splitDone();
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().exists(aside)).isFalse();
        assertThat(ground().oneBody("one", "one-too")).isFalse();
        assertThat(isDone(1)).isTrue();
        requireEnded();
        runs().undo(wreck().run);
        assertThat(ground().oneBody("one", "one-too")).isTrue();
    }

    @Test
    default void split_copyAtNameEditedSince_sharedAside_isFinished() throws Exception {
        splitDone();
        ground().write("one-too", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().text("one-too")).isEqualTo("LATER bytes");
        assertThat(ground().text("one")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void split_copyAtName_lastNameOfTheSharedAside_goesIfTheCopyHasItsBytes() throws Exception {
        splitDone();
        ground().remove("one");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().text("one-too")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void split_copyAtNameEditedSince_lastNameOfTheSharedAside_stays() throws Exception {
        String aside = splitDone();
        ground().remove("one");
        ground().write("one-too", "LATER");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void split_someNamesMovedSomeNot_allAreTakenBack() throws Exception {
        ground().link("one-too", "one");
        ground().link("one-three", "one");
        ground().file("like", BYTES);
        copyTime("one", "like");
        List<String> aside = wreck().split("one", "like", "one-too", "one-three");
        ground().link(aside.getFirst(), "like");
        ground().link(aside.getLast(), "like");
        ground().remove("like");
        ground().swap("one-too", aside.getFirst());
        recover();
        assertThat(ground().oneBody("one", "one-too")).isTrue();
        assertThat(ground().oneBody("one", "one-three")).isTrue();
        requireEnded();
    }

    @Test
    default void split_nothingAside_isDoneIfTheNameHasWhatTheStepWanted() throws Exception {
        String aside = splitDone();
        ground().remove(aside);
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    default void split_nothingAsideAndAnotherFileAtTheName_isNotDone() throws Exception {
        ground().link("one-too", "one");
        wreck().split("one", "one", "one-too");
        save("one-too", "newer");
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isFalse();
        requireEnded();
    }

    /** One-too leads to a copy, and the body that it shared with one is under the temporary name, which is returned. */
    private String splitDone() throws IOException {
        ground().link("one-too", "one");
        ground().file("like", BYTES);
        copyTime("one", "like");
        String aside = wreck().split("one", "like", "one-too").getFirst();
        ground().link(aside, "like");
        ground().remove("like");
        ground().swap("one-too", aside);
        return aside;
    }

    private void copyTime(String from, String to) throws IOException {
        ground().modified(
                        to,
                        ground().calls().facts(ground().root().resolve(from)).modified());
    }
}
