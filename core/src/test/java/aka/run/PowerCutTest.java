package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.journal.StateFolder;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.PowerCuts;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.PlannedName;
import aka.plan.RunId;
import aka.run.CutOff.Was;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes before every call of a run. In every state that the disks may be in then each name shows its bytes, and a
 * recovery brings the run to its end: no step is half done, and nothing is left behind.
 */
class PowerCutTest {

    @RegisterExtension
    static final Proof CUTS = Proof.ofCuts();

    /** So many states are looked at of each instant in every build, evenly chosen; all of them in the long tests. */
    private static final int SOME = 5;

    private static TestVolume volume;
    private static Volumes volumes;
    private static StateFolder home;

    @BeforeAll
    static void open() throws FileCallException {
        // Journals are forced to the disk again and again, which a disk would take its time for.
        volume = TestVolume.make("tmpfs", 64);
        volumes = Volumes.open();
        home = StateFolder.open(volumes.calls(), volume.root().resolve("home"));
    }

    @AfterAll
    static void close() {
        if (volume != null) {
            volumes.close();
            volume.close();
        }
    }

    static List<Scene> scenes() {
        return Stream.concat(Scene.all().stream(), Scene.unordered().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyNameShowsItsBytes_andARecoveryEndsTheRun(Scene scene) throws IOException {
        assertThat(states(scene, SOME)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    @Tag("long")
    void everyNameShowsItsBytes_inAllStates(Scene scene) throws IOException {
        assertThat(states(scene, Integer.MAX_VALUE)).isPositive();
    }

    private static int states(Scene scene, int most) throws IOException {
        int count = 0;
        for (int instant : new CutOff(scene, Integer.MAX_VALUE).instants()) {
            CutOff run = new CutOff(scene, instant);
            check(run, new State(run.fake.killed(), run.wholeJournal()));
            count++;
            PowerCuts trees = run.fake.cuts();
            List<byte[]> journals = run.journals();
            int all = trees.count() * journals.size();
            int step = Math.max(1, all / most);
            for (int i = instant % step; i < all; i += step) {
                check(run, new State(trees.get(i % trees.count()), journals.get(i / trees.count())));
                count++;
            }
        }
        return count;
    }

    /** A tree as it is found, and a journal. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    private record State(FakeFileCalls tree, byte[] journal) {}

    private static void check(CutOff run, State state) throws IOException {
        Outcome outcome = new Outcome(run, state.tree());
        try {
            outcome.requireEveryByte();
            recover(run, state);
            outcome.requireEveryByte();
            outcome.requireWholeSteps();
            outcome.requireNothingLeft();
            CUTS.add();
        } catch (AssertionError | FileCallException failed) {
            throw new AssertionError(
                    run.where() + ", " + state.tree() + ", journal:\n"
                            + new String(state.journal(), StandardCharsets.UTF_8),
                    failed);
        }
    }

    private static void recover(CutOff run, State state) throws IOException {
        RunId id = run.began.run();
        home.begin(run.began).close();
        Files.write(home.path().resolve("runs").resolve(id.hex()).resolve("journal"), state.journal());
        RecoveryPlan done = Recovery.run(home, state.tree(), Ran.QUICK, List.of(), Runs.NEVER);
        assertThat(done.runs())
                .allSatisfy(each -> assertThat(each.ends()).as("%s", each).isTrue());
        RecoveryPlan again = Recovery.plan(home, state.tree(), Ran.QUICK, List.of(), Runs.NEVER);
        assertThat(again.isEmpty()).as("what is found once more: %s", again).isTrue();
        home.remove(id);
    }

    /** What was found of a tree, and what must be true of it. */
    private record Outcome(CutOff run, FakeFileCalls tree) {

        void requireEveryByte() throws FileCallException {
            for (Map.Entry<String, Was> each : run.before.entrySet()) {
                String name = each.getKey();
                Was was = each.getValue();
                if (tree.exists(name) && !isRepointed(name, was)) {
                    String text = tree.text(name);
                    // What another program wrote and nobody forced may be lost: where it wrote it, and nowhere else.
                    assertThat(isThat(text, was))
                            .as(name + " shows '" + text + "'")
                            .isTrue();
                } else if (!tree.exists(name)) {
                    assertThat(isToGo(name)).as(name + " is missing").isTrue();
                }
            }
        }

        /** Returns whether a name was led to another body: then what it held must be found by another name. */
        private boolean isRepointed(String name, Was was) throws FileCallException {
            for (LinkStep step : run.plan.steps()) {
                if (step instanceof Repoint repoint
                        && path(repoint.name()).equals(name)
                        && facts(name).key().equals(Optional.of(repoint.kept().key()))) {
                    assertThat(repoint.former().names())
                            .as("what " + name + " held is under another name")
                            .anyMatch(other -> tree.exists(path(other)) && isThat(tree.text(path(other)), was));
                    return true;
                }
            }
            return false;
        }

        private boolean isThat(String text, Was was) {
            return text.equals(was.text())
                    || run.fresh.contains(was.key()) && text.startsWith(CutOff.OLDER.substring(0, 5));
        }

        private boolean isToGo(String name) {
            return run.plan.steps().stream()
                    .anyMatch(step ->
                            step instanceof Unlink unlink && path(unlink.name()).equals(name));
        }

        private String path(PlannedName name) {
            return run.plan.path(name).toString();
        }

        private FileFacts facts(String name) throws FileCallException {
            return tree.facts(Path.of(name));
        }

        void requireWholeSteps() throws FileCallException {
            for (LinkStep step : run.plan.steps()) {
                if (step instanceof Replace replace) {
                    requireOneBody(
                            replace.replaced().names(),
                            Set.of(replace.kept().key(), replace.replaced().key()));
                } else if (step instanceof Split split) {
                    requireSplitOrNot(split);
                }
            }
        }

        private FileKey requireOneBody(List<PlannedName> names, Set<FileKey> known) throws FileCallException {
            Set<FileKey> keys = new HashSet<>();
            for (PlannedName name : names) {
                keys.add(facts(path(name)).key().orElseThrow());
            }
            assertThat(keys).as("bodies of " + names).hasSize(1);
            FileKey key = keys.iterator().next();
            assertThat(known.isEmpty() || known.contains(key))
                    .as("body of " + names)
                    .isTrue();
            return key;
        }

        private void requireSplitOrNot(Split split) throws FileCallException {
            FileKey key = requireOneBody(split.names(), Set.of());
            for (PlannedName name : split.names()) {
                int mode = facts(path(name)).owner().orElseThrow().mode();
                boolean own = !key.equals(split.shared().key());
                int expected = own && split.former().isPresent()
                        ? Scene.FORMER.mode()
                        : Objects.requireNonNull(run.before.get(path(name))).mode();
                assertThat(mode).as("mode of " + name).isEqualTo(expected);
            }
        }

        void requireNothingLeft() throws FileCallException {
            Map<FileKey, Integer> names =
                    new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
            for (String name : tree.allNames()) {
                if (isUnintended(name)) {
                    continue;
                }
                assertThat(name).doesNotContain(".aka-");
                assertThat(run.before.containsKey(name) || isFolder(name) || isToCome(name))
                        .as(name + " was not there")
                        .isTrue();
                facts(name).key().ifPresent(key -> names.merge(key, 1, Integer::sum));
            }
            for (String name : tree.names()) {
                FileFacts facts = facts(name);
                if (isUnintended(name)) {
                    continue;
                }
                assertThat(facts.linkCount())
                        .as("names of " + name)
                        .hasValue(Objects.requireNonNull(names.get(facts.key().orElseThrow())));
            }
        }

        /** Where a body cannot begin without a name, and there is no pool, a copy is there before the journal tells of it. */
        private boolean isUnintended(String name) throws FileCallException {
            return run.scene.leavesCopies()
                    && name.contains(".copy.")
                    && facts(name).linkCount().orElseThrow() == 1;
        }

        private boolean isFolder(String name) throws FileCallException {
            return facts(name).kind() == aka.file.Kind.FOLDER;
        }

        private boolean isToCome(String name) {
            return run.plan.steps().stream()
                    .anyMatch(step -> step instanceof Create create
                            && path(create.newName()).equals(name));
        }
    }
}
