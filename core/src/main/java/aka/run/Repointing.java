package aka.run;

import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.plan.LinkStep.Repoint;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.run.Displacement.FormerFate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all that a {@link Repoint} rests on, and makes the displacement that takes it. Changes nothing. */
final class Repointing {

    private final Site site;
    private final int number;
    private final Repoint step;
    private final List<HeldName> held = new ArrayList<>();
    private final List<GuardedBody> open = new ArrayList<>();

    private Repointing(Site site, int number, Repoint step) {
        this.site = site;
        this.number = number;
        this.step = step;
    }

    /**
     * @throws NotPossible why it is not to be taken
     */
    static Displacement prepare(Site site, int number, Repoint step) throws NotPossible, FileCallException {
        Repointing repointing = new Repointing(site, number, step);
        boolean prepared = false;
        try {
            Displacement displacement = repointing.prepare();
            prepared = true;
            return displacement;
        } finally {
            if (!prepared) {
                repointing.release();
            }
        }
    }

    private Displacement prepare() throws NotPossible, FileCallException {
        // The folder first: whatever is done from here on is done in this very one, wherever its path leads by then.
        HeldName name = site.hold(step.name());
        held.add(name);
        NameGround ground = new NameGround(site, List.of(name), this::refusal);
        ground.requireChangeable();
        GuardedBody kept = opened(site.open(step.kept()));
        kept.forceUnlessCovered(site.durability());
        requireFormer(name, kept);
        List<HeldName> formers = formers(name);
        GuardedBody former = opened(site.bodies().open(step.former(), formers, site.trust(name)));
        requireOtherName(former, formers);
        new JoinPermit(site, step.kept(), step.former(), Optional.of(step.name()), this::refusal).require(kept, former);
        ground.requireNotPinned(former.facts().key().orElseThrow());
        site.tellWhetherGuarded(name);
        return new Displacement(
                site,
                number,
                step,
                found(kept, former),
                kept,
                former,
                FormerFate.STAYS,
                false,
                List.of(site.move(name)),
                this::release);
    }

    private Repoint found(GuardedBody kept, GuardedBody former) {
        return new Repoint(
                PlannedBody.of(kept.facts(), step.kept().names()),
                PlannedBody.of(former.facts(), step.former().names()),
                step.name());
    }

    private GuardedBody opened(GuardedBody body) {
        open.add(body);
        return body;
    }

    private void release() {
        open.forEach(site.bodies()::release);
        site.release(held);
    }

    private void requireFormer(HeldName name, GuardedBody kept) throws NotPossible, FileCallException {
        if (name.leadsTo(kept.facts())) {
            throw refusal(StepReason.ALREADY_DONE, "it is one already", "Nothing needs to be done.");
        }
        OpenBodies.leading(step.former(), List.of(name));
    }

    /** The names at hand, the one that moves first: where each has a cache of its own a writer may come by any of them. */
    private List<HeldName> formers(HeldName name) throws NotPossible, FileCallException {
        List<HeldName> all = new ArrayList<>(List.of(name));
        for (PlannedName other : step.former().names()) {
            if (!other.equals(step.name())) {
                HeldName entry = site.hold(other);
                held.add(entry);
                all.add(entry);
            }
        }
        return OpenBodies.leading(step.former(), all);
    }

    /** Its bytes are nowhere else, so they must stay where somebody finds them: by a name that the step knows. */
    private void requireOtherName(GuardedBody former, List<HeldName> formers) throws NotPossible {
        if (formers.size() < 2 || former.facts().linkCount().orElse(0) < 2) {
            throw refusal(
                    StepReason.LAST_NAME,
                    "the name under which its file is to stay does not lead there",
                    "Give it another name first.");
        }
    }

    private NotPossible refusal(StepReason reason, String words, String wayOut) {
        Path shown = site.plan().shown(step.name());
        Path kept = site.plan().shown(step.kept().names().getFirst());
        return NotPossible.because(reason, "lead " + shown + " to the file of " + kept, shown, kept, words, wayOut);
    }
}
