package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.Reading;
import aka.journal.StepStory;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * A run that was cut off, made by hand, and what is asked of it when it was recovered. {@code one} is a name of the kept body,
 * {@code two} of the one to be displaced; {@code one-too} is a second name of the kept body where there is one.
 */
interface CrashScene {

    String BYTES = "equal bytes";

    Ground ground();

    Wreck wreck();

    Runs runs();

    /** Returns what is done about a name that is gone while its former body is aside: someone else removed it, or we did. */
    default Remedy forAMissingName() {
        return Remedy.FINISH;
    }

    /** Recovers, first only looking, which must find the same and change nothing. */
    default List<Finding> recover() throws IOException {
        wreck().cutOff();
        List<String> before = ground().leftovers();
        List<Finding> looked = findings(wreck().plan());
        assertThat(ground().leftovers()).isEqualTo(before);
        List<Finding> found = findings(wreck().recover());
        assertThat(found)
                .map(CrashScene::withoutWords)
                .isEqualTo(looked.stream().map(CrashScene::withoutWords).toList());
        return found;
    }

    default List<Finding> findings(RecoveryPlan plan) {
        return plan.runs().stream().flatMap(run -> run.findings().stream()).toList();
    }

    private static Finding withoutWords(Finding finding) {
        return new Finding(finding.name(), finding.temporary(), finding.remedy(), "");
    }

    default List<Remedy> remedies(List<Finding> findings) {
        return findings.stream().map(Finding::remedy).toList();
    }

    default StepStory story(int step) throws IOException {
        return Objects.requireNonNull(reading().steps().get(step));
    }

    default Reading reading() throws IOException {
        return runs().state.read(wreck().run);
    }

    /** The run has its end, nothing of it is left, and a second recovery has nothing to do. */
    default void requireEnded() throws IOException {
        assertThat(reading().ended()).isPresent();
        assertThat(ground().leftovers()).isEmpty();
        assertThat(wreck().recover().isEmpty()).isTrue();
    }

    default boolean isDone(int step) throws IOException {
        return story(step).done().isPresent();
    }

    /** Two is to lead to the kept body, which is under the temporary name, too; that is returned. */
    default String keptAside() throws IOException {
        String aside = wreck().replace("one", "two").getFirst();
        ground().link(aside, "one");
        return aside;
    }

    /** The same with the former body under the temporary name. */
    default String formerAside() throws IOException {
        String aside = wreck().replace("one", "two").getFirst();
        ground().link(aside, "two");
        return aside;
    }

    /** Two leads to the kept body, and the former one is under the temporary name, which is returned. */
    default String swapped() throws IOException {
        String aside = keptAside();
        ground().swap("two", aside);
        return aside;
    }

    /** As an editor saves: another file comes to the name. */
    default void save(String name, String bytes) throws IOException {
        ground().remove(name);
        ground().file(name, bytes);
    }
}
