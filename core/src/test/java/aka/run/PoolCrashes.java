package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.History;
import aka.journal.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a crash leaves in the private folder of a run. */
interface PoolCrashes extends CrashScene {

    @Test
    default void poolWithTrialsAndACopyThatNoIntentTellsOf_isCleared() throws Exception {
        ground().file(wreck().pool() + "/one", "");
        ground().file(wreck().pool() + "/other", "");
        ground().file(wreck().pool() + "/" + Leftover.numbered(9, "copy", Leaf.of("x")), "half");
        recover();
        requireEnded();
    }

    @Test
    default void poolWithoutAManifest_isCleared() throws Exception {
        ground().remove(wreck().pool() + "/MANIFEST");
        recover();
        requireEnded();
    }

    @Test
    default void strangeThingInThePool_staysUnlessItsFileHasAnotherName() throws Exception {
        String single = wreck().pool() + "/" + Leftover.numbered(7, "join", Leaf.of("x"));
        String twin = wreck().pool() + "/" + Leftover.numbered(8, "join", Leaf.of("x"));
        ground().file(single, "the only one");
        ground().link(twin, "one");
        assertThat(remedies(recover())).containsExactlyInAnyOrder(Remedy.RESCUE, Remedy.DROP);
        assertThat(ground().text(single)).isEqualTo("the only one");
        assertThat(ground().exists(twin)).isFalse();
    }

    @Test
    default void journalGone_whatHasATwinGoesAndTheRestStays() throws Exception {
        String aside = swapped();
        String twin = wreck().pool() + "/" + Leftover.numbered(8, "join", Leaf.of("x"));
        ground().link(twin, "one");
        wreck().cutOff();
        runs().state.remove(wreck().run);
        List<Finding> looked = Recovery.plan(
                        runs().state, ground().calls(), Ran.QUICK, List.of(ground().root()), Runs.NEVER)
                .strays();
        assertThat(remedies(looked)).containsExactlyInAnyOrder(Remedy.RESCUE, Remedy.DROP);
        assertThat(ground().exists(twin)).isTrue();
        List<Finding> found = Recovery.run(
                        runs().state, ground().calls(), Ran.QUICK, List.of(ground().root()), Runs.NEVER)
                .strays();
        assertThat(found).isEqualTo(looked);
        assertThat(ground().exists(twin)).isFalse();
        assertThat(ground().text(aside)).isEqualTo(BYTES);
    }

    @Test
    default void journalGone_aCopyThatMayBeTheOnlyOneStays() throws Exception {
        String copy = wreck().pool() + "/" + Leftover.numbered(9, "copy", Leaf.of("x"));
        ground().file(copy, "half");
        wreck().cutOff();
        runs().state.remove(wreck().run);
        List<Finding> found = Recovery.run(
                        runs().state, ground().calls(), Ran.QUICK, List.of(ground().root()), Runs.NEVER)
                .strays();
        assertThat(remedies(found)).containsExactly(Remedy.RESCUE);
        assertThat(ground().text(copy)).isEqualTo("half");
    }

    @Test
    default void journalGoneAndNothingLeft_thePoolGoes() throws Exception {
        wreck().cutOff();
        runs().state.remove(wreck().run);
        Recovery.run(runs().state, ground().calls(), Ran.QUICK, List.of(ground().root()), Runs.NEVER);
        assertThat(ground().leftovers()).isEmpty();
    }

    @Test
    default void poolOfAnotherMachine_stays() throws Exception {
        wreck().cutOff();
        runs().state.remove(wreck().run);
        ground().remove(wreck().pool() + "/MANIFEST");
        ground().file(
                        wreck().pool() + "/MANIFEST",
                        "run " + wreck().run + "\nmachine another\njournal /gone/journal\n");
        List<Finding> found = Recovery.run(
                        runs().state, ground().calls(), Ran.QUICK, List.of(ground().root()), Runs.NEVER)
                .strays();
        assertThat(remedies(found)).containsExactly(Remedy.HANDS_OFF);
        assertThat(ground().exists(wreck().pool())).isTrue();
    }

    @Test
    default void journalCutOffBeforeItsFirstRecord_goes() throws Exception {
        swapped();
        recover();
        assertThat(History.of(runs().state))
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.PARTIAL));
    }
}
