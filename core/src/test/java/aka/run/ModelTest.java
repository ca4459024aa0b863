package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.MetadataPart;
import aka.os.fake.FakeFileCalls;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.RunId;
import aka.run.Model.Body;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random trees, plans, runs, edits and runs taken back, beside a model that says what must come of them. Each round is made of
 * one number, which a failure tells: {@code -Daka.model.round=NUMBER} repeats it.
 */
class ModelTest {

    @RegisterExtension
    static final Proof MODELS = Proof.ofModels();

    private static final int ROUNDS = 300;
    private static final int MANY_ROUNDS = 10_000;
    private static final int ROUNDS_ON_A_DISK = 15;

    private static final List<String> TEXTS = List.of("equal bytes", "other bytes", "longer bytes than those");
    private static final List<Integer> MODES = List.of(0644, 0600);

    private static TestVolume volume;

    @BeforeAll
    static void mount() {
        // Journals are forced to the disk again and again, which a disk would take its time for.
        volume = TestVolume.make("tmpfs", 256);
    }

    @AfterAll
    static void unmount() {
        if (volume != null) {
            volume.close();
        }
    }

    @Test
    void randomRuns_doWhatTheModelSays() throws IOException {
        rounds(ROUNDS);
    }

    @Test
    @Tag("long")
    void manyRandomRuns_doWhatTheModelSays() throws IOException {
        rounds(MANY_ROUNDS);
    }

    private static void rounds(int count) throws IOException {
        Integer one = Integer.getInteger("aka.model.round");
        int last = one == null ? count : one + 1;
        for (int number = one == null ? 0 : one; number < last; number++) {
            FakeGround ground = new FakeGround();
            new Round(number, ground, OptionalInt.empty()).inMemory(ground.fake).run();
            ground.close();
            MODELS.add();
        }
    }

    @Test
    void randomRuns_onADisk_doWhatTheModelSays() throws IOException {
        try (DiskGround ground = new DiskGround("ext4", 64)) {
            for (int number = 0; number < ROUNDS_ON_A_DISK; number++) {
                Round round = new Round(number, ground, OptionalInt.of(65_000));
                round.run();
                round.clear();
                MODELS.add();
            }
        }
    }

    /** One tree, and what becomes of it. */
    private static final class Round {

        private static final int DEEDS = 10;

        private final int number;
        private final Ground ground;
        private final Random random;
        private final Model model;
        private final List<String> told = new ArrayList<>();
        private final List<RunId> runs = new ArrayList<>();
        private @Nullable FakeFileCalls fake;
        private long maxLinks;
        private boolean exchange = true;
        private boolean clones;

        Round(int number, Ground ground, OptionalInt maxLinks) {
            this.number = number;
            this.ground = ground;
            this.random = new Random(number);
            this.model = new Model(ground);
            this.maxLinks = maxLinks.orElse(0);
        }

        Round inMemory(FakeFileCalls in) {
            fake = in;
            maxLinks = random.nextInt(3) == 0 ? 3 + random.nextInt(4) : Integer.MAX_VALUE;
            exchange = random.nextInt(4) > 0;
            clones = random.nextBoolean();
            boolean leases = exchange || random.nextBoolean();
            told.add("at most " + maxLinks + " names, exchange " + exchange + ", clones " + clones + ", leases "
                    + leases);
            fake.set(
                    "/d",
                    volume -> volume.maxLinks(maxLinks)
                            .exchange(exchange)
                            .clones(clones)
                            .leases(leases)
                            .namelessDrafts(exchange));
            return this;
        }

        void run() throws IOException {
            Path home = Files.createTempDirectory(volume.root(), "round");
            run(home);
            try (Stream<Path> journals = Files.walk(home)) {
                journals.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }

        private void run(Path home) throws IOException {
            try (Runs journalled = new Runs(home, ground.calls())) {
                makeTree();
                model.requireTrue();
                for (int deed = 0; deed < DEEDS; deed++) {
                    deed(journalled);
                }
            } catch (AssertionError | RuntimeException | IOException failed) {
                throw new AssertionError("round " + number + ":\n" + String.join("\n", told), failed);
            }
        }

        void clear() throws IOException {
            for (String name : model.names()) {
                model.remove(name);
            }
        }

        private void deed(Runs journalled) throws IOException {
            switch (random.nextInt(4)) {
                case 0 -> edit();
                case 1 -> {
                    if (!runs.isEmpty()) {
                        undo(journalled, runs.get(random.nextInt(runs.size())));
                    }
                }
                case 2 -> {
                    Map<String, String> before = model.picture();
                    TestPlan plan = plan();
                    RunId run = execute(journalled, plan.plan(), true);
                    takeBackAtOnce(journalled, run, before);
                }
                default -> {
                    TestPlan plan = plan();
                    int edits = random.nextInt(3);
                    for (int i = 0; i < edits; i++) {
                        edit();
                    }
                    execute(journalled, plan.plan(), edits == 0);
                }
            }
            model.requireTrue();
        }

        // ---- the tree

        private void makeTree() throws IOException {
            for (String folder : List.of("a", "b")) {
                ground.folder(folder);
            }
            int bodies = 3 + random.nextInt(5);
            for (int i = 0; i < bodies; i++) {
                String name = newName();
                String text = any(TEXTS);
                int mode = any(MODES);
                told.add("create " + name + " '" + text + "' " + Integer.toOctalString(mode));
                model.create(name, text, mode);
                int more = random.nextInt(3);
                for (int j = 0; j < more; j++) {
                    String other = newName();
                    told.add("link " + other + " " + name);
                    model.link(other, name);
                }
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private String newName() {
            while (true) {
                String name = any(List.of("", "a/", "b/")) + "n" + random.nextInt(40);
                if (!model.has(name)) {
                    return name;
                }
            }
        }

        private void edit() throws IOException {
            String name = any(model.names());
            Body body = model.body(name);
            switch (random.nextInt(6)) {
                case 0 -> {
                    String text = any(TEXTS);
                    if (text.length() == body.text.length()) {
                        told.add("write " + name + " '" + text + "'");
                        model.write(name, text);
                    }
                }
                case 1 -> {
                    told.add("save " + name + " by rename");
                    model.remove(name);
                    model.create(name, any(TEXTS), body.mode);
                }
                case 2 -> {
                    if (model.names().size() > 4) {
                        told.add("remove " + name);
                        model.remove(name);
                    }
                }
                case 3 -> {
                    String newName = newName();
                    told.add("rename " + name + " " + newName);
                    model.rename(name, newName);
                }
                case 4 -> {
                    int mode = any(MODES);
                    told.add("chmod " + Integer.toOctalString(mode) + " " + name);
                    model.mode(name, mode);
                }
                default -> {
                    String newName = newName();
                    if (model.namesOf(body).size() < Math.min(maxLinks, 6)) {
                        told.add("link " + newName + " " + name);
                        model.link(newName, name);
                    }
                }
            }
        }

        // ---- plans

        /** Steps each of which rests on the tree as it is: no body is replaced twice, and none that is kept. */
        private TestPlan plan() throws FileCallException {
            TestPlan plan = new TestPlan(ground.calls(), ground.root());
            if (random.nextBoolean()) {
                plan.waive(MetadataPart.MODE);
            }
            Set<Body> kept = new HashSet<>();
            Set<Body> others = new HashSet<>();
            Set<String> taken = new HashSet<>();
            int steps = 1 + random.nextInt(5);
            for (int i = 0; i < steps; i++) {
                String name = any(model.names());
                Body body = model.body(name);
                if (others.contains(body)) {
                    continue;
                }
                switch (random.nextInt(7)) {
                    case 0 -> {
                        List<String> some = model.namesOf(body);
                        String[] names =
                                some.subList(0, 1 + random.nextInt(some.size())).toArray(String[]::new);
                        if (others.add(body) && !kept.contains(body)) {
                            plan.split(names);
                        }
                    }
                    case 1 -> {
                        String newName = newName();
                        if (taken.add(newName)) {
                            kept.add(body);
                            plan.create(name, newName);
                        }
                    }
                    case 2 -> {
                        if (!kept.contains(body) && others.add(body)) {
                            plan.unlink(name, random.nextInt(6) == 0);
                        }
                    }
                    case 3 -> repoint(plan, name, kept, others);
                    default -> replace(plan, name, kept, others);
                }
            }
            return plan;
        }

        private void repoint(TestPlan plan, String name, Set<Body> kept, Set<Body> others) throws FileCallException {
            Body body = model.body(name);
            String moved = any(model.names());
            Body former = model.body(moved);
            if (former == body || kept.contains(former) || !others.add(former)) {
                return;
            }
            kept.add(body);
            List<String> rest = new ArrayList<>(model.namesOf(former));
            rest.remove(moved);
            plan.repoint(name, moved, rest.toArray(String[]::new));
        }

        private void replace(TestPlan plan, String name, Set<Body> kept, Set<Body> others) throws FileCallException {
            Body body = model.body(name);
            Body replaced = model.body(any(model.names()));
            if (replaced == body || kept.contains(replaced) || !others.add(replaced)) {
                return;
            }
            kept.add(body);
            List<String> names = model.namesOf(replaced);
            int known = random.nextInt(5) > 0 ? names.size() : 1 + random.nextInt(names.size());
            plan.replace(name, names.subList(0, known).toArray(String[]::new));
        }

        // ---- runs

        private RunId execute(Runs journalled, Plan plan, boolean fresh) throws IOException {
            List<Boolean> expected = new ArrayList<>();
            if (fresh) {
                plan.steps().forEach(step -> expected.add(isPossible(plan, step)));
            }
            plan.steps().forEach(step -> told.add("planned " + shown(plan, step)));
            long used = fake == null ? 0 : fake.usedBytes("/d");
            RunId run = journalled.tryRun(plan);
            long freed = 0;
            long reported = 0;
            for (StepResult result : journalled.results) {
                switch (result) {
                    case StepResult.Done done -> {
                        told.add("done " + shown(plan, done.step()));
                        freed += model.done(plan, done.step());
                        reported += done.freedBytes() - done.usedBytes();
                    }
                    case StepResult.NotDone not ->
                        told.add(not.reason() + " " + shown(plan, not.step()) + ": "
                                + not.why().sentence());
                }
                if (fresh && maxLinks > 6) {
                    assertThat(result instanceof StepResult.Done)
                            .as("whether it is done: " + shown(plan, result.step()))
                            .isEqualTo(expected.get(result.number() - 1));
                }
            }
            assertThat(journalled.results)
                    .as("what was told")
                    .hasSize(plan.steps().size());
            if (fake != null) {
                fake.checkNoOpenHandles();
                // A body may share its blocks with a third one, which the run does not know of.
                assertThat(used - fake.usedBytes("/d"))
                        .as("what df says")
                        .isBetween(clones ? Long.MIN_VALUE : reported, reported);
            }
            assertThat(reported).as("what is freed").isLessThanOrEqualTo(freed);
            model.requireTrue();
            runs.add(run);
            return run;
        }

        /** Whether a step must be done, nothing having changed since it was planned and there being room for names. */
        private boolean isPossible(Plan plan, LinkStep step) {
            return switch (step) {
                case Replace replace -> {
                    Body kept = first(plan, replace.kept());
                    Body replaced = first(plan, replace.replaced());
                    boolean alike = kept.mode == replaced.mode || plan.waived().contains(MetadataPart.MODE);
                    yield alike && kept.text.equals(replaced.text);
                }
                case Split split ->
                    model.namesOf(first(plan, split.shared())).size()
                            > split.names().size();
                case Repoint repoint -> {
                    Body kept = first(plan, repoint.kept());
                    Body former = first(plan, repoint.former());
                    boolean alike = kept.mode == former.mode || plan.waived().contains(MetadataPart.MODE);
                    yield alike && model.namesOf(former).size() > 1;
                }
                case Create create -> true;
                case Unlink unlink ->
                    unlink.last() || model.namesOf(first(plan, unlink.body())).size() > 1;
                case LinkStep.Share share -> throw new AssertionError(share);
                case LinkStep.CreateFolder create -> throw new AssertionError(create);
                case LinkStep.RemoveFolder remove -> throw new AssertionError(remove);
            };
        }

        private Body first(Plan plan, PlannedBody body) {
            return model.body(model.name(plan, body.names().getFirst()));
        }

        private void undo(Runs journalled, RunId run) throws IOException {
            told.add("undo " + runs.indexOf(run));
            execute(journalled, journalled.undoPlan(run).plan(), false);
        }

        /** What is taken back at once is as it was before: names, bodies, bytes, modes and times. */
        private void takeBackAtOnce(Runs journalled, RunId run, Map<String, String> before) throws IOException {
            boolean lost = journalled.results.stream()
                    .filter(StepResult.Done.class::isInstance)
                    .anyMatch(result -> isForGood(result.step()));
            UndoPlan undo = journalled.undoPlan(run);
            told.add("undo at once, left: " + undo.left());
            RunId back = execute(journalled, undo.plan(), false);
            boolean all = journalled.results.stream().allMatch(StepResult.Done.class::isInstance);
            if (!lost && maxLinks > 6) {
                assertThat(undo.left()).isEmpty();
                assertThat(all).as("all is taken back").isTrue();
                assertThat(model.picture()).isEqualTo(before);
            }
            if (random.nextBoolean()) {
                undo(journalled, back);
            }
        }

        /** Bytes whose last name went are gone, and names that left others of their body behind come back without them. */
        private static boolean isForGood(LinkStep step) {
            return switch (step) {
                case Unlink unlink -> unlink.last();
                case Replace replace -> !replace.replaced().complete();
                case Split split -> false;
                case Repoint repoint -> false;
                case Create create -> false;
                case LinkStep.Share share -> false;
                case LinkStep.CreateFolder create -> false;
                case LinkStep.RemoveFolder remove -> false;
            };
        }

        private String shown(Plan plan, LinkStep step) {
            return switch (step) {
                case Replace replace ->
                    "replace " + shown(plan, replace.kept().names()) + " <- "
                            + shown(plan, replace.replaced().names());
                case Split split ->
                    "split " + shown(plan, split.names()) + (split.former().isPresent() ? " as before" : "");
                case Repoint repoint ->
                    "repoint " + shown(plan, List.of(repoint.name())) + " -> "
                            + shown(plan, repoint.kept().names());
                case Create create ->
                    "create " + shown(plan, create.existing().names()) + " " + shown(plan, List.of(create.newName()));
                case Unlink unlink -> "unlink " + shown(plan, List.of(unlink.name())) + (unlink.last() ? ", last" : "");
                case LinkStep.Share share -> "share";
                case LinkStep.CreateFolder create -> "create folder";
                case LinkStep.RemoveFolder remove -> "remove folder";
            };
        }

        private List<String> shown(Plan plan, List<PlannedName> names) {
            return names.stream().map(name -> model.name(plan, name)).toList();
        }
    }
}
