package aka.run;

import aka.content.ContentHash;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Moved;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.Metadata;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Split;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What takes back the steps that gave names to another body: what was joined is split, what was split is joined. */
final class UndoneJoins {

    private static final String IN_THIS_MOMENT = "it was changed in this very moment";

    private final Undoing undoing;
    private final Map<FileKey, ContentHash> hashes = new HashMap<>();
    private final Map<FileKey, BodyMetadata> metadata = new HashMap<>();
    private @Nullable Led last;

    /** Which names lead to a body. Of many that were joined to one the steps come in a row, and nothing is changed between. */
    private record Led(BodyId body, List<PlannedName> names, List<PlannedName> leading) {}

    UndoneJoins(Undoing undoing) {
        this.undoing = undoing;
    }

    /** Names that were joined to another body get one of their own again, all of them together. */
    void takeBack(Replace replace, StepStory story) throws FileCallException {
        BodyId kept = BodyId.of(replace.kept());
        List<PlannedName> joined =
                leadingOrTold(kept, undoing.chosen(replace.replaced().names()));
        boolean split = !joined.isEmpty() && splitOff(joined, kept, replace.kept(), story);
        if (split && !replace.replaced().complete()) {
            joined.forEach(name -> undoing.keep(
                    name, List.of("apart from the other names of its former file, which the run did not know")));
        }
    }

    /** Names that were split off become names of the former body again, if a name of that is left. */
    void takeBack(Split split, StepStory story) throws FileCallException {
        Done done = story.done().orElseThrow();
        List<PlannedName> chosen = undoing.chosen(split.names());
        if (done.made().isEmpty()) {
            chosen.forEach(name ->
                    undoing.leave(name, StepReason.FAILED, "the journal does not tell which file it was given"));
            return;
        }
        BodyId made = new BodyId(done.made().get(), done.born());
        BodyId former = BodyId.of(split.shared());
        List<PlannedName> back = undoing.leading(former, chosen);
        back.forEach(name -> undoing.leave(name, StepReason.ALREADY_DONE, "it is a name of that file already"));
        List<PlannedName> own = leadingOrTold(
                made, chosen.stream().filter(name -> !back.contains(name)).toList());
        if (own.isEmpty()) {
            return;
        }
        boolean alone = split.shared().linkCount() == split.names().size();
        List<PlannedName> survivors = survivors(split, former, alone);
        if (!survivors.isEmpty()) {
            join(survivors, own);
        } else if (alone) {
            // The names had the body for themselves, and got one with other metadata in its place.
            splitOff(own, made, split.shared(), story);
        } else {
            own.forEach(name -> undoing.leave(
                    name, StepReason.VANISHED, "the file that it was split from has no name left that is known"));
        }
    }

    private List<PlannedName> survivors(Split split, BodyId former, boolean alone) {
        List<PlannedName> known = undoing.leading(former, split.shared().names());
        return known.isEmpty() && !alone
                ? undoing.survivors(split.names().getFirst().root(), former)
                : known;
    }

    private void join(List<PlannedName> survivors, List<PlannedName> own) {
        Optional<FileFacts> kept = undoing.names().facts(survivors.getFirst());
        Optional<FileFacts> replaced = undoing.names().facts(own.getFirst());
        if (kept.isPresent() && replaced.isPresent()) {
            undoing.add(new Replace(PlannedBody.of(kept.get(), survivors), PlannedBody.of(replaced.get(), own)));
        } else {
            own.forEach(name -> undoing.leave(name, StepReason.CHANGED, IN_THIS_MOMENT));
        }
    }

    /** Returns those names that lead to {@code body}; of the others it is told why they do not. */
    private List<PlannedName> leadingOrTold(BodyId body, List<PlannedName> names) {
        List<PlannedName> leading = undoing.leading(body, names);
        names.stream().filter(name -> !leading.contains(name)).forEach(name -> undoing.leaveMoved(name, body));
        return leading;
    }

    /**
     * Gives names that lead to {@code body} one of their own, with the metadata that the step took from them.
     *
     * @param recorded a body that has, or had, the same bytes, as the journal has it
     * @return whether they will
     */
    private boolean splitOff(List<PlannedName> joined, BodyId body, PlannedBody recorded, StepStory story)
            throws FileCallException {
        Optional<BodyMetadata> before = story.intent().displaced();
        Optional<BodyMetadata> left =
                story.done().flatMap(Done::left).or(() -> story.intent().kept());
        if (before.isEmpty() || left.isEmpty()) {
            leaveAll(joined, StepReason.FAILED, "the journal does not tell what it had before");
            return false;
        }
        PlannedName name = joined.getFirst();
        Optional<FileFacts> facts = undoing.names().facts(name).filter(now -> undoing.isBody(name.root(), body, now));
        if (facts.isEmpty()) {
            leaveAll(joined, StepReason.CHANGED, IN_THIS_MOMENT);
            return false;
        }
        try {
            Optional<ContentHash> bytes = bytes(name, facts.get(), recorded, left.get(), story);
            if (bytes.isEmpty()) {
                leaveAll(
                        joined,
                        StepReason.BYTES_DIFFER,
                        "its bytes were changed since, and the old ones are gone: --split-changed gives it a file of its own"
                                + " with today's bytes");
                return false;
            }
            FormerBody former = new FormerBody(before.get(), left.get(), bytes.get(), undoing.splitChanged());
            return split(joined, body, recorded, facts.get(), former, metadataOf(name, facts.get()));
        } catch (FileCallException failed) {
            leaveAll(joined, NotPossible.of(failed).reason(), failed.getMessage());
            return false;
        }
    }

    private boolean split(
            List<PlannedName> joined,
            BodyId body,
            PlannedBody recorded,
            FileFacts facts,
            FormerBody former,
            Optional<BodyMetadata> today)
            throws FileCallException {
        boolean alone = undoing.namesLeft(facts) <= joined.size();
        Optional<RestoredMetadata> restored = today.map(now -> RestoredMetadata.of(former, now));
        if (alone && restored.isPresent() && isSame(restored.get().metadata(), today.get())) {
            leaveAll(joined, StepReason.ALREADY_DONE, "it is a file of its own already");
            return false;
        }
        Set<PlannedName> known = new LinkedHashSet<>(joined);
        known.addAll(leading(body, recorded.names()));
        PlannedBody shared = PlannedBody.of(facts, new ArrayList<>(known));
        undoing.need(joined.getFirst(), shared);
        undoing.takeNames(facts, joined.size());
        undoing.add(new Split(shared, joined, Optional.of(former)));
        restored.ifPresent(fields -> joined.forEach(name -> undoing.keep(name, fields.kept())));
        return true;
    }

    private List<PlannedName> leading(BodyId body, List<PlannedName> names) {
        Led led = last;
        if (led == null || !led.body.equals(body) || !led.names.equals(names)) {
            led = new Led(body, names, undoing.leading(body, names));
            last = led;
        }
        return led.leading;
    }

    private static boolean isSame(BodyMetadata one, BodyMetadata other) {
        return one.differences(other).isEmpty() && one.modified().equals(other.modified());
    }

    /**
     * Returns what the bytes are that the names are to get; empty if they are not what they were, and that matters. Where
     * length and time are as the run left them, nothing is read: whoever takes the step compares the bytes in any case.
     */
    private Optional<ContentHash> bytes(
            PlannedName name, FileFacts facts, PlannedBody recorded, BodyMetadata left, StepStory story)
            throws FileCallException {
        Optional<ContentHash> then = story.moved().flatMap(Moved::hash);
        boolean untouched =
                facts.sizeBytes() == recorded.sizeBytes() && facts.modified().equals(left.modified());
        if (then.isPresent() && untouched) {
            return then;
        }
        ContentHash now = hash(name, facts);
        return undoing.splitChanged() || then.equals(Optional.of(now)) ? Optional.of(now) : Optional.empty();
    }

    private ContentHash hash(PlannedName name, FileFacts facts) throws FileCallException {
        FileKey key = facts.key().orElseThrow();
        ContentHash known = hashes.get(key);
        if (known == null) {
            try (Body open = open(name, facts)) {
                known = ContentHash.of(open, undoing.cancel());
            }
            hashes.put(key, known);
        }
        return known;
    }

    /** Many names may have been joined to one body, which need not be opened by each of them. */
    private Optional<BodyMetadata> metadataOf(PlannedName name, FileFacts facts) throws FileCallException {
        Optional<Metadata> reader = undoing.calls().metadata();
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        FileKey key = facts.key().orElseThrow();
        BodyMetadata known = metadata.get(key);
        if (known == null) {
            try (Body open = open(name, facts)) {
                known = reader.get().of(open);
            }
            metadata.put(key, known);
        }
        return Optional.of(known);
    }

    /** Opens what was looked at a moment ago. */
    private Body open(PlannedName name, FileFacts facts) throws FileCallException {
        Body open = undoing.names().open(name);
        boolean same = false;
        try {
            same = open.facts().sameFile(facts);
        } finally {
            if (!same) {
                open.close();
            }
        }
        if (!same) {
            throw Displacement.changed(open.path(), IN_THIS_MOMENT);
        }
        return open;
    }

    private void leaveAll(List<PlannedName> names, StepReason reason, String words) {
        names.forEach(name -> undoing.leave(name, reason, words));
    }
}
