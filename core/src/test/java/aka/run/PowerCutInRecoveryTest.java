package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.Folder;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.PowerCut;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The power goes before every call of a recovery, and the disk is found in every state that it may be in then. Each name has its
 * bytes, and the next recovery brings all to its end.
 */
class PowerCutInRecoveryTest {

    @RegisterExtension
    static final Proof CUTS = Proof.ofCuts();

    private static final String BYTES = CrashStates.BYTES;

    private FastHome home;
    private int states;

    @BeforeEach
    void makeHome() throws IOException {
        home = new FastHome();
    }

    @AfterEach
    void removeHome() throws IOException {
        home.close();
    }

    /** Puts a step of a run into the state that is recovered. */
    private interface Crash {
        void leave(FakeGround ground, Wreck wreck) throws IOException;
    }

    @Test
    void finishing_losesNoByte() throws Exception {
        cutEverywhere((ground, wreck) -> {
            String aside = wreck.replace("one", "two").getFirst();
            ground.link(aside, "one");
            exchange(ground, "two", aside);
        });
        assertThat(states).isGreaterThan(100);
    }

    @Test
    void takingBack_losesNoByte() throws Exception {
        cutEverywhere((ground, wreck) -> {
            ground.link("two-too", "two");
            List<String> aside = wreck.replace("one", "two", "two-too");
            ground.link(aside.getFirst(), "one");
            ground.link(aside.getLast(), "one");
            exchange(ground, "two", aside.getFirst());
        });
        assertThat(states).isGreaterThan(100);
    }

    @Test
    void takingBackTheLastNameOfTheKept_losesNoByte() throws Exception {
        cutEverywhere((ground, wreck) -> {
            ground.link("two-too", "two");
            List<String> aside = wreck.replace("one", "two", "two-too");
            ground.link(aside.getFirst(), "one");
            ground.link(aside.getLast(), "one");
            ground.remove("one");
            ground.file("one", BYTES);
            exchange(ground, "two", aside.getFirst());
        });
        assertThat(states).isGreaterThan(100);
    }

    @Test
    void takingBackWhatWasWrittenTo_isOnTheDiskBeforeAnythingGoes() throws Exception {
        FakeGround ground = forgetful(true);
        try (Runs runs = new Runs(home.folder("back"), ground.fake)) {
            Wreck wreck = new Wreck(ground, runs);
            String aside = wreck.replace("one", "two").getFirst();
            ground.link(aside, "one");
            ground.swap("two", aside);
            ground.write(aside, "LATER");
            requireAfterACut(ground, wreck, "LATER bytes");
        }
    }

    @Test
    void puttingBack_isOnTheDiskBeforeTheTemporaryNameGoes() throws Exception {
        FakeGround ground = forgetful(false);
        try (Runs runs = new Runs(home.folder("put"), ground.fake)) {
            Wreck wreck = new Wreck(ground, runs);
            String aside = wreck.replace("one", "two").getFirst();
            ground.write("two", "EQUAL");
            ground.link(aside, "two");
            ground.remove("two");
            requireAfterACut(ground, wreck, "EQUAL bytes");
        }
    }

    @Test
    void finishing_thoughTheKeptWasWrittenToMeanwhile_losesNoByte() throws Exception {
        FakeGround ground = forgetful(true);
        try (Runs runs = new Runs(home.folder("fresh"), ground.fake)) {
            Wreck wreck = new Wreck(ground, runs);
            String aside = wreck.replace("one", "two").getFirst();
            ground.link(aside, "one");
            ground.swap("two", aside);
            ground.write("one", "OTHER");
            // The bytes are equal again, but not on the disk: the volume was forced before.
            ground.fake.script().beforeNext("openBody", () -> ground.write("one", BYTES));
            requireAfterACut(ground, wreck, BYTES);
            assertThat(ground.exists(aside)).isFalse();
        }
    }

    /** Returns a folder on a volume that may forget what was done before what it keeps. */
    private static FakeGround forgetful(boolean exchange) {
        FakeGround ground = new FakeGround();
        ground.fake.set(
                "/d",
                volume -> volume.journalled(false)
                        .exchange(exchange)
                        .leases(exchange)
                        .namelessDrafts(exchange));
        ground.file("one", BYTES);
        ground.file("two", BYTES);
        return ground;
    }

    /** The power goes when all is done: some file has these bytes, whatever the disk has forgotten. */
    private static void requireAfterACut(FakeGround ground, Wreck wreck, String bytes) throws IOException {
        wreck.cutOff();
        ground.fake.settle();
        assertThat(wreck.recover().isClean()).isTrue();
        int number = 0;
        for (FakeFileCalls left : ground.fake.cuts()) {
            number++;
            List<String> texts = left.names().stream().map(left::text).toList();
            assertThat(texts).as("state " + number + ": " + left).contains(bytes);
        }
        assertThat(number).isGreaterThan(1);
    }

    /** The exchange is the last thing that the run did, and not on the disk yet. */
    private static void exchange(FakeGround ground, String name, String aside) throws IOException {
        ground.fake.settle();
        Path temporary = Path.of(aside);
        try (Folder folder = ground.fake.openFolder(ground.root());
                Folder pool = folder.openFolder(RawPath.bytes(Objects.requireNonNull(temporary.getParent())), false)) {
            pool.exchange(Leaf.of(temporary), folder, Leaf.of(name));
        }
    }

    private void cutEverywhere(Crash crash) throws IOException {
        for (int n = 1; ; n++) {
            FakeGround ground = new FakeGround();
            ground.file("one", BYTES);
            ground.file("two", BYTES);
            try (Runs runs = new Runs(home.folder("n" + n), ground.fake)) {
                Wreck wreck = new Wreck(ground, runs);
                crash.leave(ground, wreck);
                wreck.cutOff();
                if (!cutAt(n, ground, wreck)) {
                    return;
                }
            }
        }
    }

    private boolean cutAt(int n, FakeGround ground, Wreck wreck) throws IOException {
        ground.fake.script().forget().cutBefore(n);
        try {
            wreck.recover();
            return false;
        } catch (PowerCut here) {
            int number = 0;
            for (FakeFileCalls left : ground.fake.cuts()) {
                number++;
                states++;
                recoverAgain("cut before call " + n + ", state " + number + ": " + left, new FakeGround(left), wreck);
            }
            return true;
        }
    }

    /** The journal is as it was when the power went; each state has a copy of it. */
    private void recoverAgain(String when, FakeGround ground, Wreck wreck) throws IOException {
        try (Runs runs = wreck.runs.copy(home.folder("state" + states), ground.fake)) {
            requireEveryByte(when + " before", ground);
            RecoveryPlan next = wreck.over(ground, runs).recover();
            assertThat(next.isClean()).as(when + ": " + next).isTrue();
            requireEveryByte(when, ground);
            assertThat(ground.leftovers()).as(when).isEmpty();
            CUTS.add();
        }
    }

    private static void requireEveryByte(String when, FakeGround ground) {
        for (String name : List.of("one", "two")) {
            assertThat(ground.text(name)).as(when + ": " + name).isEqualTo(BYTES);
        }
    }
}
