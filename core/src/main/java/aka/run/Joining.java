package aka.run;

import aka.file.FileFacts;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.plan.LinkStep.Replace;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.run.Displacement.FormerFate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all that a {@link Replace} rests on, and makes the displacement that takes it. Changes nothing. */
final class Joining {

    private final Site site;
    private final int number;
    private final Replace step;
    private final String deed;
    private final List<HeldName> names = new ArrayList<>();
    private final List<GuardedBody> open = new ArrayList<>();

    private Joining(Site site, int number, Replace step, Path shown, Path keptShown) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.deed = "make " + shown + " a name of " + keptShown;
    }

    /**
     * @throws NotPossible why it is not to be taken
     */
    static Displacement prepare(Site site, int number, Replace step) throws NotPossible, FileCallException {
        Path shown = site.plan().shown(step.replaced().names().getFirst());
        Path kept = site.plan().shown(step.kept().names().getFirst());
        Joining joining = new Joining(site, number, step, shown, kept);
        boolean prepared = false;
        try {
            Displacement displacement = joining.prepare();
            prepared = true;
            return displacement;
        } finally {
            if (!prepared) {
                joining.release();
            }
        }
    }

    private Displacement prepare() throws NotPossible, FileCallException {
        PlannedBody planned = step.replaced();
        // The folders first: whatever is done from here on is done in these very folders, wherever their paths lead by
        // then.
        names.addAll(site.hold(planned.names()));
        NameGround ground = new NameGround(site, names, this::refusal);
        ground.requireChangeable();
        GuardedBody kept = opened(site.open(step.kept()));
        kept.forceUnlessCovered(site.durability());
        requireAllNames(planned, kept);
        GuardedBody replaced = opened(site.bodies().open(planned, names, site.trust(names.getFirst())));
        requireLinks(replaced);
        requireJoinable(kept, replaced);
        ground.requireNotPinned(replaced.facts().key().orElseThrow());
        site.tellWhetherGuarded(names.getFirst());
        List<Move> moves = new ArrayList<>();
        for (HeldName name : names) {
            moves.add(site.move(name));
        }
        return new Displacement(
                site,
                number,
                step,
                found(kept, replaced),
                kept,
                replaced,
                FormerFate.MAY_GO,
                false,
                moves,
                this::release);
    }

    /** One name of the kept body is enough for the journal: there may be thousands of steps with thousands of names. */
    private Replace found(GuardedBody kept, GuardedBody replaced) {
        PlannedName one = step.kept().names().getFirst();
        return new Replace(
                PlannedBody.of(kept.facts(), List.of(one)),
                PlannedBody.of(replaced.facts(), step.replaced().names()));
    }

    private GuardedBody opened(GuardedBody body) {
        open.add(body);
        return body;
    }

    private void release() {
        open.forEach(site.bodies()::release);
        site.release(names);
    }

    private void requireAllNames(PlannedBody planned, GuardedBody kept) throws NotPossible, FileCallException {
        int former = 0;
        int joined = 0;
        for (HeldName name : names) {
            Optional<FileFacts> found = name.look();
            former +=
                    found.flatMap(FileFacts::key).filter(planned.key()::equals).isPresent() ? 1 : 0;
            joined += found.filter(kept.facts()::sameFile).isPresent() ? 1 : 0;
            if (found.isEmpty()) {
                throw refusal(StepReason.VANISHED, name.path() + " is gone", "Look for duplicates again.");
            }
        }
        if (joined == names.size()) {
            throw refusal(StepReason.ALREADY_DONE, "it is one already", "Nothing needs to be done.");
        }
        if (former < names.size()) {
            throw refusal(
                    StepReason.CHANGED, "one of its names leads to another file by now", "Look for duplicates again.");
        }
    }

    /** A body whose names are not all known would not go, or would go with a name that nobody has looked at. */
    private void requireLinks(GuardedBody replaced) throws NotPossible {
        if (replaced.facts().linkCount().orElse(0) != step.replaced().linkCount()) {
            throw refusal(StepReason.CHANGED, "it has gained or lost names since", "Look for duplicates again.");
        }
    }

    private void requireJoinable(GuardedBody kept, GuardedBody replaced) throws NotPossible, FileCallException {
        FileFacts ours = kept.facts();
        FileFacts theirs = replaced.facts();
        if (ours.sizeBytes() != theirs.sizeBytes() || ours.sizeBytes() == 0) {
            throw refusal(StepReason.BYTES_DIFFER, "their lengths differ", "Look for duplicates again.");
        }
        new JoinPermit(site, step.kept(), step.replaced(), Optional.empty(), this::refusal).require(kept, replaced);
    }

    private NotPossible refusal(StepReason reason, String words, String wayOut) {
        return NotPossible.because(
                reason,
                deed,
                site.plan().shown(step.replaced().names().getFirst()),
                site.plan().shown(step.kept().names().getFirst()),
                words,
                wayOut);
    }
}
