package aka.run;

import aka.file.FileKey;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Done;
import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.journal.StepStory;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.PlannedName;
import aka.plan.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs after a run did to the same names: read only once a name is found that does not lead to where that run left it. A
 * journal that cannot be read tells nothing.
 */
final class LaterRuns {

    private final StateFolder state;
    private final RunId run;
    private @Nullable Map<Path, Later> byName;
    private final Map<FileKey, BodyId> successors = new HashMap<>();

    /**
     * The last run that gave a name to another body, or took it away.
     *
     * @param undoesThis whether it took back the very run that is asked about
     */
    record Later(RunId run, boolean undoesThis) {}

    LaterRuns(StateFolder state, RunId run) {
        this.state = state;
        this.run = run;
    }

    /** Returns the last later run that changed where {@code path} leads. */
    Optional<Later> of(Path path) {
        return Optional.ofNullable(read().get(path));
    }

    /**
     * Returns the body that is in the place of another: a later run joined that one to something else, and was taken back, so
     * that its names have a new body of the same bytes and metadata.
     */
    Optional<BodyId> successor(FileKey body) {
        read();
        Set<FileKey> seen = new HashSet<>(Set.of(body));
        BodyId last = null;
        BodyId next = successors.get(body);
        // File ids are given again, so the way may lead in a circle.
        while (next != null && seen.add(next.key())) {
            last = next;
            next = successors.get(next.key());
        }
        return Optional.ofNullable(last);
    }

    private Map<Path, Later> read() {
        if (byName == null) {
            byName = new HashMap<>();
            Map<RunId, Map<FileKey, List<Replace>>> joined = new HashMap<>();
            for (RunId later : after()) {
                readOne(later, byName, joined);
            }
        }
        return byName;
    }

    private List<RunId> after() {
        try {
            List<RunId> runs = state.runs();
            return runs.subList(runs.indexOf(run) + 1, runs.size());
        } catch (FileCallException unreadable) {
            return List.of();
        }
    }

    private void readOne(RunId later, Map<Path, Later> names, Map<RunId, Map<FileKey, List<Replace>>> joined) {
        Reading reading;
        try {
            reading = state.read(later);
        } catch (FileCallException unreadable) {
            return;
        }
        Optional<Began> began = reading.began();
        if (began.isEmpty()) {
            return;
        }
        boolean undoesThis = began.get().undoes().equals(Optional.of(run));
        Map<FileKey, List<Replace>> taken =
                began.get().undoes().map(joined::get).orElse(null);
        for (StepStory story : reading.steps().values()) {
            Optional<Done> done = story.done();
            if (done.isPresent()) {
                LinkStep deed = story.intent().deed();
                for (PlannedName name : moved(deed)) {
                    Path path = began.get().roots().get(name.root()).path().resolve(name.below());
                    names.put(path, new Later(later, undoesThis));
                }
                if (deed instanceof Replace replace) {
                    joined.computeIfAbsent(later, none -> new HashMap<>())
                            .computeIfAbsent(replace.kept().key(), none -> new ArrayList<>())
                            .add(replace);
                } else if (deed instanceof Split split && taken != null) {
                    succeed(split, done.get(), taken);
                }
            }
        }
    }

    /**
     * @param taken the steps that were taken back, by the body that names were joined to
     */
    private void succeed(Split split, Done done, Map<FileKey, List<Replace>> taken) {
        Optional<FileKey> made = done.made();
        for (Replace replace : taken.getOrDefault(split.shared().key(), List.of())) {
            if (made.isPresent() && replace.replaced().names().containsAll(split.names())) {
                Optional<Instant> born = done.born();
                successors.put(replace.replaced().key(), new BodyId(made.get(), born));
            }
        }
    }

    private static List<PlannedName> moved(LinkStep deed) {
        return switch (deed) {
            case Replace replace -> replace.replaced().names();
            case Split split -> split.names();
            case Repoint repoint -> List.of(repoint.name());
            case Create create -> List.of(create.newName());
            case Unlink unlink -> List.of(unlink.name());
            case CreateFolder create -> List.of(create.folder());
            case RemoveFolder remove -> List.of(remove.folder());
            case Share share -> List.of();
        };
    }
}
