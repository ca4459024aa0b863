package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileKey;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeCall;
import aka.os.fake.FakeError;
import aka.os.fake.FakeFileCalls.LateWriter;
import aka.os.fake.FakeFileCalls.Writer;
import aka.os.fake.Slashes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody comes between the last look and the deed, or keeps a file open from then on. */
@Tag("windows")
class LastInstantTest {

    private static final Scene REPLACE = Scene.replacing().getFirst();
    private static final Scene SPLIT = Scene.splitting().getFirst();
    private static final RunSettings AT_ONCE = new RunSettings(Duration.ZERO, 3, Duration.ZERO, false);
    private static final String REPLACED = "/d/far/three";
    private static final String KEPT = "/d/one";

    /** Lets somebody act once, right before the first call of this kind that moves {@code name}. */
    private static SceneRun actedBefore(String call, String name, Scene scene, Act act) throws FileCallException {
        SceneRun run = new SceneRun(scene);
        boolean[] acted = {false};
        run.fake.script().beforeEach(each -> {
            if (!acted[0] && isCall(each, call, name)) {
                acted[0] = true;
                act.on(run);
            }
        });
        run.run(AT_ONCE, new CancelToken());
        assertThat(acted[0]).as(call + " was made").isTrue();
        return run;
    }

    private static boolean isCall(FakeCall call, String wanted, String name) {
        return call.name().equals(wanted)
                && (Slashes.in(call.path()).equals(name)
                        || call.otherPath() != null
                                && Slashes.in(call.otherPath()).equals(name));
    }

    private interface Act {
        void on(SceneRun run);
    }

    @Test
    void attributeOfTheReplaced_isThere() throws FileCallException {
        SceneRun run = actedBefore("exchange", REPLACED, REPLACE, at -> at.fake.attribute(REPLACED, "user.new", "set"));
        assertThat(run.attribute(REPLACED, "user.new")).isEqualTo("set");
    }

    /** Who did it may have come by the name that leads there by now: then the former body is kept beside it, and told. */
    @Test
    void replacedWhoseKeptFileIsTruncated_keepsItsBytes() throws FileCallException {
        SceneRun run = actedBefore("exchange", REPLACED, REPLACE, at -> at.fake.truncateUnseen(KEPT, 0));
        assertThat(atNameOrTold(run)).anyMatch(each -> run.fake.text(each).equals(Scene.EQUAL));
    }

    @Test
    void replacedWhoseKeptFileGetsAnAttribute_keepsItsOwn() throws FileCallException {
        SceneRun run = actedBefore("exchange", REPLACED, REPLACE, at -> at.fake.attribute(KEPT, "user.new", "set"));
        assertThat(atNameOrTold(run))
                .anyMatch(each -> run.attribute(each, "user.new").isEmpty());
    }

    private static List<String> atNameOrTold(SceneRun run) {
        List<String> places = new ArrayList<>(List.of(REPLACED));
        run.leftovers().stream().filter(run::isTold).forEach(places::add);
        return places;
    }

    @Test
    void saveByRename_keepsItsName() throws FileCallException {
        SceneRun run = actedBefore(
                "exchange", REPLACED, REPLACE, at -> at.fake.remove(REPLACED).file(REPLACED, "saved"));
        assertThat(run.fake.text(REPLACED)).isEqualTo("saved");
    }

    @Test
    void splitWhoseOtherNamesGo_leavesTheSharedFileItsLastName() throws FileCallException {
        String name = "/d/sub/there";
        Object[] shared = {"none"};
        SceneRun run = actedBefore("exchange", name, SPLIT, at -> {
            shared[0] = key(at, name);
            at.fake.remove("/d/here").remove("/d/far/yonder");
        });
        assertThat(key(run, name)).isEqualTo(shared[0]);
    }

    private static FileKey key(SceneRun run, String name) {
        try {
            return run.fake.facts(Path.of(name)).key().orElseThrow();
        } catch (FileCallException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void keptFileThatLosesItsNameWhileTheExchangeFails_keepsTheTemporaryOne() throws FileCallException {
        SceneRun run = actedBefore("exchange", "/d/far/beta", REPLACE, at -> {
            at.fake.attribute("/d/alpha", "user.kept", "set").remove("/d/alpha");
            at.fake.script().failEvery("exchange", FakeError.EIO);
        });
        assertThat(run.leftovers())
                .anyMatch(left ->
                        run.isTold(left) && run.attribute(left, "user.kept").equals("set"));
    }

    /** Before each call: opened, kept open until the run is over, and only then written to. */
    @Test
    void whoKeepsAFileOpen_writesToWhatHasAName() throws FileCallException {
        for (String name : List.of("/d/sub/two", REPLACED, KEPT)) {
            boolean reached = true;
            for (int n = 1; reached; n++) {
                int at = n;
                SceneRun run = new SceneRun(REPLACE);
                List<Writer> writers = new ArrayList<>();
                run.fake.script().beforeEach(call -> {
                    if (run.fake.script().count() == at && run.fake.exists(name)) {
                        writers.add(run.fake.openForWriting(name));
                    }
                });
                run.run(AT_ONCE, new CancelToken());
                reached = run.fake.script().count() >= n;
                writers.forEach(writer -> writer.append("ADDED"));
                writers.forEach(Writer::close);
                assertThat(run.fake.text(name))
                        .as("%s, opened before call %d, %s", name, n, run.call(n))
                        .isEqualTo(run.before(name) + (writers.isEmpty() ? "" : "ADDED"));
            }
        }
    }

    /** Who has found a file and not yet opened it does so while it is in limbo, and waits there until he is let in. */
    @Test
    void whoFoundTheFileBefore_writesToWhatHasItsName() throws FileCallException {
        SceneRun run = new SceneRun(REPLACE);
        List<LateWriter> found = new ArrayList<>();
        List<Writer> opened = new ArrayList<>();
        run.fake.script().beforeEach(call -> {
            if (isCall(call, "exchange", REPLACED)) {
                found.add(run.fake.lateWriter(REPLACED));
            } else if (call.name().equals("forceVolume") && !found.isEmpty() && opened.isEmpty()) {
                opened.add(found.getFirst().open());
            }
        });
        run.run(AT_ONCE, new CancelToken());
        opened.getFirst().append("ADDED");
        opened.getFirst().close();
        assertThat(run.fake.text(REPLACED)).isEqualTo(Scene.EQUAL + "ADDED");
    }

    /** The system stands still while the volume is forced, and with it somebody who has found the file and not yet opened it. */
    @Test
    void whoStoodStillWithTheSystem_hasTheGraceOnceMore() throws FileCallException {
        Duration grace = Duration.ofMillis(100);
        SceneRun run = new SceneRun(REPLACE);
        List<LateWriter> found = new ArrayList<>();
        List<Writer> opened = new ArrayList<>();
        run.fake.script().beforeEach(call -> {
            if (isCall(call, "exchange", REPLACED) && found.isEmpty()) {
                found.add(run.fake.lateWriter(REPLACED));
            } else if (call.name().equals("forceVolume") && !found.isEmpty() && opened.isEmpty()) {
                stand(grace.multipliedBy(2));
                // It needs some of the grace before it goes on.
                Thread.ofVirtual().start(() -> {
                    stand(grace.dividedBy(4));
                    opened.add(found.getFirst().open());
                });
            }
        });
        run.run(new RunSettings(grace, 3, Duration.ZERO, false), new CancelToken());
        assertThat(opened).hasSize(1);
        opened.getFirst().append("ADDED");
        opened.getFirst().close();
        assertThat(run.fake.text(REPLACED)).isEqualTo(Scene.EQUAL + "ADDED");
    }

    private static void stand(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (until - System.nanoTime() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
