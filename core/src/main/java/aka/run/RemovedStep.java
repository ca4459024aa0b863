package aka.run;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import aka.journal.Movement;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.LinkStep.Unlink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a step to its end that was cut off while it removed a name, which is moved aside first, to a temporary name:
 *
 * <ol>
 *   <li>nothing aside: the name is there, and nothing has happened, or it is not, and the step is done;
 *   <li>the body aside, nothing at the name: the name is given back. To go on with the removal is for the user to say again;
 *   <li>the body at both: the one aside goes;
 *   <li>something else at the name, which somebody put there since: the one aside goes if the body has another name, else it
 *       stays and is told;
 *   <li>something else aside: it stays, and is told.
 * </ol>
 */
final class RemovedStep {

    private final RecoverySite site;
    private final StepStory story;
    private final boolean acts;
    private final BodyId body;
    private final List<Finding> findings = new ArrayList<>();
    private final List<JournalRecord> records = new ArrayList<>();

    RemovedStep(RecoverySite site, StepStory story, boolean acts, Unlink step) {
        this.site = site;
        this.story = story;
        this.acts = acts;
        this.body = BodyId.of(step.body());
    }

    /**
     * Recovers the step.
     *
     * @throws FileCallException if a call failed: the step is undecided then, and may be recovered again
     */
    StepEnd recover() throws FileCallException {
        boolean done = story.done().isPresent();
        for (Movement movement : story.intent().movements()) {
            Optional<HeldName> name = site.hold(movement.name());
            Optional<HeldName> aside = Optional.empty();
            try {
                aside = site.hold(movement.temporary());
                Optional<StepEnd> undecided = recover(movement, name, aside);
                if (undecided.isPresent()) {
                    return undecided.get();
                }
                done |= name.isEmpty() || name.get().look().isEmpty();
            } finally {
                name.ifPresent(site::release);
                aside.ifPresent(site::release);
            }
        }
        done = tellEnd(done && findings.isEmpty());
        return new StepEnd(findings, records, done, 0, Optional.empty());
    }

    private boolean tellEnd(boolean done) {
        int step = story.intent().step();
        String words = "the run was cut off before the step was done";
        if (story.done().isPresent()) {
            return true;
        }
        if (done) {
            records.add(new Done(step, 0, Optional.empty(), Optional.empty(), Optional.empty()));
        } else if (story.back().isEmpty() && story.skipped().isEmpty()) {
            records.add(
                    findings.isEmpty()
                            ? new Skipped(step, StepReason.CANCELLED, words)
                            : new Back(step, StepReason.CANCELLED, words));
        }
        return done;
    }

    private Optional<StepEnd> recover(Movement movement, Optional<HeldName> name, Optional<HeldName> aside)
            throws FileCallException {
        Optional<FileFacts> there = aside.isPresent() ? aside.get().look() : Optional.empty();
        if (aside.isEmpty() || there.isEmpty()) {
            return Optional.empty();
        }
        Optional<FileFacts> atName = name.isPresent() ? name.get().look() : Optional.empty();
        HeldName at = aside.get();
        if (!isBody(at, there.get())) {
            stay(movement, Remedy.HANDS_OFF, "it is another file, which the run did not put there");
        } else if (name.isPresent() && atName.isEmpty()) {
            putBack(movement, name.get(), at);
        } else if (there.get().kind() == Kind.FILE && isMiscounted(there.get(), at, atName)) {
            find(
                    movement,
                    Remedy.DAMAGED,
                    "the file system counts fewer names than there are: check it (ntfs: chkdsk)");
            return Optional.of(
                    StepEnd.undecided(findings, "nothing is removed on a file system that counts names wrongly"));
        } else if (there.get().linkCount().orElse(0) >= 2) {
            find(movement, Remedy.DROP, "its file has another name");
            if (acts) {
                at.remove();
            }
        } else {
            stay(movement, Remedy.RESCUE, "its name was given to something else, and it is the last one of its file");
        }
        return Optional.empty();
    }

    private boolean isBody(HeldName entry, FileFacts facts) {
        return site.isBody(entry.folder().root(), body, facts);
    }

    private boolean isMiscounted(FileFacts facts, HeldName entry, Optional<FileFacts> atName) {
        int found = atName.isPresent() && isBody(entry, atName.get()) ? 2 : 1;
        return facts.linkCount().orElse(0) < found;
    }

    /** Never over a newcomer: the system is asked to refuse that, or a link is made, which replaces nothing. */
    private void putBack(Movement movement, HeldName name, HeldName aside) throws FileCallException {
        find(movement, Remedy.PUT_BACK, "it was moved aside to be removed");
        if (!acts) {
            return;
        }
        Folder from = aside.folder().folder();
        Folder into = name.folder().folder();
        try {
            name.folder().change(() -> from.rename(aside.leaf(), into, name.leaf()));
        } catch (FileCallException refused) {
            if (refused.trouble() != Trouble.UNSUPPORTED) {
                throw refused;
            }
            try (Body held = from.hold(aside.leaf())) {
                Move.link(held, name);
            }
            aside.remove();
        }
    }

    private void stay(Movement movement, Remedy remedy, String words) {
        find(movement, remedy, words);
        records.add(new Rescued(story.intent().step(), site.path(movement.temporary()), words));
    }

    private void find(Movement movement, Remedy remedy, String words) {
        Path name = site.path(movement.name());
        findings.add(new Finding(Optional.of(name), site.path(movement.temporary()), remedy, words));
    }
}
