package aka.run;

import aka.content.ContentHash;
import aka.file.FileFacts;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.Journal;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Forced;
import aka.journal.JournalRecord.Intent;
import aka.journal.JournalRecord.Moved;
import aka.journal.Movement;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Root;
import aka.plan.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A run that was cut off, made by hand: a journal without an end, and what a test puts under the temporary names. */
final class Wreck {

    final Ground ground;
    final Runs runs;
    final RunId run;
    private final Journal journal;
    private final String pool;
    private int steps;
    private int temporaries;

    Wreck(Ground ground, Runs runs) throws IOException {
        this.ground = ground;
        this.runs = runs;
        Root root = new Root(ground.root(), ground.calls().facts(ground.root()).key(), ground.root());
        Plan plan = new Plan("test", List.of(root), Set.of(), false, Optional.empty(), List.of());
        Began began = Ran.began(plan, ground.calls());
        journal = runs.state.begin(new Began(
                began.run(),
                began.command(),
                began.origin(),
                began.at(),
                began.host(),
                began.user(),
                began.roots(),
                began.waived(),
                began.matchTimes(),
                began.undoes(),
                3));
        run = began.run();
        pool = Leftover.folder(run.hex()).toString();
        ground.folder(pool);
        ground.file(pool + "/MANIFEST", manifest(began.host().machine(), journal.path()));
        journal.write(new JournalRecord.Pool(0, Path.of(pool)));
    }

    private Wreck(Ground ground, Runs runs, RunId run, Journal journal, String pool) {
        this.ground = ground;
        this.runs = runs;
        this.run = run;
        this.journal = journal;
        this.pool = pool;
    }

    /** Returns the same run as another process finds it. */
    Wreck over(Ground now, Runs again) {
        return new Wreck(now, again, run, journal, pool);
    }

    private String manifest(String machine, Path path) {
        return "aka made this folder.\nrun " + run + "\nmachine " + machine + "\njournal " + path + "\n";
    }

    /** Intends that names, which are all of their body's, lead to the body of {@code kept}. Returns the temporary names. */
    List<String> replace(String kept, String... replaced) throws IOException {
        return intend(new Replace(body(kept), body(replaced)), replaced, metadata(kept), metadata(replaced[0]));
    }

    /** Intends that names get a body of their own, which is to have what {@code like} has. */
    List<String> split(String other, String like, String... names) throws IOException {
        List<String> all = new ArrayList<>(List.of(names));
        all.add(other);
        List<PlannedName> planned = Stream.of(names).map(TestPlan::name).toList();
        Split split = new Split(body(all.toArray(new String[0])), planned, Optional.empty());
        return intend(split, names, metadata(like), metadata(names[0]));
    }

    /** Intends that a name leads to the body of {@code kept}; {@code others} are more names of its own. Returns the temporary one. */
    String repoint(String kept, String name, String... others) throws IOException {
        List<String> former = new ArrayList<>(List.of(name));
        former.addAll(List.of(others));
        Repoint repoint = new Repoint(body(kept), body(former.toArray(new String[0])), TestPlan.name(name));
        return intend(repoint, new String[] {name}, metadata(kept), metadata(name))
                .getFirst();
    }

    /** Intends that a name goes. Returns where it is moved aside. */
    String unlink(String name, boolean last) throws IOException {
        Unlink unlink = new Unlink(body(name), TestPlan.name(name), last);
        Leaf aside = Leftover.name("rm", Leaf.of(Path.of(name)));
        Movement movement = movement(name, aside.toString());
        intend(unlink, List.of(movement), Optional.empty(), Optional.empty());
        return aside.toString();
    }

    void intend(LinkStep step) throws IOException {
        intend(step, List.of(), Optional.empty(), Optional.empty());
    }

    private List<String> intend(LinkStep step, String[] names, BodyMetadata kept, BodyMetadata displaced)
            throws IOException {
        List<Movement> movements = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (String name : names) {
            temporaries++;
            Leaf leaf = Leftover.numbered(temporaries, "join", Leaf.of(Path.of(name)));
            String place = pool + "/" + leaf;
            places.add(place);
            movements.add(movement(name, place));
        }
        intend(step, movements, Optional.of(kept), Optional.of(displaced));
        return places;
    }

    private Movement movement(String name, String temporary) throws IOException {
        Path parent = Objects.requireNonNull(ground.root().resolve(name).getParent());
        FileFacts folder = ground.calls().facts(parent);
        return new Movement(
                TestPlan.name(name), TestPlan.name(temporary), folder.key().orElseThrow(), folder.modified());
    }

    private void intend(
            LinkStep step, List<Movement> movements, Optional<BodyMetadata> kept, Optional<BodyMetadata> displaced)
            throws IOException {
        steps++;
        journal.write(new Intent(steps, steps, step, movements, kept, displaced));
        journal.write(new Forced(steps));
    }

    /** Tells that the names of the last step were moved. */
    void moved(String name) throws IOException {
        journal.write(new Moved(steps, Optional.of(hash(name)), Optional.empty()));
    }

    ContentHash hash(String name) throws IOException {
        try (Folder folder = ground.calls().openFolder(ground.root());
                Body body = folder.openBody(Leaf.of(name).bytes())) {
            return ContentHash.of(body, Runs.NEVER);
        }
    }

    void write(JournalRecord record) throws IOException {
        journal.write(record);
    }

    PlannedBody body(String... names) throws FileCallException {
        return new TestPlan(ground.calls(), ground.root()).body(names);
    }

    BodyMetadata metadata(String name) throws IOException {
        FileCalls calls = ground.calls();
        Path path = ground.root().resolve(name);
        try (Folder folder = calls.openFolder(Objects.requireNonNull(path.getParent()));
                Body body = folder.openBody(Leaf.of(path).bytes())) {
            return calls.metadata().orElseThrow().of(body);
        }
    }

    /** Returns a temporary name that belongs to another, with this word in it. */
    static String withWord(String temporary, String word) {
        Path path = Path.of(temporary);
        return path.resolveSibling(Leftover.withWord(Leaf.of(path), word).toString())
                .toString();
    }

    String pool() {
        return pool;
    }

    /** The process ends here. */
    Wreck cutOff() throws IOException {
        journal.close();
        return this;
    }

    RecoveryPlan plan() throws FileCallException {
        return Recovery.plan(runs.state, ground.calls(), Ran.QUICK, List.of(), Runs.NEVER);
    }

    RecoveryPlan recover() throws FileCallException {
        return Recovery.run(runs.state, ground.calls(), Ran.QUICK, List.of(), Runs.NEVER);
    }
}
