package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Leftover;
import aka.journal.JournalBytes;
import aka.journal.Reading;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.Slashes;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A {@link Scene} that was run, with what was there before, and what must be true after it whatever went wrong. */
final class SceneRun {

    private static final Path ROOT = Path.of("/d");

    final FakeFileCalls fake;
    final MemoryMedium medium = new MemoryMedium();
    private final List<String> untold = new ArrayList<>();
    private final Plan plan;
    private final Map<String, Was> before = new TreeMap<>();
    private final long usedBefore;
    private @Nullable Ran ran;
    private @Nullable FileCallException refused;

    /** What a name led to. */
    private record Was(FileKey key, String text, int mode) {}

    SceneRun(Scene scene) throws FileCallException {
        fake = scene.tree();
        plan = scene.steps().of(new TestPlan(fake, ROOT), fake).plan();
        for (String name : fake.names()) {
            FileFacts facts = facts(name);
            before.put(
                    name,
                    new Was(
                            facts.key().orElseThrow(),
                            fake.text(name),
                            facts.owner().orElseThrow().mode()));
        }
        usedBefore = fake.usedBytes("/d");
        fake.script().forget();
    }

    /** Runs the plan with the faults that were set up, which are lifted then. */
    SceneRun run() {
        return run(Ran.QUICK, new CancelToken());
    }

    SceneRun run(RunSettings settings, CancelToken cancel) {
        try {
            ran = Ran.of(plan, fake, settings, medium, cancel);
        } catch (FileCallException notEvenBegun) {
            refused = notEvenBegun;
        }
        fake.script().calm();
        return this;
    }

    private FileFacts facts(String name) {
        try {
            return fake.facts(Path.of(name));
        } catch (FileCallException missing) {
            throw new AssertionError(missing);
        }
    }

    /** Returns the {@code n}-th call that was made, as text. */
    String call(int n) {
        List<FakeCall> calls = fake.script().calls();
        return n <= calls.size() ? calls.get(n - 1).toString() : "none";
    }

    private List<StepResult> results() {
        return ran == null ? List.of() : ran.results;
    }

    @SuppressWarnings("ReferenceEquality") // two steps of a plan may be equal
    private Optional<StepResult> result(LinkStep step) {
        // By its number: a step that would join to a full body is told with the body that took its place.
        int number = plan.steps().indexOf(step) + 1;
        List<StepResult> told =
                results().stream().filter(result -> result.number() == number).toList();
        assertThat(told).as("what was told of " + step).hasSizeLessThan(2);
        return told.stream().findFirst();
    }

    private boolean isDone(LinkStep step) {
        return result(step).filter(StepResult.Done.class::isInstance).isPresent();
    }

    private Optional<Path> rescued(LinkStep step) {
        return result(step).flatMap(result -> switch (result) {
            case StepResult.Done done -> Optional.empty();
            case StepResult.NotDone not -> not.rescued();
        });
    }

    // ---- what must be true

    void requireAllDone() {
        assertThat(results())
                .hasSize(plan.steps().size())
                .allSatisfy(result -> assertThat(result).isInstanceOf(StepResult.Done.class));
    }

    /** Every name leads to its bytes; one that was to go has gone, or is in limbo under a name that is told. */
    void requireEveryByte() {
        before.forEach((name, was) -> {
            if (fake.exists(name)) {
                requireBytes(name, was);
            } else if (!mayBeGone(name)) {
                assertThat(leftovers())
                        .as("what became of " + name)
                        .anySatisfy(left -> assertThat(fake.text(left)).isEqualTo(was.text()));
            }
        });
        fake.checkNoOpenHandles();
    }

    /** A name that is led to other bytes has either; and what it had before is found by another name then. */
    private void requireBytes(String name, Was was) {
        Optional<Repoint> repoint = repoint(name);
        boolean moved = repoint.isPresent()
                && fake.oneBody(name, path(repoint.get().kept().names().getFirst()));
        if (moved) {
            assertThat(repoint.get().former().names())
                    .as("what " + name + " held is under another name")
                    .anyMatch(other ->
                            fake.exists(path(other)) && fake.text(path(other)).equals(was.text()));
        } else {
            assertThat(fake.text(name)).as(name).isEqualTo(was.text());
        }
    }

    private Optional<Repoint> repoint(String name) {
        return plan.steps().stream()
                .filter(Repoint.class::isInstance)
                .map(Repoint.class::cast)
                .filter(repoint -> path(repoint.name()).equals(name))
                .findFirst();
    }

    /** As {@link #requireEveryByte}, where another program changed some names on purpose. */
    void requireEveryByteBut(Predicate<String> changed) {
        before.forEach((name, was) -> {
            if (!changed.test(name) && !mayBeGone(name)) {
                assertThat(fake.exists(name)).as(name + " is there").isTrue();
                requireBytes(name, was);
            }
        });
        fake.checkNoOpenHandles();
    }

    /** Returns whether two names had one body, or have one now. */
    boolean shareABody(String one, String other) {
        Was first = before.get(one);
        Was second = before.get(other);
        return first != null && second != null && first.key().equals(second.key())
                || fake.exists(one) && fake.exists(other) && fake.oneBody(one, other);
    }

    /** What is left under a temporary name, and nowhere else, was told. */
    void requireLastNamesRescued() {
        for (String left : leftovers()) {
            if (fake.linkCount(left) == 1 && !left.endsWith("/MANIFEST")) {
                assertThat(results()).as("who tells of " + left).anyMatch(result -> isRescue(result, left));
            }
        }
    }

    private static boolean isRescue(StepResult result, String left) {
        return result instanceof StepResult.NotDone not
                && (not.rescued().map(Slashes::in).filter(left::equals).isPresent()
                        || Slashes.in(not.why().getMessage()).contains(left));
    }

    /** Returns the names that were there. */
    Set<String> namesBefore() {
        return before.keySet();
    }

    /** Returns what a name's bytes were. */
    String before(String name) {
        Was was = before.get(name);
        if (was == null) {
            throw new AssertionError(name);
        }
        return was.text();
    }

    int mode(String name) {
        return facts(name).owner().orElseThrow().mode();
    }

    /** Returns an attribute as text; empty if there is none. */
    String attribute(String name, String attribute) {
        try (Folder root = fake.openFolder(Path.of("/"));
                Body body = root.openBody(name.substring(1).getBytes(StandardCharsets.UTF_8))) {
            byte[] value = fake.metadata().orElseThrow().of(body).attributes().get(attribute);
            return value == null ? "" : new String(value, StandardCharsets.UTF_8);
        } catch (FileCallException failed) {
            throw new AssertionError(failed);
        }
    }

    private boolean mayBeGone(String name) {
        return plan.steps().stream()
                .anyMatch(step ->
                        step instanceof Unlink unlink && path(unlink.name()).equals(name) && isDone(step));
    }

    private String path(PlannedName name) {
        return Slashes.in(plan.path(name));
    }

    /** What was told as done is done; all else is as it was, unless it was told what is left of the attempt. */
    void requireTruth() {
        for (LinkStep step : plan.steps()) {
            if (isDone(step)) {
                requireDone(result(step).orElseThrow().step());
            } else if (rescued(step).isEmpty()) {
                requireAsItWas(step);
            }
        }
        requireFigures();
    }

    private void requireDone(LinkStep step) {
        switch (step) {
            case Replace replace -> {
                String kept = path(replace.kept().names().getFirst());
                for (PlannedName name : replace.replaced().names()) {
                    assertThat(fake.oneBody(kept, path(name)))
                            .as(path(name) + " is done")
                            .isTrue();
                }
            }
            case Split split -> requireSplit(split);
            case Create create ->
                assertThat(facts(path(create.newName())).key())
                        .contains(create.existing().key());
            case Repoint repoint -> {
                String name = path(repoint.name());
                assertThat(fake.oneBody(name, path(repoint.kept().names().getFirst())))
                        .isTrue();
                requireFormerIsThere(repoint);
            }
            case Unlink unlink -> assertThat(fake.exists(path(unlink.name()))).isFalse();
            case Share share -> requireKeys(share.sharing().names());
            case LinkStep.CreateFolder create -> throw new AssertionError(create);
            case LinkStep.RemoveFolder remove -> throw new AssertionError(remove);
        }
    }

    private void requireFormerIsThere(Repoint repoint) {
        assertThat(repoint.former().names())
                .as("what " + path(repoint.name()) + " held has another name")
                .anyMatch(name -> fake.exists(path(name))
                        && facts(path(name))
                                .key()
                                .equals(Optional.of(was(repoint.name()).key())));
    }

    private void requireSplit(Split split) {
        String first = path(split.names().getFirst());
        FileKey own = facts(first).key().orElseThrow();
        for (PlannedName name : split.names()) {
            assertThat(facts(path(name)).key()).as(path(name)).contains(own);
            assertThat(own).as(path(name) + " is done").isNotEqualTo(was(name).key());
            int mode =
                    split.former().isPresent() ? Scene.FORMER.mode() : was(name).mode();
            assertThat(facts(path(name)).owner().orElseThrow().mode())
                    .as("mode of " + path(name))
                    .isEqualTo(mode);
        }
    }

    private Was was(PlannedName name) {
        Was was = before.get(path(name));
        if (was == null) {
            throw new AssertionError(name);
        }
        return was;
    }

    private void requireAsItWas(LinkStep step) {
        switch (step) {
            case Replace replace -> requireKeys(replace.replaced().names());
            case Split split -> requireKeys(split.names());
            case Create create ->
                assertThat(fake.exists(path(create.newName()))).isFalse();
            case Repoint repoint -> requireKeys(List.of(repoint.name()));
            case Unlink unlink -> requireThereOrTold(unlink);
            case Share share -> requireKeys(share.sharing().names());
            case LinkStep.CreateFolder create -> throw new AssertionError(create);
            case LinkStep.RemoveFolder remove -> throw new AssertionError(remove);
        }
    }

    private void requireKeys(List<PlannedName> names) {
        for (PlannedName name : names) {
            FileFacts now = facts(path(name));
            assertThat(now.key())
                    .as(path(name) + " is as it was")
                    .contains(was(name).key());
            assertThat(now.owner().orElseThrow().mode()).isEqualTo(was(name).mode());
        }
    }

    /** A name that is removed is moved aside first, and the sentence says so where it could not be moved back. */
    private void requireThereOrTold(Unlink unlink) {
        if (fake.exists(path(unlink.name()))) {
            requireKeys(List.of(unlink.name()));
            return;
        }
        StepResult told = result(unlink).orElseThrow();
        assertThat(told)
                .isInstanceOfSatisfying(
                        StepResult.NotDone.class,
                        not -> assertThat(leftovers())
                                .anySatisfy(left ->
                                        assertThat(not.why().getMessage()).contains(left)));
    }

    private void requireFigures() {
        long done = results().stream().filter(StepResult.Done.class::isInstance).count();
        long freed = 0;
        long used = 0;
        for (StepResult result : results()) {
            if (result instanceof StepResult.Done each) {
                freed += each.freedBytes();
                used += each.usedBytes();
            }
        }
        if (ran != null) {
            assertThat(ran.result.done()).isEqualTo(done);
            assertThat(ran.result.notDone()).isEqualTo(plan.steps().size() - done);
            assertThat(ran.result.freedBytes()).isEqualTo(freed);
            assertThat(ran.result.usedBytes()).isEqualTo(used);
        } else {
            assertThat(refused).isNotNull();
        }
        long less = usedBefore - fake.usedBytes("/d");
        long left = leftovers().stream()
                .mapToLong(name -> facts(name).allocatedBytes().orElseThrow())
                .sum();
        if (left == 0) {
            assertThat(less).as("what df says").isEqualTo(freed - used);
        } else {
            assertThat(freed - used).as("what is told as freed").isLessThanOrEqualTo(less + left);
        }
    }

    /** Nothing is there that was not there before, but what the plan was to make. */
    void requireNothingLeftBehind() {
        assertThat(leftovers()).isEmpty();
        assertThat(fake.exists(pool())).as("the pool is there").isFalse();
        for (LinkStep step : plan.steps()) {
            assertThat(rescued(step)).as("what is rescued").isEmpty();
        }
        requireOnlyPlannedNames();
    }

    void requireOnlyPlannedNames() {
        Set<String> unexpected = new TreeSet<>(fake.names());
        unexpected.removeAll(leftovers());
        unexpected.removeAll(before.keySet());
        for (LinkStep step : plan.steps()) {
            if (step instanceof Create create) {
                unexpected.remove(path(create.newName()));
            }
        }
        assertThat(unexpected).isEmpty();
    }

    private String pool() {
        if (ran == null) {
            return "/d/none";
        }
        return Slashes.in(Leftover.folder(ran.result.run().hex()).in(ROOT));
    }

    /** What is left behind is told by the journal, as far as that is on the disk. */
    void requireLeftoversExplained() {
        List<Path> left = new ArrayList<>(leftovers().stream().map(Path::of).toList());
        if (fake.exists(pool())) {
            left.add(Path.of(pool()));
        }
        if (ran == null) {
            assertThat(left).isEmpty();
            return;
        }
        assertThat(left).allMatch(Explained.by(JournalBytes.read(ran.result.run(), medium.forced()), ROOT)::is);
    }

    /** What is on the disk of the journal can be read, all of it. */
    void requireNoFlaws() {
        if (ran != null) {
            Reading reading = JournalBytes.read(ran.result.run(), medium.forced());
            assertThat(reading.flaws()).isEmpty();
            assertThat(reading.torn()).isFalse();
        }
    }

    /** Looks before every call that changes a name whether the disk of the journal tells of it. */
    void requireJournalFirst() {
        fake.script().beforeEach(call -> {
            if (List.of("link", "exchange", "rename", "renameOver", "unlink", "createFolder")
                    .contains(call.name())) {
                requireTold(call);
            }
        });
    }

    private void requireTold(FakeCall call) {
        String text = new String(medium.forced(), StandardCharsets.UTF_8);
        List<Path> ends = call.otherPath() == null ? List.of(call.path()) : List.of(call.path(), call.otherPath());
        for (Path end : ends) {
            String leaf = end.getFileName().toString();
            // A name in the pool is told with the pool and its own number, one beside the names with its random tag.
            if (leaf.startsWith(".aka-") && !leaf.contains(".copy.") && !text.contains(tag(leaf))) {
                untold.add(call + " before the journal tells of " + leaf);
            }
        }
    }

    private static String tag(String leaf) {
        return leaf.substring(0, 5 + 32);
    }

    /** Returns the calls that {@link #requireJournalFirst} found too early. */
    List<String> deedsUntold() {
        return untold;
    }

    /** Returns whether somebody was told that something is left there: with its step. */
    boolean isTold(String left) {
        return results().stream()
                .anyMatch(result -> result instanceof StepResult.NotDone not
                        && not.rescued().map(Slashes::in).filter(left::equals).isPresent());
    }

    /** Returns the names that only a run gives: those in its pool too. */
    List<String> leftovers() {
        return fake.names().stream().filter(name -> name.contains("/.aka-")).toList();
    }
}
