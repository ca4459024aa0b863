package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Rescued;
import aka.journal.Reading;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.RunId;
import aka.run.LaterRuns.Later;
import aka.run.NamesNow.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One plan that takes a run back, in the making: what it holds so far, and what every kind of step needs to know for it. */
final class Undoing {

    private final FileCalls calls;
    private final Reading reading;
    private final Began began;
    private final UndoOptions options;
    private final NamesNow names;
    private final LaterRuns later;
    private final CancelToken cancel;
    private final List<LinkStep> steps = new ArrayList<>();
    private final List<LeftAsIs> left = new ArrayList<>();
    private final List<KeptAsToday> kept = new ArrayList<>();
    private @Nullable Survivors survivors;
    private final Map<FileKey, Integer> takenNames = new HashMap<>();
    private final NeededRoom room;

    Undoing(
            FileCalls calls,
            Reading reading,
            Began began,
            UndoOptions options,
            NamesNow names,
            LaterRuns later,
            CancelToken cancel) {
        this.calls = calls;
        this.reading = reading;
        this.began = began;
        this.options = options;
        this.names = names;
        this.later = later;
        this.cancel = cancel;
        this.room = new NeededRoom(calls);
    }

    UndoPlan plan() throws FileCallException {
        SortedMap<Integer, StepStory> stories = reading.steps();
        tellUnread(stories);
        UndoneJoins joins = new UndoneJoins(this);
        UndoneNames entries = new UndoneNames(this);
        for (StepStory story : stories.reversed().values()) {
            cancel.check();
            if (story.done().isPresent()) {
                takeBack(story, joins, entries);
            } else {
                tellNotDone(story);
            }
        }
        Plan plan =
                new Plan("undo", names.today(), began.waived(), began.matchTimes(), Optional.of(reading.run()), steps);
        return new UndoPlan(plan, left, kept, room.bytes(), room.shortages());
    }

    private void takeBack(StepStory story, UndoneJoins joins, UndoneNames entries) throws FileCallException {
        switch (story.intent().deed()) {
            case Replace replace -> joins.takeBack(replace, story);
            case Split split -> joins.takeBack(split, story);
            case Repoint repoint -> entries.takeBack(repoint);
            case Create create -> entries.takeBack(create);
            case Unlink unlink -> entries.takeBack(unlink);
            case CreateFolder create -> entries.takeBack(create);
            case RemoveFolder remove -> entries.takeBack(remove);
            case Share share ->
                chosen(share.sharing().names())
                        .forEach(
                                name -> leave(
                                        name,
                                        StepReason.ALREADY_DONE,
                                        "it only shares storage, and can be changed without the other: there is nothing to take back"));
        }
    }

    /** What cannot be read may have told of any step that is missing, or that has no end. */
    private void tellUnread(SortedMap<Integer, StepStory> stories) {
        int unread = began.steps() - stories.size();
        if (!reading.flaws().isEmpty() && unread > 0 && !began.roots().isEmpty()) {
            left.add(new LeftAsIs(
                    names.today().getFirst().typed(),
                    StepReason.FAILED,
                    "what became of up to " + unread + " steps is unknown: "
                            + reading.flaws().size() + " places of the journal cannot be read"));
        }
    }

    private void tellNotDone(StepStory story) {
        if (!story.rescued().isEmpty()) {
            for (Rescued rescued : story.rescued()) {
                left.add(new LeftAsIs(rescued.path(), StepReason.FAILED, rescued.words()));
            }
        } else if (!story.ended()) {
            chosen(namesOf(story.intent().deed()))
                    .forEach(name -> leave(
                            name, StepReason.FAILED, "what became of it is unknown: the journal cannot be read there"));
        }
    }

    private static List<PlannedName> namesOf(LinkStep deed) {
        return switch (deed) {
            case Replace replace -> replace.replaced().names();
            case Split split -> split.names();
            case Repoint repoint -> List.of(repoint.name());
            case Create create -> List.of(create.newName());
            case Unlink unlink -> List.of(unlink.name());
            case CreateFolder create -> List.of(create.folder());
            case RemoveFolder remove -> List.of(remove.folder());
            case Share share -> share.sharing().names();
        };
    }

    // ---- what every kind of step asks

    NamesNow names() {
        return names;
    }

    CancelToken cancel() {
        return cancel;
    }

    FileCalls calls() {
        return calls;
    }

    boolean splitChanged() {
        return options.splitChanged();
    }

    /** Returns those of {@code all} that are to be taken back. */
    List<PlannedName> chosen(List<PlannedName> all) {
        return all.stream()
                .filter(name -> options.chooses(names.path(name), name.below()))
                .toList();
    }

    /** Returns whether {@code now} is the body that the run wrote down, or what is in its place by now. */
    boolean isBody(int root, BodyId body, FileFacts now) {
        FoundRoot found = names.root(root).orElse(null);
        if (found == null) {
            return false;
        }
        if (found.isBody(body, now)) {
            return true;
        }
        Optional<BodyId> successor =
                now.key().equals(Optional.of(body.key())) ? Optional.empty() : later.successor(body.key());
        return successor.isPresent() && found.isBody(successor.get(), now);
    }

    /** Returns the first of {@code candidates} that leads to the body today, with those that do behind it. */
    List<PlannedName> leading(BodyId body, List<PlannedName> candidates) {
        List<PlannedName> leading = new ArrayList<>();
        for (PlannedName name : candidates) {
            if (names.facts(name).filter(now -> isBody(name.root(), body, now)).isPresent()) {
                leading.add(name);
            }
        }
        return leading;
    }

    /**
     * Returns a name of a body of which the run knew none that is left. The first call walks over the whole mount.
     *
     * @param root the root on whose volume the body is
     */
    List<PlannedName> survivors(int root, BodyId body) {
        if (survivors == null) {
            survivors = new Survivors(calls, names, bodiesWithOtherNames(), cancel);
        }
        return leading(body, survivors.of(root, body.key()).map(List::of).orElse(List.of()));
    }

    /** Returns all names of a former body that the run knew: some may have been led back before, and others not. */
    List<PlannedName> namesOfFormer(Repoint repoint) {
        Set<PlannedName> names = new LinkedHashSet<>();
        for (StepStory story : reading.steps().values()) {
            if (story.intent().deed() instanceof Repoint other
                    && BodyId.of(other.former()).equals(BodyId.of(repoint.former()))) {
                names.addAll(other.former().names());
            }
        }
        return List.copyOf(names);
    }

    private Set<FileKey> bodiesWithOtherNames() {
        Set<FileKey> bodies = new HashSet<>();
        for (StepStory story : reading.steps().values()) {
            if (story.intent().deed() instanceof Unlink unlink && !unlink.body().complete()) {
                bodies.add(unlink.body().key());
            } else if (story.intent().deed() instanceof Split split
                    && !split.shared().complete()) {
                bodies.add(split.shared().key());
            }
        }
        return bodies;
    }

    /** Counts the room that a new body needs in place of {@code shared}. */
    void need(PlannedName name, PlannedBody shared) throws FileCallException {
        room.add(names.root(name.root()).orElseThrow(), shared);
    }

    /** Adds a step. */
    void add(LinkStep step) {
        steps.add(step);
    }

    /** Tells that a name stays as it is. */
    void leave(PlannedName name, StepReason reason, String words) {
        left.add(new LeftAsIs(names.shown(name), reason, words));
    }

    /** Tells what a name keeps of today. */
    void keep(PlannedName name, List<String> fields) {
        if (!fields.isEmpty()) {
            kept.add(new KeptAsToday(names.shown(name), fields));
        }
    }

    /** Tells why a name is not where the run left it. */
    void leaveMoved(PlannedName name, BodyId expected) {
        switch (names.look(name)) {
            case Seen.Hidden hidden -> leaveHidden(name, hidden.why());
            case Seen.Gone gone -> leaveMoved(name, StepReason.VANISHED, "it is gone");
            case Seen.There there -> leaveMoved(name, StepReason.CHANGED, other(there.facts(), expected, name));
        }
    }

    /** Tells that it cannot be known where a name leads. */
    void leaveHidden(PlannedName name, FileCallException why) {
        boolean absent = names.root(name.root()).isEmpty();
        leave(name, absent ? StepReason.VOLUME_FAILED : NotPossible.of(why).reason(), why.getMessage());
    }

    private void leaveMoved(PlannedName name, StepReason reason, String words) {
        Optional<Later> mover = later.of(began.roots().get(name.root()).path().resolve(name.below()));
        if (mover.isEmpty()) {
            leave(name, reason, words);
        } else if (mover.get().undoesThis()) {
            leave(
                    name,
                    StepReason.ALREADY_DONE,
                    "it was taken back already, by the run " + brief(mover.get().run()));
        } else {
            leave(
                    name,
                    reason,
                    words + ": the run " + brief(mover.get().run()) + " came after, and is to be taken back first");
        }
    }

    private static String brief(RunId run) {
        return run.brief();
    }

    private String other(FileFacts facts, BodyId expected, PlannedName name) {
        Optional<FileKey> key = facts.key();
        boolean certain = names.root(name.root()).map(FoundRoot::certain).orElse(false);
        if (!certain) {
            return "its volume has no id of its own and was mounted anew, so that it is not sure to be the same file";
        }
        return key.equals(Optional.of(expected.key()))
                ? "another file has its place and its number by now"
                : "it is another file by now";
    }

    /** Returns how many names a body will have after the steps so far; none where the system does not tell. */
    int namesLeft(FileFacts facts) {
        int taken = takenNames.getOrDefault(facts.key().orElseThrow(), 0);
        return facts.linkCount().orElse(0) - taken;
    }

    /** Counts names that a step takes from a body. */
    void takeNames(FileFacts facts, int count) {
        takenNames.merge(facts.key().orElseThrow(), count, Integer::sum);
    }
}
