package aka.run;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Skipped;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.FileCallException;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.run.DisplacedStep.Incoming;
import java.util.Optional;
import java.util.function.Predicate;

/** Brings one step of a run that was cut off to its end, by what its names lead to now. */
final class StepRecovery {

    private final RecoverySite site;
    private final StepStory story;
    private final boolean acts;

    /**
     * @param acts whether it is done, or only looked at
     */
    StepRecovery(RecoverySite site, StepStory story, boolean acts) {
        this.site = site;
        this.story = story;
        this.acts = acts;
    }

    /**
     * Recovers the step.
     *
     * @throws FileCallException if a call failed: the step is undecided then, and may be recovered again
     */
    StepEnd recover() throws FileCallException {
        return switch (story.intent().deed()) {
            case Replace replace -> recover(Incoming.EQUAL, replace.replaced(), replace.kept());
            case Split split -> recover(split);
            case Repoint repoint -> recover(Incoming.OTHER, repoint.former(), repoint.kept());
            case Unlink unlink -> new RemovedStep(site, story, acts, unlink).recover();
            case Create create -> {
                BodyId body = BodyId.of(create.existing());
                int root = create.newName().root();
                yield byName(create.newName(), true, there -> site.isBody(root, body, there));
            }
            case CreateFolder create -> byName(create.folder(), true, there -> there.kind() == Kind.FOLDER);
            case RemoveFolder remove -> byName(remove.folder(), false, there -> true);
            // Whether blocks are shared changes nothing that can be seen, and needs no taking back.
            case Share share -> ended() ? StepEnd.of(story.done().isPresent()) : StepEnd.of(false, skipped());
        };
    }

    /** A step that gives names of one body to another that was there before. */
    private StepEnd recover(Incoming incoming, PlannedBody former, PlannedBody kept) throws FileCallException {
        return recover(incoming, former, StepNames.of(site, story.intent(), former, kept, kept.names()));
    }

    private StepEnd recover(Incoming incoming, PlannedBody former, StepNames names) throws FileCallException {
        try (DisplacedStep step = new DisplacedStep(site, story, acts, incoming, former, names)) {
            return step.recover();
        }
    }

    private StepEnd recover(Split split) throws FileCallException {
        StepNames names = StepNames.of(
                site, story.intent(), split.shared(), null, split.shared().names());
        return recover(Incoming.MADE, split.shared(), names);
    }

    /** A step that one call takes: the name tells whether it took place. */
    private StepEnd byName(PlannedName name, boolean comes, Predicate<FileFacts> right) throws FileCallException {
        Optional<HeldName> entry = site.hold(name);
        try {
            Optional<FileFacts> there = entry.isPresent() ? entry.get().look() : Optional.empty();
            boolean done = comes ? there.filter(right).isPresent() : there.isEmpty();
            if (ended()) {
                return StepEnd.of(story.done().isPresent());
            }
            return done
                    ? StepEnd.of(
                            true,
                            new Done(story.intent().step(), 0, Optional.empty(), Optional.empty(), Optional.empty()))
                    : StepEnd.of(false, skipped());
        } finally {
            entry.ifPresent(site::release);
        }
    }

    private boolean ended() {
        return story.done().isPresent()
                || story.back().isPresent()
                || story.skipped().isPresent();
    }

    private Skipped skipped() {
        return new Skipped(story.intent().step(), StepReason.CANCELLED, "the run was cut off before the step was done");
    }
}
