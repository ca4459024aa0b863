package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.journal.Journal;
import aka.journal.JournalMedium;
import aka.journal.JournalRecord.Began;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.fake.FakeFileCalls;
import aka.os.fake.PowerCut;
import aka.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run of a scene that was cut off at one instant: what was there before, and what may be found of tree and journal
 * afterwards. The bytes of the bodies that are kept were written by another program shortly before the run, and are not on the
 * disk when it begins.
 */
final class CutOff implements JournalMedium {

    static final Path ROOT = Path.of("/d");

    /** What a body that was just written held before; the longest of all, so that nothing of it stays. */
    static final String OLDER = "older bytes";

    /** Nothing is waited for, so that a run makes the same calls each time. */
    private static final RunSettings AT_ONCE = new RunSettings(Duration.ZERO, 3, Duration.ZERO, false);

    /** Calls of the system in memory after which another state may be found than before. */
    private static final Set<String> CHANGES = Set.of(
            "link",
            "exchange",
            "rename",
            "renameOver",
            "unlink",
            "createFolder",
            "removeFolder",
            "draft",
            "publish",
            "write",
            "copyFrom",
            "prepare",
            "apply",
            "setModified",
            "share",
            "force",
            "forceVolume");

    final Scene scene;
    final FakeFileCalls fake;
    final Plan plan;
    final Began began;
    final Map<String, Was> before = new TreeMap<>();
    final Set<FileKey> fresh = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
    private final List<String> events = new ArrayList<>();
    private final int instant;
    private int forcedBytes;
    private boolean begun;
    private boolean off;

    /** What a name led to. */
    record Was(FileKey key, String text, int mode) {}

    /** Ends a run at a call of its journal. */
    private static final class JournalCut extends Error {
        private static final long serialVersionUID = 1;
    }

    /** @param instant before which event the power goes, from 0; a high one for a run that comes to its end */
    CutOff(Scene scene, int instant) throws FileCallException {
        this.scene = scene;
        this.instant = instant;
        this.fake = scene.tree();
        for (String name : Scene.KEPT) {
            String text = fake.text(name);
            fake.write(name, 0, (OLDER + text).substring(0, text.length()));
        }
        fake.facts(ROOT);
        for (String name : Scene.KEPT) {
            fake.write(name, 0, Scene.text(name));
            fresh.add(fake.facts(Path.of(name)).key().orElseThrow());
        }
        this.plan = scene.steps().of(new TestPlan(fake, ROOT), fake).plan();
        this.began = Ran.began(plan, fake);
        for (String name : fake.names()) {
            FileFacts facts = fake.facts(Path.of(name));
            before.put(
                    name,
                    new Was(
                            facts.key().orElseThrow(),
                            fake.text(name),
                            facts.owner().orElseThrow().mode()));
        }
        run();
    }

    private void run() throws FileCallException {
        Journal written = Journal.over(this, began);
        written.force();
        begun = true;
        fake.script().beforeEach(call -> {
            if (isNow(call.name())) {
                fake.script().cutBefore(0);
            }
        });
        try {
            PlanRun.run(plan, fake, written, AT_ONCE, RunListener.NONE, new CancelToken());
        } catch (PowerCut | JournalCut cut) {
            off = true;
        }
    }

    /** Returns whether the power goes before this event. */
    private boolean isNow(String what) {
        if (begun && !off && events.size() == instant) {
            off = true;
            return true;
        }
        if (begun && !off) {
            events.add(what);
        }
        return false;
    }

    // ---- the journal

    @Override
    public void append(ByteBuffer bytes) {
        if (bytes.hasRemaining()) {
            journalEvent("journal append");
        }
        byte[] added = new byte[bytes.remaining()];
        bytes.get(added);
        journal.write(added, 0, added.length);
    }

    @Override
    public void force() {
        journalEvent("journal force");
        forcedBytes = journal.size();
    }

    private void journalEvent(String what) {
        if (isNow(what)) {
            fake.script().cutBefore(1);
        }
        if (off) {
            throw new JournalCut();
        }
    }

    @Override
    public void close() {}

    // ---- what is left

    /** Returns whether the run was cut off at all. */
    boolean isCut() {
        return off;
    }

    /** Returns the instants at which something else may be found than at the one before. */
    List<Integer> instants() {
        List<Integer> instants = new ArrayList<>(List.of(0));
        for (int i = 1; i <= events.size(); i++) {
            String last = events.get(i - 1);
            if (last.startsWith("journal") || CHANGES.contains(last)) {
                instants.add(i);
            }
        }
        return instants;
    }

    /** Returns the event before which it was cut off, and the one before. */
    String where() {
        return "instant " + instant + ", after " + (instant == 0 ? "nothing" : events.get(instant - 1));
    }

    /** Returns all that was written to the journal: what is found when only the process was killed. */
    byte[] wholeJournal() {
        return journal.toByteArray();
    }

    /** Returns what may be found of the journal: all that was forced, and any part of what was written since. */
    List<byte[]> journals() {
        byte[] all = journal.toByteArray();
        Set<Integer> lengths = new TreeSet<>(List.of(forcedBytes, all.length));
        int line = forcedBytes;
        for (int i = forcedBytes; i < all.length; i++) {
            if (all[i] == '\n') {
                lengths.addAll(List.of((line + i) / 2, i, i + 1));
                line = i + 1;
            }
        }
        List<byte[]> journals = new ArrayList<>();
        for (int length : lengths) {
            journals.add(Arrays.copyOf(all, length));
        }
        if (all.length > forcedBytes) {
            // The length is on the disk, and the bytes are not.
            byte[] zeros = Arrays.copyOf(all, forcedBytes);
            journals.add(Arrays.copyOf(zeros, all.length));
        }
        return journals;
    }
}
