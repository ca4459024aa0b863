package aka.run;

import aka.file.FileFacts;
import aka.file.Leftover;
import aka.journal.StepReason;
import aka.os.BodyMetadata;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.Draft.Copied;
import aka.os.FileCallException;
import aka.plan.LinkStep.Split;
import aka.plan.PlannedBody;
import aka.run.Displacement.FormerFate;
import aka.run.GuardedBody.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the body that a {@link Split} wants, without a name yet, and the displacement that gives it its names. */
final class Splitting {

    /** The word of the temporary name that a body in the making has where it cannot be without one. */
    static final String WORD = "copy";

    private final Site site;
    private final int number;
    private final Split step;
    private final Path shown;
    private final List<HeldName> names = new ArrayList<>();
    private @Nullable GuardedBody shared;
    private @Nullable Draft draft;
    private @Nullable GuardedBody fresh;

    private Splitting(Site site, int number, Split step) {
        this.site = site;
        this.number = number;
        this.step = step;
        this.shown = site.plan().shown(step.names().getFirst());
    }

    /**
     * @throws NotPossible why it is not to be taken
     */
    static Displacement prepare(Site site, int number, Split step, CancelToken cancel)
            throws NotPossible, FileCallException {
        Splitting splitting = new Splitting(site, number, step);
        boolean prepared = false;
        try {
            Displacement displacement = splitting.prepare(cancel);
            prepared = true;
            return displacement;
        } finally {
            if (!prepared) {
                splitting.release();
            }
        }
    }

    private Displacement prepare(CancelToken cancel) throws NotPossible, FileCallException {
        names.addAll(site.hold(step.names()));
        NameGround ground = new NameGround(site, names, this::refusal);
        ground.requireChangeable();
        if (OpenBodies.leading(step.shared(), names).size() != names.size()) {
            throw refusal(StepReason.CHANGED, "one of the names leads to another file by now");
        }
        GuardedBody body = site.open(step.shared());
        shared = body;
        ground.requireNotPinned(body.facts().key().orElseThrow());
        FormerFate fate = fate(body.facts());
        requireUnflagged(body.facts());
        site.tellWhetherGuarded(names.getFirst());
        List<Move> moves = new ArrayList<>();
        for (HeldName name : names) {
            moves.add(site.move(name));
        }
        HeldName limbo = moves.getFirst().limbo();
        Draft made = limbo.folder().folder().draft(Leftover.withWord(limbo.leaf(), WORD));
        draft = made;
        BodyMetadata wanted = wanted(body.metadata());
        site.metadata().prepare(wanted, made);
        Copied how = made.copyFrom(body.body(), cancel);
        site.metadata().apply(wanted, made);
        GuardedBody own = new GuardedBody(List.of(made), made.facts(), wanted, Trust.OURS, site.guards());
        fresh = own;
        Split found = new Split(PlannedBody.of(body.facts(), step.shared().names()), step.names(), step.former());
        return new Displacement(site, number, step, found, own, body, fate, how == Copied.CLONED, moves, this::release);
    }

    /**
     * A name that has its body for itself already has nothing to be split from; where a run is taken back, it still may get
     * its former metadata.
     */
    private FormerFate fate(FileFacts facts) throws NotPossible {
        boolean others = facts.linkCount().orElse(0) > names.size();
        if (!others && step.former().isEmpty()) {
            throw refusal(StepReason.ALREADY_DONE, "it is the only name of its body");
        }
        return others && step.former().isEmpty() ? FormerFate.STAYS : FormerFate.MAY_GO;
    }

    /** A body that has such a flag keeps its names, and one that is made like it could not get any. */
    private void requireUnflagged(FileFacts facts) throws NotPossible {
        if (!facts.traits().isEmpty()) {
            throw refusal(
                    StepReason.NO_PERMISSION,
                    "it has a flag that forbids changes: " + facts.traits(),
                    "Take the flag away (chattr -i -a), split it, and set it again.");
        }
    }

    private BodyMetadata wanted(BodyMetadata today) {
        return step.former()
                .map(former -> RestoredMetadata.of(former, today).metadata())
                .orElse(today);
    }

    private void release() {
        if (fresh != null) {
            fresh.close();
        }
        if (draft != null) {
            draft.close();
        }
        if (shared != null) {
            site.bodies().release(shared);
        }
        site.release(names);
    }

    private NotPossible refusal(StepReason reason, String words) {
        return refusal(reason, words, "Look again what is there.");
    }

    private NotPossible refusal(StepReason reason, String words, String wayOut) {
        return NotPossible.because(reason, "give " + shown + " a body of its own", shown, null, words, wayOut);
    }
}
