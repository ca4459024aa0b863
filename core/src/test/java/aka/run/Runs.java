package aka.run;

import aka.journal.Journal;
import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.plan.Plan;
import aka.plan.RunId;
import aka.walk.Glob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs with journals on the disk, over some calls; each can be taken back. The test runs as the one who owns the journals. */
final class Runs implements AutoCloseable {

    static final CancelToken NEVER = new CancelToken();

    final StateFolder state;
    final FileCalls calls;
    final List<StepResult> results = new ArrayList<>();
    private final Volumes home;

    Runs(Path home, FileCalls calls) throws IOException {
        this.home = Volumes.open();
        this.calls = calls;
        this.state = StateFolder.open(this.home.calls(), home.resolve("state"));
    }

    private Runs(Volumes home, StateFolder state, FileCalls calls) {
        this.home = home;
        this.state = state;
        this.calls = calls;
    }

    /** Returns the same runs over other calls, as another process sees them. It is closed with this. */
    Runs over(FileCalls others) {
        return new Runs(home, state, others);
    }

    /** Returns the same runs with copies of their journals, over other calls. */
    Runs copy(Path folder, FileCalls others) throws IOException {
        Runs copy = new Runs(folder, others);
        try (Stream<Path> all = Files.walk(state.path())) {
            for (Path from : all.toList()) {
                Path to = copy.state.path().resolve(state.path().relativize(from));
                if (!Files.exists(to)) {
                    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    /** Runs a plan, all of whose steps must be done. */
    RunId run(Plan plan) throws FileCallException {
        RunId run = tryRun(plan);
        for (StepResult result : results) {
            if (result instanceof StepResult.NotDone not) {
                throw new AssertionError(not.why());
            }
        }
        return run;
    }

    RunId tryRun(Plan plan) throws FileCallException {
        results.clear();
        try (Journal journal = state.begin(Ran.began(plan, calls))) {
            RunListener listener = new RunListener() {
                @Override
                public void ended(StepResult result) {
                    results.add(result);
                }
            };
            PlanRun.run(plan, calls, journal, Ran.QUICK, listener, NEVER);
            return journal.run();
        }
    }

    UndoPlan undoPlan(RunId run, UndoOptions options) throws FileCallException {
        Reading reading = state.read(run);
        return Undo.plan(state, reading, calls, options, NEVER);
    }

    UndoPlan undoPlan(RunId run) throws FileCallException {
        return undoPlan(run, UndoOptions.all());
    }

    /** Takes a run back as far as that goes, and returns the run that did it. */
    RunId undo(RunId run) throws FileCallException {
        return run(undoPlan(run).plan());
    }

    RunId undo(RunId run, UndoOptions options) throws FileCallException {
        return run(undoPlan(run, options).plan());
    }

    static UndoOptions paths(String... globs) {
        return new UndoOptions(
                false, List.of(globs).stream().map(glob -> Glob.of(glob, false)).toList());
    }

    static MetadataPart[] all() {
        return new MetadataPart[] {
            MetadataPart.OWNER, MetadataPart.MODE, MetadataPart.ACL, MetadataPart.XATTR, MetadataPart.FLAGS
        };
    }

    @Override
    public void close() {
        home.close();
    }
}
