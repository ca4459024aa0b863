package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.JournalRecord.Done;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.PowerCut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A recovery in which the first call fails, the second, and so on until it goes through; and one that is killed there. Never is
 * a byte lost, and the next recovery brings all to its end.
 */
class RecoveryFailsTest {

    @RegisterExtension
    static final Proof FAULTS = Proof.ofFaults();

    @RegisterExtension
    static final Proof KILLS = Proof.ofKills();

    private static final String BYTES = CrashStates.BYTES;

    private static final List<FakeError> ERRORS =
            List.of(FakeError.EIO, FakeError.ENOSPC, FakeError.EACCES, FakeError.EMLINK, FakeError.EROFS);

    private FastHome home;
    private int homes;

    @BeforeEach
    void makeHome() throws IOException {
        home = new FastHome();
    }

    @AfterEach
    void removeHome() throws IOException {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneCallFails_theNextRecoveryFinishes(boolean exchange) throws Exception {
        List<String> faults = new ArrayList<>();
        for (int n = 1; failOnce(n, ERRORS.get(n % ERRORS.size()), exchange, faults); n++) {
            // until it goes through
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("long")
    void oneCallFailsInEveryWay_theNextRecoveryFinishes(boolean exchange) throws Exception {
        List<String> faults = new ArrayList<>();
        for (FakeError error : ERRORS) {
            for (int n = 1; failOnce(n, error, exchange, faults); n++) {
                // until it goes through
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyCallFailsFromThenOn_theNextRecoveryFinishes(boolean exchange) throws Exception {
        List<String> faults = new ArrayList<>();
        for (int n = 1; failFrom(n, exchange, faults); n++) {
            // until it goes through
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtACall_theNextRecoveryFinishes(boolean exchange) throws Exception {
        List<String> faults = new ArrayList<>();
        int n = 1;
        while (killAt(n, exchange, faults)) {
            n++;
        }
        assertThat(faults).isEmpty();
        assertThat(n).isGreaterThan(100);
    }

    @Test
    void lookingFails_nothingIsChanged() throws Exception {
        for (int n = 1; ; n++) {
            try (Remains remains = new Remains(true)) {
                List<String> before = remains.ground.fake.allNames();
                remains.ground.fake.script().forget().failFrom(n, FakeError.EIO);
                remains.wreck.plan();
                boolean reached = remains.ground.fake.script().count() >= n;
                remains.ground.fake.script().calm();
                assertThat(remains.ground.fake.allNames()).isEqualTo(before);
                if (!reached) {
                    return;
                }
            }
        }
    }

    private boolean failOnce(int n, FakeError error, boolean exchange, List<String> faults) throws IOException {
        try (Remains remains = new Remains(exchange)) {
            remains.ground.fake.script().forget().failCall(n, error);
            remains.wreck.recover();
            return counted(remains.check(n, error.name(), faults));
        }
    }

    private boolean failFrom(int n, boolean exchange, List<String> faults) throws IOException {
        try (Remains remains = new Remains(exchange)) {
            remains.ground.fake.script().forget().failFrom(n, FakeError.EIO);
            remains.wreck.recover();
            return counted(remains.check(n, "EIO from then on", faults));
        }
    }

    private static boolean counted(boolean failed) {
        FAULTS.add(failed ? 1 : 0);
        return failed;
    }

    private boolean killAt(int n, boolean exchange, List<String> faults) throws IOException {
        try (Remains remains = new Remains(exchange)) {
            remains.ground.fake.script().forget().cutBefore(n);
            boolean killed = false;
            try {
                remains.wreck.recover();
            } catch (PowerCut here) {
                killed = true;
            }
            remains.startAnew();
            remains.check(n, "killed", faults);
            KILLS.add(killed ? 1 : 0);
            return killed;
        }
    }

    /** A run that was cut off with steps in many states. */
    private final class Remains implements AutoCloseable {

        FakeGround ground = new FakeGround();
        Wreck wreck;
        private Runs runs;
        private final Map<String, String> bytes = new TreeMap<>();

        Remains(boolean exchange) throws IOException {
            homes++;
            ground.fake.set(
                    "/d", volume -> volume.exchange(exchange).leases(exchange).namelessDrafts(exchange));
            runs = new Runs(home.folder("home" + homes), ground.fake);
            for (String name : List.of("one", "two", "three", "four", "five", "six", "seven", "eight")) {
                ground.file(name, BYTES);
            }
            ground.link("five-too", "five");
            ground.link("six-too", "six");
            wreck = new Wreck(ground, runs);
            finished();
            writtenTo();
            notYetMoved();
            halfMoved();
            split();
            removed();
            doneAndBack();
            wreck.cutOff();
            for (String name : ground.fake.names()) {
                if (!name.contains(".aka-")) {
                    bytes.put(name, ground.fake.text(name));
                }
            }
            bytes.put("/d/three", "LATER bytes");
            bytes.put("/d/seven", BYTES);
        }

        /** Another process finds what the killed one left. */
        void startAnew() {
            ground = new FakeGround(ground.fake.killed());
            runs = runs.over(ground.fake);
            wreck = wreck.over(ground, runs);
        }

        private String move(String name, String aside) throws IOException {
            ground.link(aside, "one");
            ground.swap(name, aside);
            return aside;
        }

        private void finished() throws IOException {
            move("two", wreck.replace("one", "two").getFirst());
        }

        private void writtenTo() throws IOException {
            ground.write(move("three", wreck.replace("one", "three").getFirst()), "LATER");
        }

        private void notYetMoved() throws IOException {
            ground.link(wreck.replace("one", "four").getFirst(), "one");
        }

        private void halfMoved() throws IOException {
            List<String> aside = wreck.replace("one", "five", "five-too");
            move("five", aside.getFirst());
            ground.link(aside.getLast(), "one");
        }

        private void split() throws IOException {
            ground.file("like", BYTES);
            ground.modified(
                    "like", ground.calls().facts(ground.root().resolve("six")).modified());
            String aside = wreck.split("six", "like", "six-too").getFirst();
            ground.link(aside, "like");
            ground.remove("like");
            ground.swap("six-too", aside);
        }

        private void removed() throws IOException {
            String aside = wreck.unlink("seven", false);
            ground.link(aside, "seven");
            ground.remove("seven");
        }

        private void doneAndBack() throws IOException {
            String aside = move("eight", wreck.replace("one", "eight").getFirst());
            wreck.write(new Done(7, 0, Optional.of(wreck.metadata("one")), Optional.empty(), Optional.empty()));
            assertThat(ground.text(aside)).isEqualTo(BYTES);
        }

        /** Returns whether the n-th call was reached. */
        boolean check(int n, String what, List<String> faults) throws IOException {
            List<FakeCall> calls = ground.fake.script().calls();
            boolean reached = calls.size() >= n;
            String when = what + " at call " + n + (reached ? ", " + calls.get(n - 1) : "");
            ground.fake.script().calm();
            try {
                requireEveryByte();
                RecoveryPlan next = wreck.recover();
                assertThat(next.isClean()).as(next.toString()).isTrue();
                requireEveryByte();
                requireEnd();
            } catch (AssertionError fault) {
                faults.add(when + ": " + fault);
            }
            return reached;
        }

        /** Each name leads to its bytes; the one that was being removed, or was written to in limbo, may wait aside for it. */
        private void requireEveryByte() {
            bytes.forEach((name, text) -> {
                boolean there =
                        ground.fake.exists(name) && ground.fake.text(name).equals(text);
                boolean aside = ground.fake.names().stream()
                        .anyMatch(left -> left.contains(".aka-")
                                && left.endsWith(name.substring(3))
                                && ground.fake.text(left).equals(text));
                assertThat(there || aside).as(name + " has its bytes").isTrue();
            });
        }

        private void requireEnd() throws IOException {
            assertThat(ground.leftovers()).isEmpty();
            bytes.forEach(
                    (name, text) -> assertThat(ground.fake.text(name)).as(name).isEqualTo(text));
            assertThat(ground.oneBody("one", "two")).isTrue();
            assertThat(ground.oneBody("one", "four")).isFalse();
            assertThat(ground.oneBody("five", "five-too")).isTrue();
            assertThat(ground.oneBody("one", "five")).isFalse();
            assertThat(ground.oneBody("six", "six-too")).isFalse();
            assertThat(runs.state.read(wreck.run).ended()).isPresent();
            assertThat(runs.undoPlan(wreck.run).plan().steps()).hasSize(3);
        }

        @Override
        public void close() {
            ground.close();
            runs.close();
        }
    }
}
