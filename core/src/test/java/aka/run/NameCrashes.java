package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.plan.LinkStep.Create;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** States in which a crash leaves names that are made or removed, folders, and bodies that come to share blocks. */
interface NameCrashes extends CrashScene {

    @Test
    default void removed_movedAside_isPutBack() throws Exception {
        ground().link("two-too", "two");
        String aside = wreck().unlink("two", false);
        rename("two", aside);
        assertThat(remedies(recover())).containsExactly(Remedy.PUT_BACK);
        assertThat(ground().oneBody("two", "two-too")).isTrue();
        requireEnded();
    }

    @Test
    default void removed_lastNameMovedAside_isPutBack() throws Exception {
        String aside = wreck().unlink("two", true);
        rename("two", aside);
        assertThat(remedies(recover())).containsExactly(Remedy.PUT_BACK);
        assertThat(ground().text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void removed_movedAsideAndTheNameTaken_goesIfItHasAnotherName() throws Exception {
        ground().link("two-too", "two");
        String aside = wreck().unlink("two", false);
        rename("two", aside);
        ground().file("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().text("two")).isEqualTo("newer");
        assertThat(ground().text("two-too")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void removed_lastNameMovedAsideAndTheNameTaken_stays() throws Exception {
        String aside = wreck().unlink("two", true);
        rename("two", aside);
        ground().file("two", "newer");
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void removed_atBoth_theOneAsideGoes() throws Exception {
        String aside = wreck().unlink("two", false);
        ground().link(aside, "two");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().text("two")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void removed_somethingElseAside_stays() throws Exception {
        String aside = wreck().unlink("two", false);
        ground().file(aside, "other");
        assertThat(remedies(recover())).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground().text(aside)).isEqualTo("other");
    }

    @Test
    default void removed_gone_isDone() throws Exception {
        ground().link("two-too", "two");
        wreck().unlink("two", false);
        ground().remove("two");
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    default void removed_stillThere_isNotDone() throws Exception {
        wreck().unlink("two", false);
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isFalse();
        requireEnded();
    }

    @Test
    default void made_isDoneIfTheNameIsThere() throws Exception {
        wreck().intend(new Create(wreck().body("one"), TestPlan.name("new")));
        ground().link("new", "one");
        wreck().intend(new Create(wreck().body("one"), TestPlan.name("newer")));
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isTrue();
        assertThat(isDone(2)).isFalse();
        requireEnded();
    }

    private void rename(String from, String to) throws IOException {
        ground().link(to, from);
        ground().remove(from);
    }
}
