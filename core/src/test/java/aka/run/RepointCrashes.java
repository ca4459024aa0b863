package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Share;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** States in which a crash leaves a name that comes to lead to other bytes. */
interface RepointCrashes extends CrashScene {

    @Test
    default void repointed_formerAside_goesSinceItHasAnotherName() throws Exception {
        String limbo = repointed("kept-aside");
        assertThat(remedies(recover())).containsExactly(Remedy.FINISH);
        assertThat(ground().oneBody("one", "two")).isTrue();
        assertThat(ground().text("kept-aside")).isEqualTo("OTHER");
        assertThat(ground().exists(limbo)).isFalse();
        assertThat(isDone(1)).isTrue();
        requireEnded();
    }

    @Test
    default void repointed_canBeTakenBackAfterwards() throws Exception {
        repointed("kept-aside");
        recover();
        runs().undo(wreck().run);
        assertThat(ground().text("two")).isEqualTo("OTHER");
        assertThat(ground().oneBody("two", "kept-aside")).isTrue();
        assertThat(ground().text("one")).isEqualTo(BYTES);
    }

    @Test
    default void repointed_lastNameOfTheFormerAside_getsItsNameBack() throws Exception {
        repointed("kept-aside");
        ground().remove("kept-aside");
        assertThat(remedies(recover())).containsExactly(Remedy.TAKE_BACK);
        assertThat(ground().text("two")).isEqualTo("OTHER");
        assertThat(ground().text("one")).isEqualTo(BYTES);
        requireEnded();
    }

    @Test
    default void repointed_lastNameOfTheFormerAside_staysWhereTheKeptWasWrittenTo() throws Exception {
        String limbo = repointed("kept-aside");
        ground().remove("kept-aside");
        ground().write("two", "EDITED");
        ground().modified("two", Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(remedies(recover())).containsExactly(Remedy.RESCUE);
        assertThat(ground().text("two")).startsWith("EDITED");
        assertThat(ground().text(limbo)).isEqualTo("OTHER");
    }

    @Test
    default void notYetRepointed_theKeptAside_goes() throws Exception {
        ground().link("kept-aside", "two");
        String limbo = wreck().repoint("one", "two", "kept-aside");
        ground().link(limbo, "one");
        assertThat(remedies(recover())).containsExactly(Remedy.DROP);
        assertThat(ground().text("two")).isEqualTo(BYTES);
        assertThat(story(1).back()).isPresent();
        requireEnded();
    }

    /** Leads {@code two}, whose body holds other bytes and has another name, to {@code one}. Returns where its body is. */
    private String repointed(String other) throws Exception {
        ground().remove("two");
        ground().file("two", "OTHER");
        ground().link(other, "two");
        String limbo = wreck().repoint("one", "two", other);
        ground().link(limbo, "one");
        ground().swap("two", limbo);
        return limbo;
    }

    @Test
    default void folders_areDoneIfTheyAreThereOrGone() throws Exception {
        ground().folder("made");
        wreck().intend(new CreateFolder(TestPlan.name("made")));
        wreck().intend(new RemoveFolder(TestPlan.name("gone")));
        wreck().intend(new CreateFolder(TestPlan.name("never")));
        recover();
        assertThat(isDone(1)).isTrue();
        assertThat(isDone(2)).isTrue();
        assertThat(isDone(3)).isFalse();
        requireEnded();
    }

    @Test
    default void sharedBlocks_needNothing() throws Exception {
        wreck().intend(new Share(wreck().body("one"), wreck().body("two")));
        assertThat(recover()).isEmpty();
        assertThat(isDone(1)).isFalse();
        requireEnded();
    }
}
