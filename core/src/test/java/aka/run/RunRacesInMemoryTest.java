package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.FakeFileCalls.LateWriter;
import aka.os.fake.FakeFileCalls.Writer;
import aka.os.fake.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Before the first call of a run another program acts, before the second, and so on: what it did is never lost. */
@Tag("windows")
class RunRacesInMemoryTest {

    @RegisterExtension
    static final Proof RACES = Proof.ofRaces();

    private static final RunSettings SETTINGS = new RunSettings(Duration.ZERO, 3, Duration.ZERO, false);
    private static final String ADDED = "ADDED";
    private static final String SAVED = "saved anew";

    /** What another program does to a name, at once or in parts. */
    private abstract static class Actor {

        final FakeFileCalls fake;
        final String name;

        Actor(FakeFileCalls fake, String name) {
            this.fake = fake;
            this.name = name;
        }

        abstract void act();

        /** Called before every later call. */
        void goOn() {}

        /** Called when the run is over. */
        void end() {}

        /** Says that what it did is there, and to no other body than it was done to. */
        abstract void check(SceneRun run);

        /** Returns the names that it changed on purpose. */
        boolean changed(SceneRun run, String other) {
            return run.shareABody(name, other);
        }
    }

    /** Makes an actor for a name. */
    private interface Kind {
        Actor of(FakeFileCalls fake, String name);
    }

    /** Opens the file, waits as long as the run guards it, adds to its end. */
    private static class Appender extends Actor {

        private @Nullable Writer writer;

        Appender(FakeFileCalls fake, String name) {
            super(fake, name);
        }

        @Override
        void act() {
            if (fake.exists(name)) {
                opened(fake.openForWriting(name));
                goOn();
            }
        }

        void opened(Writer opened) {
            writer = opened;
        }

        @Override
        void goOn() {
            if (writer != null && !writer.waits()) {
                end();
            }
        }

        @Override
        void end() {
            if (writer != null) {
                writer.append(ADDED);
                writer.close();
                writer = null;
            }
        }

        @Override
        void check(SceneRun run) {
            if (fake.exists(name)) {
                assertThat(fake.text(name)).as(name).isEqualTo(run.before(name) + ADDED);
            }
        }
    }

    /** Finds the body, and is held up for some calls before it opens it. */
    private static final class LateAppender extends Appender {

        private final int calls;
        private @Nullable LateWriter found;
        private int waited;
        private boolean tooLate;

        LateAppender(FakeFileCalls fake, String name, int calls) {
            super(fake, name);
            this.calls = calls;
        }

        @Override
        void act() {
            if (fake.exists(name)) {
                found = fake.lateWriter(name);
            }
        }

        @Override
        void goOn() {
            waited++;
            if (waited >= calls) {
                openLate();
            }
            super.goOn();
        }

        @Override
        void end() {
            openLate();
            super.end();
        }

        private void openLate() {
            if (found != null) {
                // Who is held up for longer than the grace comes too late: that is not promised.
                tooLate = fake.script().calls().stream()
                        .anyMatch(call -> call.name().equals("unlink")
                                && call.path().toString().contains(".join."));
                opened(found.open());
                found = null;
            }
        }

        @Override
        void check(SceneRun run) {
            if (!tooLate) {
                super.check(run);
            }
        }
    }

    private static Kind at(BiConsumer<FakeFileCalls, String> act, BiConsumer<SceneRun, String> check) {
        return (fake, name) -> new Actor(fake, name) {
            private boolean acted;

            @Override
            void act() {
                if (fake.exists(name)) {
                    acted = true;
                    act.accept(fake, name);
                }
            }

            @Override
            void check(SceneRun run) {
                if (acted) {
                    check.accept(run, name);
                }
            }
        };
    }

    /** Acts on the name alone, and not on its body. */
    private static Kind atName(BiConsumer<FakeFileCalls, String> act, BiConsumer<SceneRun, String> check) {
        return (fake, name) -> {
            Actor inner = at(act, check).of(fake, name);
            return new Actor(fake, name) {
                @Override
                void act() {
                    inner.act();
                }

                @Override
                void check(SceneRun run) {
                    inner.check(run);
                }

                @Override
                boolean changed(SceneRun run, String other) {
                    return other.equals(name);
                }
            };
        };
    }

    private static final Kind SAVE = atName(
            (fake, name) -> fake.remove(name).file(name, SAVED),
            (run, name) -> assertThat(run.fake.text(name)).as(name).isEqualTo(SAVED));
    private static final Kind DELETE = atName(
            FakeFileCalls::remove,
            (run, name) -> assertThat(run.fake.exists(name)).as(name).isFalse());
    private static final Kind REPLACE_BY_FOLDER = atName(
            (fake, name) -> fake.remove(name).file(name + "/in", SAVED),
            (run, name) -> assertThat(run.fake.text(name + "/in")).isEqualTo(SAVED));
    private static final Kind TRUNCATE = at(
            (fake, name) -> fake.truncateUnseen(name, 0),
            (run, name) -> assertThat(run.fake.text(name)).as(name).isEmpty());
    private static final Kind CHMOD = at(
            (fake, name) -> fake.owner(name, 1000, 1000, 0640),
            (run, name) -> assertThat(run.mode(name)).as("mode of " + name).isEqualTo(0640));
    private static final Kind ATTRIBUTE = at(
            (fake, name) -> fake.attribute(name, "user.label", "set"),
            (run, name) ->
                    assertThat(run.attribute(name, "user.label")).as(name).isEqualTo("set"));
    private static final Kind LINK = atName(
            (fake, name) -> fake.link("/d/extra", name),
            (run, name) -> assertThat(run.fake.text("/d/extra")).isEqualTo(run.before(name)));

    private static Stream<Arguments> each(List<Scene> scenes, String... names) {
        return scenes.stream().flatMap(scene -> Stream.of(names).map(name -> Arguments.of(scene, name)));
    }

    static Stream<Arguments> some() {
        return Stream.of(
                        each(List.of(Scene.replacing().getFirst()), "/d/sub/two", "/d/too", "/d/one"),
                        each(List.of(Scene.splitting().getFirst()), "/d/sub/there", "/d/here"))
                .flatMap(stream -> stream);
    }

    /** Writers that open a file are kept out there; what is saved by a rename in the last instant is not. */
    static Stream<Arguments> onWindows() {
        return Stream.of(
                        each(List.of(Scene.named("replace as on Windows")), "/d/sub/two", "/d/too", "/d/one"),
                        each(List.of(Scene.named("split as on Windows by anybody")), "/d/sub/there", "/d/here"))
                .flatMap(stream -> stream);
    }

    static Stream<Arguments> all() {
        return Stream.of(
                        each(Scene.replacing(), "/d/sub/two", "/d/too", "/d/one", "/d/far/three", "/d/far/beta"),
                        each(Scene.splitting(), "/d/sub/there", "/d/here", "/d/far/yonder", "/d/twin", "/d/sub/twin"),
                        each(Scene.repointing(), "/d/single", "/d/alpha", "/d/sub/twin", "/d/twin", "/d/one"))
                .flatMap(stream -> stream);
    }

    /** Without an exchange nobody can keep what is saved in the last instant from being renamed over. */
    static Stream<Arguments> allThatExchange() {
        return all().filter(arguments -> ((Scene) arguments.get()[0]).exchanges());
    }

    private static void beforeEveryCall(Scene scene, String name, Kind kind) throws FileCallException {
        beforeEveryCall(scene, name, kind, script -> {});
    }

    private static void beforeEveryCall(Scene scene, String name, Kind kind, Consumer<Script> failing)
            throws FileCallException {
        List<String> faults = new ArrayList<>();
        boolean reached = true;
        for (int n = 1; reached; n++) {
            int at = n;
            SceneRun run = new SceneRun(scene);
            failing.accept(run.fake.script());
            Actor actor = kind.of(run.fake, name);
            run.fake.script().beforeEach(call -> {
                if (run.fake.script().count() == at) {
                    actor.act();
                } else if (run.fake.script().count() > at) {
                    actor.goOn();
                }
            });
            run.run(SETTINGS, new CancelToken());
            actor.end();
            reached = run.fake.script().count() >= n;
            if (reached) {
                try {
                    actor.check(run);
                    run.requireEveryByteBut(other -> actor.changed(run, other));
                    run.requireLeftoversExplained();
                    run.requireLastNamesRescued();
                    RACES.add();
                } catch (AssertionError | RuntimeException fault) {
                    faults.add("before call " + n + ", " + run.call(n) + ": " + fault.getMessage());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"some", "onWindows"})
    void append_isThere(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, Appender::new);
    }

    @ParameterizedTest
    @MethodSource("some")
    void saveByRename_staysAtItsName(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, SAVE);
    }

    @ParameterizedTest
    @MethodSource("some")
    void truncationThatNoGuardSees_holds(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, TRUNCATE);
    }

    @ParameterizedTest
    @MethodSource({"some", "onWindows"})
    void chmod_holds(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, CHMOD);
    }

    /** Opens the file as {@link Appender} does, and keeps it open until the run is over; then it adds to its end. */
    private static final class Holder extends Appender {

        Holder(FakeFileCalls fake, String name) {
            super(fake, name);
        }

        @Override
        void goOn() {}

        @Override
        void check(SceneRun run) {
            assertThat(run.fake.names())
                    .as("who has what was added")
                    .anyMatch(each -> run.fake.text(each).endsWith(ADDED));
        }

        @Override
        boolean changed(SceneRun run, String other) {
            return true;
        }
    }

    /** What makes a run take back steps whose names were moved: all of them in limbo, or one with a name half done. */
    private static List<Consumer<Script>> takingBack(Scene scene) {
        Consumer<Script> all = script -> script.failNth("forceVolume", 2, FakeError.EIO);
        Consumer<Script> half = script -> script.failNth("exchange", 2, FakeError.EIO);
        return scene.name().startsWith("replace") ? List.of(all, half) : List.of(all);
    }

    @ParameterizedTest
    @MethodSource("some")
    void appendWhileStepsAreTakenBack_isThere(Scene scene, String name) throws FileCallException {
        for (Consumer<Script> fault : takingBack(scene)) {
            beforeEveryCall(scene, name, Appender::new, fault);
        }
    }

    @ParameterizedTest
    @MethodSource({"some", "onWindows"})
    void whoKeepsAFileOpenWhileStepsAreTakenBack_writesToWhatHasAName(Scene scene, String name)
            throws FileCallException {
        for (Consumer<Script> fault : takingBack(scene)) {
            beforeEveryCall(scene, name, Holder::new, fault);
        }
    }

    /** How a folder gives way to another. */
    private interface Swap {
        /** Moves {@code folder} to {@code away}, and puts something else in its place. */
        void act(FakeFileCalls fake, String folder, String away);
    }

    private static final Swap MOVED = (fake, folder, away) -> fake.link(away, folder)
            .remove(folder)
            .file(folder + "/two", "decoy")
            .file(folder + "/there", "decoy");
    private static final Swap LINKED = (fake, folder, away) -> fake.link(away, folder)
            .remove(folder)
            .file("/outside/two", "decoy")
            .file("/outside/there", "decoy")
            .symlink(folder, "/outside");

    private static void swapBeforeEveryCall(Scene scene, String folder, Swap swap) throws FileCallException {
        List<String> faults = new ArrayList<>();
        boolean reached = true;
        for (int n = 1; reached; n++) {
            int at = n;
            SceneRun run = new SceneRun(scene);
            run.fake.script().beforeEach(call -> {
                if (run.fake.script().count() == at) {
                    swap.act(run.fake, folder, "/away");
                }
            });
            run.run(SETTINGS, new CancelToken());
            reached = run.fake.script().count() >= n;
            if (reached) {
                try {
                    requireAway(run, folder);
                    RACES.add();
                } catch (AssertionError | RuntimeException fault) {
                    faults.add("before call " + n + ", " + run.call(n) + ": " + fault.getMessage());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void requireAway(SceneRun run, String folder) {
        for (String name : run.namesBefore()) {
            String now = name.startsWith(folder + "/") ? "/away" + name.substring(folder.length()) : name;
            assertThat(run.fake.text(now)).as(now).isEqualTo(run.before(name));
        }
        for (String name : run.fake.names()) {
            if (name.startsWith("/outside/") || name.startsWith(folder + "/")) {
                assertThat(run.fake.text(name)).as(name).isEqualTo("decoy");
                assertThat(run.fake.linkCount(name)).as("names of " + name).isEqualTo(1);
            }
        }
        run.fake.checkNoOpenHandles();
    }

    static List<Scene> scenes() {
        return List.of(Scene.replacing().getFirst(), Scene.splitting().getFirst());
    }

    static Stream<Scene> allScenes() {
        return Stream.of(Scene.replacing(), Scene.splitting(), Scene.repointing())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void folderSwappedForALink_isLeftAloneAndLosesNothing(Scene scene) throws FileCallException {
        swapBeforeEveryCall(scene, "/d/sub", LINKED);
    }

    @ParameterizedTest
    @MethodSource("allScenes")
    @Tag("long")
    void folderSwapped_isLeftAloneAndLosesNothing(Scene scene) throws FileCallException {
        for (String folder : List.of("/d/sub", "/d")) {
            swapBeforeEveryCall(scene, folder, MOVED);
            swapBeforeEveryCall(scene, folder, LINKED);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("long")
    void linkMadeOfAName_keepsItsBytes(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, LINK);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("long")
    void whateverIsDoneToABody_isThere(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, Appender::new);
        beforeEveryCall(scene, name, TRUNCATE);
        beforeEveryCall(scene, name, CHMOD);
        beforeEveryCall(scene, name, ATTRIBUTE);
        for (int calls : List.of(1, 2, 3, 5, 8, 13, 21, 34)) {
            beforeEveryCall(scene, name, (fake, at) -> new LateAppender(fake, at, calls));
        }
    }

    @ParameterizedTest
    @MethodSource("allThatExchange")
    @Tag("long")
    void whateverIsDoneToAName_holds(Scene scene, String name) throws FileCallException {
        beforeEveryCall(scene, name, SAVE);
        beforeEveryCall(scene, name, DELETE);
        beforeEveryCall(scene, name, REPLACE_BY_FOLDER);
        beforeEveryCall(scene, name, LINK);
    }
}
